"""Names read from texts by a rule that can be explained to a reader.

A name is a run of capitalised words on one line with nothing but single spaces between them:
`Elon Musk`, also `xAI`, `NASA` and `Colossus 1`. A word that is capitalised only where a
sentence starts does not count; nor do stop words, months and days of the week. A possessive
`’s`, the plural `s` of `GPUs` and a hyphened lower-case ending (`Musk-owned`) are dropped. Two
names joined by a hyphen are two names. A title in which most words are capitalised tells
nothing and is not read; nor are languages that capitalise every noun.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from clipbook.pages.stop_words import ABBREVIATIONS, LINKING, STOP_WORDS

_WORD = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"([A-Z][A-Z])s(?![^\W_])")
_SIGNS = re.compile(r"[^\w\s-]+")
_SIGN = str.maketrans(dict.fromkeys("".join(_SIGNS.findall(bytes(range(128)).decode())), "|"))
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_OPENERS = frozenset(".!?…:;•*#>-\n|“‘\"'«„—–")
_CLOSERS = "”’\"')]»"
_SENTENCE_ENDS = frozenset(".!?…")

_NOUN_CAPITALISING = ("de", "lb")
_MOST_CAPITALS_IN_A_SENTENCE = 0.6
_LAST_LETTER_WITH_CASE = 0x1FFF
_SPARE = 4
"""Times as many names are looked up as are shown: folding takes some away."""


class Run(NamedTuple):
    """Capitalised words that stand together."""

    text: str
    opens: bool
    """Whether the first of them stands where a sentence starts."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article's title and text are made of, as far as names are concerned."""

    runs: frozenset[Run]
    searched: str
    """All words, hyphens opened, between single spaces and with a space at both ends."""


def read(title: str, text: str, language: str | None = None) -> Reading:
    """Read one article; its names are judged together with those of the others."""
    title_words, text_words = _singular(title), _singular(text)
    searched = _searchable(f"{title_words}\n{text_words}")
    if (language or "").partition("-")[0].casefold() in _NOUN_CAPITALISING:
        return Reading(frozenset(), searched)
    written = text_words if _is_title_case(title) else f"{title_words}\n{text_words}"
    return Reading(frozenset(_runs(written)), searched)


def names(readings: Sequence[Reading], limit: int) -> list[str]:
    """Give the names in most articles first, then by alphabet, at most `limit` of them."""
    every = frozenset().union(*(reading.runs for reading in readings))
    inside = {word for run in every for word in run.text.split(" ")[run.opens :]}
    named = {run: _name(run, inside) for run in every}
    written: Counter[str] = Counter()
    for reading in readings:
        written.update({named[run] for run in reading.runs})
    del written[""]
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in sorted(written):
        found[_key(name)][name] = written[name]
    spellings = {key: spelled for key, spelled in found.items() if not _is_pair(spelled, found)}
    likely = sorted(spellings, key=lambda key: (-spellings[key].total(), key))[: limit * _SPARE]
    where = {key: _places(key, readings) for key in likely}
    kept = sorted(
        (-len(where[key]), _commonest(spellings[key])) for key in likely if not _folds(key, where)
    )
    return [name for _, name in kept[:limit]]


def mentions(name: str, readings: Sequence[Reading]) -> frozenset[int]:
    """Say in which readings a name appears as whole words; `xAI / Grok` means either."""
    wanted = [
        part if _UNSPACED.search(part) else _key(part)
        for part in (part.strip() for part in name.split(" / "))
        if part
    ]
    return frozenset(place for part in wanted for place in _places(part, readings))


def _places(wanted: str, readings: Sequence[Reading]) -> frozenset[int]:
    return frozenset(place for place, reading in enumerate(readings) if wanted in reading.searched)


def _is_pair(spelled: Counter[str], spellings: Mapping[str, Counter[str]]) -> bool:
    """Say whether a hyphen joins what are names by themselves."""
    return all("-" in name and _parts(name) <= spellings.keys() for name in spelled)


def _parts(name: str) -> set[str]:
    return {_key(part) for part in name.split("-")}


def _folds(key: str, where: dict[str, frozenset[int]]) -> bool:
    """Say whether a longer name holds this one and appears wherever this one does."""
    return any(
        key in longer and len(longer) > len(key) and where[key] <= where[longer] for longer in where
    )


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _name(run: Run, inside: set[str]) -> str:
    """Give what a run names, without what does not count at its ends; nothing if all is that."""
    words = run.text.split(" ")
    if run.opens and not (words[0] in inside or _has_inner_capital(words[0])):
        words = words[1:]
    while words and (_is_loose(words[0]) or words[0].isdecimal()):
        words = words[1:]
    while words and _is_loose(words[-1]):
        words = words[:-1]
    name = " ".join(words)
    return name if len(name) > 1 else ""


def _is_loose(word: str) -> bool:
    # `US` and `IT` are names; `Us` and `It` are not.
    if word.isupper() and len(word) > 1:
        return word in ABBREVIATIONS
    return word in LINKING or word.casefold() in STOP_WORDS


def _has_inner_capital(word: str) -> bool:
    return any(letter.isupper() for letter in word[1:])


def _runs(text: str) -> Iterator[Run]:
    capital, run = _run_patterns()
    # Most words have no capital: to look for the letter first is quicker than to try every word.
    found = capital.search(text)
    while found:
        start = found.start()
        while start and text[start - 1].isalnum():
            start -= 1
        match = run.match(text, start)
        if match:
            yield Run(match[0], _opens(text, start))
        found = capital.search(text, match.end() if match else found.end())


def _opens(text: str, place: int) -> bool:
    """Say whether a sentence, a quotation or a line starts at a place."""
    before = text[max(0, place - 5) : place].rstrip(" ")
    ended = before.rstrip(_CLOSERS)
    return not before or before[-1] in _OPENERS or ended[-1:] in _SENTENCE_ENDS


@cache
def _run_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Make the patterns of a capital and a run; `re` has no class for capitals of every script."""
    capital = "".join(chr(n) for n in range(_LAST_LETTER_WITH_CASE) if chr(n).isupper())
    word = (
        rf"(?<![^\W_])[^\W_]*[{capital}][^\W_]*"
        rf"(?:[&.][^\W_]+|['’](?=[{capital}])[^\W_]+|-(?=[{capital}\d])[^\W_]+)*"
    )
    version = r"\d{1,3}(?:\.\d+)*(?![^\W_])"
    linked = rf"(?:(?:{'|'.join(sorted(LINKING))}) )?{word}"
    run = rf"{word}(?: (?:{linked}|{version}))*"
    return re.compile(f"[{capital}]"), re.compile(run)


def _key(name: str) -> str:
    """Give a name as it stands in `searched`."""
    return _searchable(_singular(name))


def _searchable(text: str) -> str:
    """Give the words that can be looked up; what parts two names parts them here too."""
    parted = _parted(text.replace(" - ", " | ").replace("\n", " | "))
    return f" {' '.join(parted.replace('-', ' ').split())} "


def _parted(text: str) -> str:
    """Write a bar for every run of signs; for ASCII there is a quicker way."""
    if not text.isascii():
        return _SIGNS.sub(" | ", text)
    marked = text.translate(_SIGN)
    while "||" in marked:
        marked = marked.replace("||", "|")
    return marked.replace("|", " | ")


def _singular(text: str) -> str:
    return _PLURAL.sub(r"\1", text)


def _is_title_case(title: str) -> bool:
    words: list[str] = [word for word in _WORD.findall(title) if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return capitals > len(words) * _MOST_CAPITALS_IN_A_SENTENCE
