"""What a reader types: words, "phrases", beginnings*, -exclusions, and fields such as outlet:."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from clipbook.search.tokens import asked, is_single, phrase, sought

FIELDS = ("outlet", "story", "topic", "kind", "year", "after", "before")

_MARKS = '"\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f\uff02'
"""Quotation marks, of English, German, French, Spanish, Chinese and Japanese."""

_SPACE = "\t\n\x0b\x0c\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What is white to a browser; Python has other views on some separators."""

_PIECE = re.compile(
    # In ASCII alone: a long s begins no story.
    rf"(-?)(?:((?ai:{'|'.join(FIELDS)})):)?(?:[{_MARKS}]([^{_MARKS}]*)([{_MARKS}]?)|([^{_SPACE}]+))"
)
_ENDED = re.compile(f"[{_SPACE}]\\Z")

MOST_WORDS = 32
"""Words of a query that count."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One word to look for, accents off."""

    form: str
    instead: tuple[str, ...] = ()
    """Parts of a compound, to look for where the whole is nowhere."""
    open: bool = False
    """Whether longer words that begin so are meant too."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row, accents off."""

    forms: tuple[str, ...]
    open: bool = False
    """Whether the last may be the beginning of a word."""
    text: str = ""
    """As it was asked for."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key, or a date, that is wanted or not."""

    name: str
    value: str
    wanted: bool = True


@dataclass(slots=True)
class Question:
    """What is wanted, and what is not: of each exclusion, all of its words."""

    wanted: list[Ask] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    unwanted: list[list[Ask]] = field(default_factory=list)
    unwanted_phrases: list[Phrase] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    cut: bool = False
    """Whether there were more words than count."""


def parse(text: str, *, typing: bool = False) -> Question:
    """Read a query; while it is being typed, its last word may be unfinished."""
    found = Question()
    unfinished: list[Any] = []
    for minus, name, quoted, closed, bare in _PIECE.findall(text):
        unfinished = []
        if name:
            found.fields.append(Field(name.lower(), bare or quoted, not minus))
        elif bare:
            unfinished = _take_words(found, bare, excluded=bool(minus))
        else:
            unfinished = _take_phrase(found, quoted, excluded=bool(minus), closed=bool(closed))
    if typing and unfinished and not _ENDED.search(text):
        unfinished[-1] = replace(unfinished[-1], open=True)
    return _limited(found)


def _take_words(found: Question, bare: str, *, excluded: bool) -> list[Ask]:
    """Take words; gives those of which the last may be unfinished."""
    asks = _asks(bare, last_open=bare.endswith("*"))
    if excluded:
        found.unwanted += [asks] if asks else []
        return []
    found.wanted += asks
    return found.wanted if asks else []


def _take_phrase(found: Question, quoted: str, *, excluded: bool, closed: bool) -> list[Phrase]:
    """Take a phrase; gives those of which the last may be unfinished."""
    forms = tuple(phrase(quoted))
    phrases = found.unwanted_phrases if excluded else found.phrases
    phrases += [Phrase(forms, is_single(forms[-1]), quoted)] if forms else []
    return phrases if forms and not excluded and not closed else []


def _limited(found: Question) -> Question:
    """Keep as many words as count, those of phrases last."""
    distinct = [*dict.fromkeys(found.wanted)]
    found.wanted = distinct[:MOST_WORDS]
    room = MOST_WORDS - len(found.wanted)
    found.cut = len(found.wanted) < len(distinct)
    kept = []
    for each in found.phrases:
        forms = each.forms[:room]
        found.cut = found.cut or len(forms) < len(each.forms)
        room -= len(forms)
        kept += [replace(each, forms=forms)] if forms else []
    found.phrases = kept
    return found


def _asks(piece: str, *, last_open: bool = False) -> list[Ask]:
    found = [
        Ask(form, tuple(instead), open=is_single(form))
        for word in sought(piece)
        for form, instead in asked(word)
    ]
    if last_open and found:
        found[-1] = replace(found[-1], open=True)
    return found
