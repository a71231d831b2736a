"""Tables of coverage, a row for each article: CSV, TSV, JSON Lines, JSON arrays, workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TypeVar

from clipbook.importers.importer import Importer
from clipbook.importers.record import Item, RefusedError, Remark
from clipbook.importers.source import Source
from clipbook.importers.tables import (
    delimited,
    grid,
    mapping,
    missing,
    objects,
    offer,
    text,
    workbook,
)
from clipbook.importers.tables.cells import cell_of
from clipbook.importers.tables.mapping import Mapping
from clipbook.importers.tables.plan import Plan
from clipbook.importers.tables.report import Report
from clipbook.importers.tables.row import Line, Row, Table

T = TypeVar("T")

_TEXTS = frozenset({".csv", ".tsv", ".tab"})
_JSON = ("{", "[")
_PEEKED = 20


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
    loaded = mapping.load(source.mapping)
    table, plan = _table(source, loaded.mapping)
    unmet = list(missing.remarks(loaded, table.columns)) if table.columns else []
    if unmet:
        yield from unmet
        return
    is_titled = plan.holds("title", table.columns) or "title" in loaded.mapping.constants
    if table.columns and not is_titled:
        raise offer.refusal(table, loaded.mapping.columns)
    guessed = text.guess(table.encoding) if table.encoding else None
    yield from [guessed] if guessed else []
    yield from Report(plan).items(table.rows)


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
        return _keyed(source, said, encoding)
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
    plan = Plan.of(said, columns, written[at + 1 :])
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
    return ["" if cell is None else cell_of(str(cell)).text for cell in cells]


def _keyed(source: Source, said: Mapping, encoding: str) -> tuple[Table, Plan]:
    first, rows = _peeked(objects.rows(source, encoding))
    named = [row.cells for row in first if isinstance(row, Row)]
    columns = list(dict.fromkeys(name for cells in named for name in cells))
    columns = missing.met_later(said, columns, objects.rows(source, encoding))
    sample = [[str(cells.get(name) or "") for name in columns] for cells in named]
    plan = Plan.of(said, columns, sample)
    return Table(columns, chain(first, rows), sample, encoding), plan
