"""What is asked of fields and dates: which documents agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from clipbook.model.dates import PartialDate
from clipbook.search.reader import Index
from clipbook.search.syntax import Field
from clipbook.search.tokens import phrase


class Held(NamedTuple):
    """What fields leave."""

    documents: set[int]
    unknown: list[tuple[str, str]]
    """Fields with what they ask for, where that names nothing or is no date."""


def hold_to(index: Index, fields: Iterable[Field]) -> Held:
    """Hold all documents to fields, those of one name being alternatives."""
    left, unknown = set(range(index.documents)), []
    groups = defaultdict[tuple[str, bool], set[int]](set)
    for each in fields:
        agreeing = _dated(index, each) if each.name in DATES else _keyed(index, each)
        if not agreeing.known:
            unknown.append((each.name, each.value))
        if agreeing.documents is not None:
            groups[each.name, each.wanted] |= agreeing.documents
    for (_, wanted), documents in groups.items():
        left = left & documents if wanted else left - documents
    return Held(left, unknown)


class _Agreeing(NamedTuple):
    documents: set[int] | None
    known: bool


def _dated(index: Index, asked: Field) -> _Agreeing:
    """Take what may be of a day or later, or before it."""
    try:
        PartialDate.parse(asked.value)
    except ValueError:
        return _Agreeing(None, known=False)
    day, at, found = _earliest(asked.value), index.undated, set[int]()
    for date, count in index.days:
        if _latest(date) >= day if asked.name == "after" else _earliest(date) < day:
            found.update(range(at, at + count))
        at += count
    return _Agreeing(found, known=True)


def _keyed(index: Index, asked: Field) -> _Agreeing:
    """Take what falls under a key, or under those in whose label some words stand in a row."""
    column, row = index.column(asked.name), _row(asked.value)
    wanted = {at for at, key in enumerate(column.keys) if key == asked.value}
    if not wanted and row.strip():
        wanted = {at for at, label in enumerate(column.labels) if row in _row(label)}
    found = {n for n, codes in enumerate(column.codes) if not wanted.isdisjoint(codes)}
    return _Agreeing(found, known=bool(wanted))


def _row(text: str) -> str:
    return f" {' '.join(phrase(text))} "


def _earliest(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :]


def _latest(date: str) -> str:
    return date + "-12-31"[len(date) - 4 :]


DATES = {"after", "before"}
"""Fields that ask for a date."""
