"""Tables of coverage, a row for each article: CSV, TSV, JSON Lines, JSON arrays, workbooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TypeVar

from clipbook.importers.importer import Importer
from clipbook.importers.record import Item, RefusedError, Remark
from clipbook.importers.source import Source
from clipbook.importers.tables import delimited, grid, mapping, objects, offer, text, workbook
from clipbook.importers.tables.mapping import Mapping
from clipbook.importers.tables.plan import Plan
from clipbook.importers.tables.reading import record_of
from clipbook.importers.tables.row import Line, Row, Table

T = TypeVar("T")

_TEXTS = frozenset({".csv", ".tsv", ".tab"})
_JSON = ("{", "[")
_PEEKED = 20
_SAID_IN_FULL = 5
"""So many remarks of a kind are said one by one; the rest is counted."""
_NAMED = 30
"""So many columns are named that were not read."""


def accepts(source: Source) -> bool:
    """Say whether an input is a table of articles."""
    if workbook.is_workbook(source) or workbook.is_other(source):
        return True
    start = _start(source)
    if start.lstrip("\ufeff \t\r\n").startswith(_JSON) and source.suffix not in _TEXTS:
        row = objects.first_of(start)
        return row is not None and (bool(source.mapping) or objects.tell_of_articles(row))
    return source.suffix in _TEXTS or _has_header(start)


def read(source: Source) -> Iterator[Item]:
    """Give a record for each row, and a remark for each that is none.

    Raises RefusedError where the table or the mapping cannot be read, or no column is a title.
    """
    workbook.refuse_others(source)
    said = mapping.load(source.mapping)
    table, plan = _table(source, said)
    is_titled = plan.holds("title", table.columns) or "title" in said.constants
    if table.columns and not is_titled:
        raise offer.refusal(table, said.columns)
    guessed = text.guess(table.encoding) if table.encoding else None
    yield from [guessed] if guessed else []
    yield from _Report(plan).items(table.rows)


IMPORTER = Importer(
    "table", ".json", accepts, read, _TEXTS | {".xlsx", ".xlsm", ".jsonl", ".ndjson"}
)


def _start(source: Source) -> str:
    head = source.head
    wide = head[:2] in {b"\xff\xfe", b"\xfe\xff"}
    return head.decode("utf-16" if wide else "utf-8-sig", "replace")


def _has_header(start: str) -> bool:
    """Say whether the first line names columns of articles."""
    first = start.partition("\n")[0]
    plan = Plan(Mapping())
    columns = next(iter(delimited.rows_in([first], delimited.delimiter_of([first], plan))), [])
    return len(columns) > 1 and grid.names_articles(columns)


def _table(source: Source, said: Mapping) -> tuple[Table, Plan]:
    if workbook.is_workbook(source):
        return _gridded(workbook.lines(source, said.sheet), said, None)
    encoding = said.encoding or text.encoding_of(source)
    start = source.head.decode(encoding, "replace")
    if objects.first_of(start) is not None or start.lstrip("\ufeff \r\n").startswith("["):
        return _keyed(objects.rows(source, encoding), said, encoding)
    head = start.splitlines(keepends=True)[: delimited.HEADER_WITHIN * 5]
    lines = text.lines(source, encoding)
    delimiter = delimited.delimiter_of(head, Plan.of(said))
    return _gridded(delimited.lines(lines, delimiter), said, encoding)


def _gridded(
    lines: Iterator[Line | Remark], said: Mapping, encoding: str | None
) -> tuple[Table, Plan]:
    """Find the header among the first rows; those under it are the table."""
    first, lines = _peeked(lines)
    written = [_texts(line) for line in first]
    at = grid.header_of(written, Plan.of(said)) if written else 0
    header = written[at] if written else []
    columns = grid.columns_of(header)
    plan = Plan.of(said, columns)
    under = first[at] if first else None
    rows = grid.Grid(columns, plan, under.cells if isinstance(under, Line) else [])
    return Table(columns, rows.rows(chain(first, lines), at), written[at + 1 :], encoding), plan


def _peeked(items: Iterator[T]) -> tuple[list[T], Iterator[T]]:
    """Take the first items; where reading stops among them, it stops after them again."""
    first: list[T] = []
    try:
        first.extend(islice(items, _PEEKED))
    except RefusedError as error:
        return first, _stopped(error)
    return first, items


def _stopped(error: RefusedError) -> Iterator[T]:
    raise error
    yield


def _texts(line: Line | Remark) -> list[str]:
    cells = line.cells if isinstance(line, Line) else []
    return ["" if cell is None else str(cell).strip() for cell in cells]


def _keyed(rows: Iterator[Row | Remark], said: Mapping, encoding: str) -> tuple[Table, Plan]:
    first, rows = _peeked(rows)
    named = [row.cells for row in first if isinstance(row, Row)]
    columns = list(dict.fromkeys(name for cells in named for name in cells))
    sample = [[str(cells.get(name) or "") for name in columns] for cells in named]
    return Table(columns, chain(first, rows), sample, encoding), Plan.of(said, columns)


@dataclass(slots=True)
class _Report:
    """What is said of a table's rows, and what is said of it in the end."""

    plan: Plan
    codes: Counter[str] = field(default_factory=Counter)
    unread: dict[str, None] = field(default_factory=dict)

    def items(self, rows: Iterator[Row | Remark]) -> Iterator[Item]:
        """Give records and remarks, row by row, and a word on what was left aside."""
        for row in rows:
            if isinstance(row, Remark):
                yield row
                continue
            found, remarks = record_of(row, self.plan)
            yield from filter(self._is_said, remarks)
            yield found
            self._notice(row)
        yield from self._last()

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
