"""Sheets of workbooks (XLSX), row by row; what could fill the memory is refused before."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Any, Protocol
from zipfile import BadZipFile, LargeZipFile, ZipFile

from clipbook.importers.record import RefusedError, Remark
from clipbook.importers.source import Source
from clipbook.importers.tables import bombs, links
from clipbook.importers.tables.cells import is_link, linked
from clipbook.importers.tables.row import Line
from clipbook.model.fields import address_fault

MOST_COLUMNS = 256
_LAST_ROW = 1_048_576
_MOST_EMPTY = 10_000
"""Empty rows after which nothing is looked for any more: formats reach to the end of a sheet."""

_FAULTS = (
    *(BadZipFile, LargeZipFile, SyntaxError, OSError, zlib.error, EOFError, RuntimeError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, OverflowError, ArithmeticError),
)
"""What openpyxl raises where a file is no workbook, or a broken one; SyntaxError is that of XML."""


class _Sheet(Protocol):
    title: str

    def iter_rows(
        self, *, max_col: int, max_row: int, values_only: bool
    ) -> Iterator[tuple[Any, ...]]: ...


def is_workbook(source: Source) -> bool:
    """Say whether the bytes are those of a workbook that can be read."""
    head = source.head
    return head.startswith(b"PK\3\4") and (
        source.suffix in {".xlsx", ".xlsm"} or b"xl/workbook" in head or b"xl/worksheets" in head
    )


def refuse_others(source: Source) -> None:
    """Refuse workbooks in forms that are not read, by a word for each."""
    said = _name_of(source.head)
    if said:
        fix = "Open it, and save it as XLSX or CSV."
        raise RefusedError(0, "not-a-table", f"this is {said}, which is not read", fix)


def is_other(source: Source) -> bool:
    """Say whether it is a workbook, but in another form."""
    return _name_of(source.head) is not None


def _name_of(head: bytes) -> str | None:
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if _wide("EncryptedPackage") in head:
            return "a workbook with a password"
        is_book = _wide("Workbook") in head or _wide("Book") in head
        return "a workbook in the old form of Excel (.xls)" if is_book else None
    if head.startswith(b"PK\3\4") and b"opendocument.spreadsheet" in head[:200]:
        return "a workbook of OpenDocument (.ods)"
    return None


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def lines(source: Source, sheet: str | None) -> Iterator[Line | Remark]:
    """Give the rows of a sheet, the first where none is named; values as Python has them.

    Raises RefusedError where it is broken, holds no such sheet, or is made to fill the memory.
    """
    try:
        with source.open() as file:
            archive = ZipFile(file)
            has_formulas = bombs.look(archive)
            yield from _quietly(_numbered(_rows(archive, file, sheet, formulas=has_formulas)))
    except _FAULTS as error:
        said = " ".join(str(error).split())[:200]
        raise RefusedError(
            0,
            "broken-workbook",
            f"the workbook cannot be read: {said or type(error).__name__}",
            "Open it in a spreadsheet, and save it anew.",
        ) from None


def _numbered(rows: Iterator[list[Any]]) -> Iterator[Line | Remark]:
    empty = 0
    for number, cells in enumerate(rows, 1):
        empty = 0 if cells else empty + 1
        if empty > _MOST_EMPTY:
            said = f"below row {number - empty} come {_MOST_EMPTY:,} empty rows; no more is read"
            yield Remark(number, "rows-not-read", said, "Delete them where something stands below.")
            return
        yield Line(number, number, cells)


def _rows(
    archive: ZipFile, file: IO[bytes], name: str | None, *, formulas: bool
) -> Iterator[list[Any]]:
    sheet = _sheet(file, name, as_values=True)
    cells = links.of_sheet(archive, _part_of(sheet))
    rows = _with_formulas(_values(sheet), file, name) if formulas else _values(sheet)
    for number, row in enumerate(rows, 1):
        yield _trimmed(_with_links(number, row, cells) if cells else row)


def _with_formulas(
    values: Iterator[tuple[Any, ...]], file: IO[bytes], name: str | None
) -> Iterator[tuple[Any, ...]]:
    formulas = _values(_sheet(file, name, as_values=False))
    for row, said in zip(values, formulas, strict=True):
        pairs = zip(row, said, strict=True)
        yield tuple(two if isinstance(two, str) and is_link(two) else one for one, two in pairs)


def _with_links(number: int, row: Iterable[Any], cells: links.Cells) -> list[Any]:
    """Write links as formulas do, where the text is no address itself."""
    return [
        linked(cell, cells[number, at])
        if (number, at) in cells and isinstance(cell, str) and _is_words(cell)
        else cell
        for at, cell in enumerate(row, 1)
    ]


def _is_words(cell: str) -> bool:
    text = cell.strip()
    return bool(text) and not is_link(text) and address_fault(text) is not None


def _part_of(sheet: Any) -> str:  # noqa: ANN401 - openpyxl has no public name for it
    return str(sheet._worksheet_path)  # noqa: SLF001


def _values(sheet: _Sheet) -> Iterator[tuple[Any, ...]]:
    return sheet.iter_rows(max_col=MOST_COLUMNS, max_row=_LAST_ROW, values_only=True)


def _trimmed(row: Any) -> list[Any]:  # noqa: ANN401 - cells of any kind
    cells = [None if isinstance(cell, str) and not cell.strip() else cell for cell in row]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _sheet(file: Any, name: str | None, *, as_values: bool) -> _Sheet:  # noqa: ANN401
    from openpyxl import load_workbook  # noqa: PLC0415 - only workbooks need it

    book = load_workbook(file, read_only=True, data_only=as_values, keep_links=False)
    sheets: dict[str, _Sheet] = {sheet.title: sheet for sheet in book.worksheets}
    found = sheets.get(name) if name else next(iter(sheets.values()), None)
    if found is None:
        said = f"there is no sheet “{name}”" if name else "there is no sheet in it"
        fix = f"There are: {', '.join(sheets)}." if sheets else "Save the table as CSV."
        raise RefusedError(0, "not-a-table", said, fix)
    return found


def _quietly(lines: Iterator[Line | Remark]) -> Iterator[Line | Remark]:
    """Keep openpyxl from printing what it does not know of a workbook."""
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            line = next(lines, None)
        if line is None:
            return
        yield line
