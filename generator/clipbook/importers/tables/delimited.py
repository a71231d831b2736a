"""CSV and TSV, row by row; what is wrong with one row costs that row alone."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from clipbook.importers.record import RefusedError, Remark
from clipbook.importers.tables.plan import Plan
from clipbook.importers.tables.row import Line

DELIMITERS = (",", "\t", ";", "|")
HEADER_WITHIN = 20
"""Rows among which the names of the columns are looked for; reports have some lines before."""
_MOST_FAULTS = 100
_TOGETHER = 8 * 1024 * 1024
"""Characters that the lines of one row may have."""


@dataclass(slots=True)
class _Feed:
    """Lines for the reader, of which those after the first of a row can be given back."""

    lines: Iterator[str]
    number: int = 0
    taken: list[str] = field(default_factory=list)
    ahead: deque[str] = field(default_factory=deque)
    size: int = 0

    def begin(self) -> None:
        """Start a row."""
        self.taken.clear()
        self.size = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self.ahead.popleft() if self.ahead else next(self.lines)
        self.number += 1
        self.taken.append(line)
        self.size += len(line)
        if self.size > _TOGETHER:
            raise csv.Error("its lines hold too much")
        return line

    def give_back(self) -> None:
        """Take all lines of the row but its first for rows of their own."""
        self.ahead.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        del self.taken[1:]


def delimiter_of(head: list[str], plan: Plan) -> str:
    """Tell what stands between cells: what makes most names of columns of the first lines."""
    if head and head[0].casefold().startswith("sep=") and len(head[0].rstrip()) > len("sep="):
        return head[0][len("sep=")]
    return max(DELIMITERS, key=lambda each: _fit(head, each, plan))


def rows_in(head: list[str], delimiter: str) -> list[list[str]]:
    """Give the first rows, as far as they can be read."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(head, delimiter=delimiter):
            rows.append([cell.strip() for cell in row])
            if len(rows) >= HEADER_WITHIN:
                break
    except csv.Error:
        pass
    return rows


def _fit(head: list[str], delimiter: str, plan: Plan) -> tuple[int, int]:
    rows = rows_in(head, delimiter)
    widths = [len(row) for row in rows if len(row) > 1]
    usual = max(widths, key=widths.count) if widths else 0
    return max((plan.score(row) for row in rows), default=0), usual * widths.count(usual)


def lines(text: Iterator[str], delimiter: str) -> Iterator[Line | Remark]:
    """Give the rows; a row whose quotes do not fit is a remark, and the next line a new row.

    Raises RefusedError where that happens all the time.
    """
    feed, faults, number = _Feed(text), 0, 0
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while faults <= _MOST_FAULTS:
        feed.begin()
        start, number = feed.number + 1, number + 1
        try:
            yield Line(number, start, next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            feed.give_back()
            faults += 1
            is_plain = delimiter == _TAB
            yield Line(number, start, _split(feed.taken[0])) if is_plain else _fault(start, error)
    yield from _plain(feed, number, delimiter)


def _plain(feed: _Feed, number: int, delimiter: str) -> Iterator[Line]:
    """Read the rest without quotes, as many programs write lines with tabs."""
    if delimiter != _TAB:
        raise RefusedError(feed.number, "broken-row", _TOO_MANY, _FIX)
    for line in feed:
        number += 1
        yield Line(number, feed.number, _split(line))
        feed.begin()


def _split(line: str) -> list[str]:
    return line.rstrip("\n").split(_TAB)


_TAB = "\t"
_TOO_MANY = f"the quotes of more than {_MOST_FAULTS} rows do not fit; the rest is not read"
_WHY = {
    "expected after": "a quote stands inside a quoted cell",
    "field limit": "a cell of it is longer than any headline, or a quote in it is never closed",
}
_FIX = "Save the table anew from the program that it is from, or as XLSX."


def _fault(line: int, error: csv.Error) -> Remark:
    said = str(error)
    why = next((why for part, why in _WHY.items() if part in said), "a quote in it is never closed")
    said = f"this row cannot be read: {why}"
    return Remark(line, "broken-row", said, _FIX, refuses=True)
