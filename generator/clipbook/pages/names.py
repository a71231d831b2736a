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

from clipbook.pages.stop_words import ABBREVIATIONS, LINKING, STOP_WORDS

_TOKEN = re.compile(r"[^\W_]+(?:[-&.’'][^\W_]+)*")
_ENDING = re.compile(r"(?:['’]s|(?<=[A-Z]{2})s)$")
_VERSION = re.compile(r"\d{1,3}(\.\d+)*")
_NEW_SENTENCE = re.compile(r"[.!?…:;•\n]|[“‘\"(\[«„]\s*$|(?:^|\s)['’]$|—\s*$")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOUN_CAPITALISING = ("de", "lb")


_MOST_CAPITALS_IN_A_SENTENCE = 0.6


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together."""

    words: tuple[str, ...]
    opens: bool
    """Whether the first of them stands where a sentence starts."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article's title and text are made of, as far as names are concerned."""

    runs: tuple[Run, ...]
    searched: str
    """All words, hyphens opened, between single spaces and with a space at both ends."""


def read(title: str, text: str, language: str | None = None) -> Reading:
    """Read one article; its names are judged together with those of the others."""
    searched = _key(f"{title}\n{text}")
    if (language or "").partition("-")[0].casefold() in _NOUN_CAPITALISING:
        return Reading((), searched)
    written = text if _is_title_case(title) else f"{title}\n{text}"
    return Reading(tuple(_runs(written)), searched)


def names(readings: Sequence[Reading], limit: int) -> list[str]:
    """Give the names in most articles first, then by alphabet, at most `limit` of them."""
    inside = {
        word for reading in readings for run in reading.runs for word in run.words[run.opens :]
    }
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        for name in sorted({name for run in reading.runs if (name := _name(run, inside))}):
            found[_key(name)][name] += 1
    spellings = {key: spelled for key, spelled in found.items() if not _is_pair(spelled, found)}
    # More are looked up than shown: folding takes some away, looking up adds to others.
    likely = sorted(spellings, key=lambda key: (-spellings[key].total(), key))[: limit * 4]
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
    words = list(run.words)
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


def _runs(text: str) -> Iterator[Run]:
    words: list[str] = []
    opens, end = False, 0
    for word, start in _words(text):
        gap = text[end:start]
        if words and gap == " " and _continues(word):
            words.append(word)
        else:
            if words:
                yield Run(tuple(words), opens)
            words = [word] if _is_capitalised(word) else []
            opens = not end or bool(_NEW_SENTENCE.search(gap))
        end = start + len(word)
    if words:
        yield Run(tuple(words), opens)


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Give every word, without its ending, and where it starts."""
    for found in _TOKEN.finditer(text):
        yield _without_ending(found[0]), found.start()


def _without_ending(word: str) -> str:
    first, *rest = _ENDING.sub("", word).split("-")
    for place, part in enumerate(rest):
        if not (part[:1].isupper() or part[:1].isdigit()):
            return "-".join([first, *rest[:place]])
    return "-".join([first, *rest])


def _key(text: str) -> str:
    """Give the words that can be looked up; what parts two names parts them here too."""
    pieces, end = [], 0
    for word, start in _words(text):
        pieces.append(word if text[end:start] in {"", " "} else f"| {word}")
        end = start + len(word)
    return f" {' '.join(pieces).replace('-', ' ')} "


def _continues(word: str) -> bool:
    return _is_capitalised(word) or word in LINKING or bool(_VERSION.fullmatch(word))


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() or _has_inner_capital(word)


def _has_inner_capital(word: str) -> bool:
    return any(letter.isupper() for letter in word[1:])


def _is_title_case(title: str) -> bool:
    words = [word for word, _ in _words(title) if word[:1].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return capitals > len(words) * _MOST_CAPITALS_IN_A_SENTENCE
