"""What is said of a table's rows, one by one and in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from clipbook.importers.record import Item, RefusedError, Remark
from clipbook.importers.tables import sums
from clipbook.importers.tables.plan import Plan
from clipbook.importers.tables.reading import record_of
from clipbook.importers.tables.row import Row

_SAID_IN_FULL = 5
"""So many remarks of a kind are said one by one; the rest is counted."""
_NAMED = 30
"""So many columns are named that were not read."""


@dataclass(slots=True)
class Report:
    """What is said of a table's rows, and what is said of it in the end."""

    plan: Plan
    codes: Counter[str] = field(default_factory=Counter)
    unread: dict[str, None] = field(default_factory=dict)

    def items(self, rows: Iterator[Row | Remark]) -> Iterator[Item]:
        """Give records and remarks, row by row, and a word on what was left aside."""
        for row, is_last in _told_last(rows):
            if isinstance(row, Remark):
                yield row
            else:
                yield from self._row(row, is_last=is_last)
        yield from self._last()

    def _row(self, row: Row, *, is_last: bool) -> Iterator[Item]:
        found, remarks = record_of(row, self.plan)
        if is_last and sums.is_sum(row, found):
            yield sums.remark(row)
            return
        yield from filter(self._is_said, remarks)
        yield found
        self._notice(row)

    def _is_said(self, remark: Remark) -> bool:
        self.codes[remark.code] += 1
        return self.codes[remark.code] <= _SAID_IN_FULL

    def _notice(self, row: Row) -> None:
        for column, value in row.cells.items():
            if value and len(self.unread) < _NAMED and not self.plan.reads(column):
                self.unread[column] = None

    def _last(self) -> Iterator[Remark]:
        for code, count in sorted(self.codes.items()):
            if count > _SAID_IN_FULL:
                said = f"{count - _SAID_IN_FULL} more rows have the same: {code}"
                yield Remark(0, "more-of-the-same", said, "See those that are named above.")
        if self.unread:
            columns = ", ".join(self.unread)
            said = f"these columns are no fields, and were not read: {columns}"
            yield Remark(0, "columns-not-read", said, "Give them a field in a mapping; see --map.")


def _told_last(rows: Iterator[Row | Remark]) -> Iterator[tuple[Row | Remark, bool]]:
    """Tell of each whether it is the last; where reading breaks off, none is."""
    before: Row | Remark | None = None
    try:
        for row in rows:
            if before is not None:
                yield before, False
            before = row
    except RefusedError:
        if before is not None:
            yield before, False
        raise
    if before is not None:
        yield before, True
