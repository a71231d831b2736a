"""Tables of names that may be long: the largest on the first page, all of them by letter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple
from zlib import crc32

from clipbook.model.unicode_form import nfkd
from clipbook.pages import parts
from clipbook.pages.parts import Entry, Listing
from clipbook.pages.wording import html_size, short

ROOM = 140_000
"""Bytes for the rows of a table, which has no side beside it."""

_ROW = 480


class Name(NamedTuple):
    """One row, as far as its place goes."""

    name: str
    key: str
    """The last part of its address."""


class Table(NamedTuple):
    """A table of names: what its first page shows, and all in the order of the parts."""

    listing: Listing
    by_letter: list[Name]


def table(base: str, ranked: Sequence[Name]) -> Table:
    """Plan a table; its first page shows as many of the ranked as there is room for."""
    by_letter = sorted(ranked, key=lambda each: (_order(each.name), each.name.casefold(), each.key))
    sizes = accumulate(_size(each) for each in ranked)
    shown = sum(size <= ROOM for size in sizes)
    entries = [_entry(each) for each in by_letter] if shown < len(ranked) else []
    cuts = tuple(parts.cut(entries, room=ROOM)) if entries else ()
    return Table(Listing(base, range(shown), cuts), by_letter)


def letter(name: str) -> str:
    """Give the letter that a name stands under: `a` to `z`, `number`, or `other` scripts."""
    plain = nfkd(name.casefold())
    first = next((sign for sign in plain if sign.isalnum()), "")
    if first.isdecimal():
        return "number"
    return first if "a" <= first <= "z" else "other"


def _order(name: str) -> tuple[int, str]:
    found = letter(name)
    return (_AT_THE_ENDS.get(found, 1), found)


_AT_THE_ENDS = {"number": 0, "other": 2}


def _entry(each: Name) -> Entry:
    size = _size(each)
    return Entry(letter(each.name), each.name, size, size, crc32(each.key.encode()))


def _size(each: Name) -> int:
    return _ROW + len(each.key) + html_size(short(each.name))
