"""A mapping guessed for a table whose columns are not known, ready to be copied."""

from __future__ import annotations

import json
import re

from clipbook.importers.record import RefusedError
from clipbook.importers.tables import dates, names
from clipbook.importers.tables.row import Table
from clipbook.model.fields import address_fault

_MOST = 40
_HAS_LETTERS = re.compile(r"[^\W\d_]{2}")


def refusal(table: Table, said: dict[str, str]) -> RefusedError:
    """Refuse a table without a title, and offer a mapping guessed from its columns and rows."""
    if said:
        why = "the mapping calls none of its columns a title"
    else:
        why = "none of its columns is known as a title"
    columns = ", ".join(f"{_quoted(column)}: {field}" for column, field in _guess(table).items())
    fix = f"Write the right fields into a YAML file and name it with --map: columns: {{{columns}}}"
    return RefusedError(0, "no-title-column", why, fix)


def _guess(table: Table) -> dict[str, str]:
    columns = table.columns[:_MOST]
    cells = {column: _cells(table, at) for at, column in enumerate(columns)}
    guessed = {column: place[1] for column in columns if (place := names.known(column))}
    for guess in (_by_likeness, _by_cells, _by_length):
        free = {column: cells[column] for column in columns if column not in guessed}
        guess(guessed, free)
    return {column: guessed.get(column, names.IGNORE) for column in columns}


def _by_likeness(guessed: dict[str, str], free: dict[str, list[str]]) -> None:
    """Take names that are but a letter off, where the cells are not against it."""
    for column, cells in free.items():
        field = names.nearly_known(column)
        if field and field not in guessed.values() and all(map(_FITS.get(field, bool), cells)):
            guessed[column] = field


def _by_cells(guessed: dict[str, str], free: dict[str, list[str]]) -> None:
    for field, fits in _FITS.items():
        for column, cells in free.items():
            if field not in guessed.values() and cells and all(map(fits, cells)):
                guessed.setdefault(column, field)


def _by_length(guessed: dict[str, str], free: dict[str, list[str]]) -> None:
    titles = [column for column in free if _length(free[column])]
    if titles and "title" not in guessed.values():
        guessed[max(titles, key=lambda column: _length(free[column]))] = "title"


def _cells(table: Table, at: int) -> list[str]:
    return [row[at] for row in table.sample if at < len(row) and row[at]]


def _length(cells: list[str]) -> int:
    """Give how long they are in the middle: a headline has some words."""
    with_words = sorted(len(cell) for cell in cells if _HAS_LETTERS.search(cell))
    return with_words[len(with_words) // 2] if with_words else 0


def _is_address(cell: str) -> bool:
    return address_fault(cell) is None


def _is_date(cell: str) -> bool:
    try:
        return dates.read(cell) is not None
    except dates.AmbiguousDateError:
        return True


_FITS = {"url": _is_address, "date": _is_date}
"""Fields that cells tell."""


def _quoted(column: str) -> str:
    plain = re.fullmatch(r"[^\W\d_][\w .()/-]*", column) and not column.endswith((" ", "."))
    return column if plain else json.dumps(column, ensure_ascii=False)
