"""What a reader types: words, "words in quotes", beginnings* and -exclusions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from clipbook.search.tokens import asked, is_unspaced, words

_PIECE = re.compile(r'(-?)"([^"]*)"?|(\S+)')


MOST_WORDS = 32
"""Words of a query that are looked for."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One word to look for, accents off."""

    form: str
    instead: tuple[str, ...] = ()
    """Parts of a compound, to look for where the whole is nowhere."""
    open: bool = False
    """Whether longer words that begin so are meant too."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is wanted, and what is not: of each exclusion, all of its words."""

    wanted: tuple[Ask, ...]
    unwanted: tuple[tuple[Ask, ...], ...]


def parse(text: str, *, typing: bool = False) -> Question:
    """Read a query; while it is being typed, its last word may be unfinished."""
    wanted: list[Ask] = []
    unwanted: list[tuple[Ask, ...]] = []
    for minus, quoted, bare in _PIECE.findall(text):
        if bare:
            asks = _asks(bare, last_open=bare.endswith("*"))
            excluded = bare.startswith("-") and len(bare) > 1
        else:
            asks, excluded = _asks(quoted), bool(minus)
        if not excluded:
            wanted += asks
        elif asks:
            unwanted.append(tuple(asks))
    if typing and wanted and _is_unfinished(text):
        wanted[-1] = replace(wanted[-1], open=True)
    return Question(tuple(dict.fromkeys(wanted))[:MOST_WORDS], tuple(unwanted))


def _is_unfinished(text: str) -> bool:
    last = text.rsplit(" ", maxsplit=1)[-1]
    return bool(last) and not last.startswith("-") and not last.endswith('"')


def _asks(piece: str, *, last_open: bool = False) -> list[Ask]:
    found = [
        Ask(form, tuple(instead), open=is_unspaced(form) and len(form) == 1)
        for word in words(piece)
        for form, instead in asked(word)
    ]
    if last_open and found:
        found[-1] = replace(found[-1], open=True)
    return found
