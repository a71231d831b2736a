"""Rows of cells as rows with names: the header found, empty rows passed over, odd ones said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from clipbook.importers.record import Remark
from clipbook.importers.tables import dates, names, text
from clipbook.importers.tables.cells import cell_of
from clipbook.importers.tables.plan import Plan
from clipbook.importers.tables.row import Line, Row
from clipbook.model.fields import address_fault

_MOST_COLUMNS = 1000


def header_of(rows: list[list[str]], plan: Plan) -> int:
    """Tell which of the first rows names the columns: the one with most names that are known.

    Where none is, the first with most cells.
    """
    filled = [sum(map(bool, row)) for row in rows]
    return max(range(len(rows)), key=lambda at: (plan.score(rows[at]), filled[at], -at))


def names_articles(cells: list[str]) -> bool:
    """Say whether cells are names of columns, most of them known, and those of articles."""
    known = [cell for cell in cells if names.known(cell)]
    return len(known) * 2 >= len(cells) and names.tell_of_articles(known)


def columns_of(cells: list[str]) -> list[str]:
    """Give each column a name of its own: `column 3` for one without, `Title (2)` for a second."""
    columns: dict[str, None] = {}
    for at, cell in enumerate(cells[:_MOST_COLUMNS], 1):
        base = name = " ".join(cell.split()) or f"column {at}"
        count = 2
        while name in columns:
            name, count = f"{base} ({count})", count + 1
        columns[name] = None
    return list(columns)


@dataclass(slots=True)
class Grid:
    """The rows under a header."""

    columns: list[str]
    plan: Plan
    header: list[str]
    is_shaken: bool = False
    """Whether a row before could not be read, so that it is not sure where the next begins."""
    unsure: list[int] = field(default_factory=list)
    """Lines of rows since then that may be parts of a text."""

    def rows(self, lines: Iterator[Line | Remark], header_at: int) -> Iterator[Row | Remark]:
        """Give the rows; a row that could not be read shakes those after it."""
        for line in islice(lines, header_at + 1, None):
            if isinstance(line, Remark):
                self.is_shaken = True
                yield line
            elif any(map(_is_filled, line.cells)) and line.cells != self.header:
                yield from self._row(line)
        yield from self._settle()

    def _row(self, line: Line) -> Iterator[Row | Remark]:
        place = f"row {line.number}"
        row = Row(place, line.line, dict(zip(self.columns, line.cells, strict=False)))
        if self.is_shaken and not self._is_sound(line, row):
            self.unsure = [*self.unsure[:1], line.line]
            return
        yield from self._settle()
        yield self._fault(line, place) or row

    def _settle(self) -> Iterator[Remark]:
        """Say which rows were passed over, as it is sure again where rows begin."""
        if self.unsure:
            first, last = self.unsure[0], self.unsure[-1]
            which = f"lines {first} to {last}"
            said = f"{which} come after a row that cannot be read, and may be parts of it"
            fix = "Mend the row before, and import again: what is known already adds nothing."
            yield Remark(first, "broken-row", said, fix, refuses=True)
        self.is_shaken, self.unsure = False, []

    def _fault(self, line: Line, place: str) -> Remark | None:
        width = len(self.columns)
        if any(text.is_broken(cell) for cell in line.cells if isinstance(cell, str)):
            said = f"{place} has bytes that are no letters of it"
            return Remark(line.line, "invalid-utf8", said, "Save it as UTF-8.", refuses=True)
        if any(map(_is_filled, line.cells[width:])):
            said = f"{place} has {len(line.cells)} cells, and the header {width}"
            fix = "Put quotes around cells that hold what parts the columns."
            return Remark(line.line, "broken-row", said, fix, refuses=True)
        return None

    def _is_sound(self, line: Line, row: Row) -> bool:
        """Tell a row from the rest of a text: by the address or the day in its place.

        The end of a text may have these behind it, but has a quote that was never opened.
        """
        if len(line.cells) != len(self.columns) or any(str(c).count('"') % 2 for c in line.cells):
            return False
        placed = self.plan.columns_of(row.cells)
        return any(_fits(what, str(row.cells[column]), self.plan) for column, what in placed)


def _fits(what: str, value: str, plan: Plan) -> bool:
    if what == "url":
        return not address_fault(cell_of(value).text)
    return what == "date" and _is_date(value, plan)


def _is_date(value: str, plan: Plan) -> bool:
    try:
        return dates.read(cell_of(value).text, plan.mapping.dates) is not None
    except dates.AmbiguousDateError:
        return True


def _is_filled(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None
