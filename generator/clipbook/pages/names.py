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
from functools import cache, lru_cache

from clipbook.pages import searched
from clipbook.pages.stop_words import ABBREVIATIONS, LINKING, STOP_WORDS

_WORD = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"([A-Z][A-Z])s(?![^\W_])")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_OPENERS = frozenset(".!?…:;•*#>-\n|“‘\"'«„—–")
_CLOSERS = "”’\"')]»"
_SENTENCE_ENDS = frozenset(".!?…")

_NOUN_CAPITALISING = ("de", "lb")
_MOST_CAPITALS_IN_A_SENTENCE = 0.6
_LAST_LETTER_WITH_CASE = 0x1FFF
_SPARE = 4
"""Times as many names are looked up as are shown: folding takes some away."""


Run = tuple[str, bool]
"""Capitalised words that stand together, and whether a sentence starts with the first of them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article's title and text are made of, as far as names are concerned."""

    runs: frozenset[Run]
    searched: bytes
    """All words in UTF-8, hyphens opened, between single spaces and with a space at both ends."""


def read(title: str, text: str, language: str | None = None) -> Reading:
    """Read one article; its names are judged together with those of the others."""
    both = f"{title}\n{text}"
    looked_up = searched.words(both)
    if (language or "").partition("-")[0].casefold() in _NOUN_CAPITALISING:
        return Reading(frozenset(), looked_up)
    found = set(_runs(text if _is_title_case(title) else both))
    return Reading(frozenset((_singular(run), opens) for run, opens in found), looked_up)


def names(readings: Sequence[Reading], limit: int) -> list[str]:
    """Give the names in most articles first, then by alphabet, at most `limit` of them."""
    every = frozenset().union(*(reading.runs for reading in readings))
    inside = {word for run, opens in every for word in run.split(" ")[opens:]}
    named = {run: _name(run, inside) for run in every}
    written: Counter[str] = Counter()
    for reading in readings:
        written.update({named[run] for run in reading.runs})
    del written[""]
    found: defaultdict[bytes, Counter[str]] = defaultdict(Counter)
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
        part.encode("utf-8", searched.ERRORS) if _UNSPACED.search(part) else _key(part)
        for part in (part.strip() for part in name.split(" / "))
        if part
    ]
    return frozenset(place for part in wanted for place in _places(part, readings))


def _places(wanted: bytes, readings: Sequence[Reading]) -> frozenset[int]:
    return frozenset(place for place, reading in enumerate(readings) if wanted in reading.searched)


def _is_pair(spelled: Counter[str], spellings: Mapping[bytes, Counter[str]]) -> bool:
    """Say whether a hyphen joins what are names by themselves."""
    return all("-" in name and _parts(name) <= spellings.keys() for name in spelled)


def _parts(name: str) -> set[bytes]:
    return {_key(part) for part in name.split("-")}


def _folds(key: bytes, where: dict[bytes, frozenset[int]]) -> bool:
    """Say whether a longer name holds this one and appears wherever this one does."""
    return any(
        key in longer and len(longer) > len(key) and where[key] <= where[longer] for longer in where
    )


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _name(run: Run, inside: set[str]) -> str:
    """Give what a run names, without what does not count at its ends; nothing if all is that."""
    text, opens = run
    words = text.split(" ")
    if opens and not (words[0] in inside or _has_inner_capital(words[0])):
        words = words[1:]
    while words and (_is_loose(words[0]) or words[0].isdecimal()):
        words = words[1:]
    while words and _is_loose(words[-1]):
        words = words[:-1]
    name = " ".join(words)
    return name if len(name) > 1 else ""


@lru_cache(maxsize=4096)
def _is_loose(word: str) -> bool:
    # `US` and `IT` are names; `Us` and `It` are not.
    if word.isupper() and len(word) > 1:
        return word in ABBREVIATIONS
    return word in LINKING or word.casefold() in STOP_WORDS


def _has_inner_capital(word: str) -> bool:
    return not word[1:].islower() and any(letter.isupper() for letter in word[1:])


def _runs(text: str) -> Iterator[Run]:
    # Most words have no capital: to look for the letter first is quicker than to try every word.
    for match in _run_pattern().finditer(text):
        start = match.start()
        while start and text[start - 1].isalnum():
            start -= 1
        yield text[start : match.end()], _opens(text, start)


def _opens(text: str, place: int) -> bool:
    """Say whether a sentence, a quotation or a line starts at a place."""
    if text[place - 1 : place] == " " and text[place - 2 : place - 1].isalnum():
        return False
    before = text[max(0, place - 5) : place].rstrip(" ")
    ended = before.rstrip(_CLOSERS)
    return not before or before[-1] in _OPENERS or ended[-1:] in _SENTENCE_ENDS


@cache
def _run_pattern() -> re.Pattern[str]:
    """Make the pattern of a run, from its first capital on.

    `re` has no class for capitals of every script.
    """
    capital = "".join(chr(n) for n in range(_LAST_LETTER_WITH_CASE) if chr(n).isupper())
    rest = (
        rf"[{capital}][^\W_]*(?:[&.][^\W_]+|['’](?=[{capital}])[^\W_]+|-(?=[{capital}\d])[^\W_]+)*"
    )
    version = r"\d{1,3}(?:\.\d+)*(?![^\W_])"
    linked = rf"(?:(?:{'|'.join(sorted(LINKING))}) )?(?<![^\W_])[^\W_]*{rest}"
    return re.compile(rf"{rest}(?: (?:{linked}|{version}))*")


@lru_cache(maxsize=4096)
def _key(name: str) -> bytes:
    """Give a name as it stands in `searched`."""
    return searched.words(name)


def _singular(text: str) -> str:
    # Hardly any is one: to look is quicker than to replace.
    return _PLURAL.sub(r"\1", text) if _PLURAL.search(text) else text


def _is_title_case(title: str) -> bool:
    words: list[str] = [word for word in _WORD.findall(title) if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return capitals > len(words) * _MOST_CAPITALS_IN_A_SENTENCE
