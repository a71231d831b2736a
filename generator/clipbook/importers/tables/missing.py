"""Columns that a mapping names and a table does not have."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from clipbook.importers.record import RefusedError, Remark
from clipbook.importers.tables import names
from clipbook.importers.tables.mapping import Loaded, Mapping
from clipbook.importers.tables.row import Row

_NAMED = 30


def remarks(loaded: Loaded, columns: list[str]) -> Iterator[Remark]:
    """Say of each column that is named and not there which one is nearest to it."""
    for path, name in _missing(loaded.mapping, columns):
        said = f"{loaded.place(*path)}: there is no column “{name}”"
        yield Remark(0, "column-not-found", said, _nearest(name, columns), refuses=True)


def met_later(mapping: Mapping, columns: list[str], rows: Iterable[Row | Remark]) -> list[str]:
    """Look through rows for what the first of them do not have, until all that is named is met."""
    found = dict.fromkeys(columns)
    wanted = {names.plain(name) for _, name in _missing(mapping, found)}
    try:
        for row in rows if wanted else ():
            cells = row.cells if isinstance(row, Row) else ()
            found.update(dict.fromkeys(name for name in cells if names.plain(name) in wanted))
            if not any(_missing(mapping, found)):
                break
    except RefusedError:
        pass
    return list(found)


def _missing(mapping: Mapping, columns: Iterable[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give where they are named in the mapping, and their names."""
    there = set(columns)
    plain = set(map(names.plain, there))
    for name, what in mapping.columns.items():
        if what != names.IGNORE and names.plain(name) not in plain:
            yield ("columns", name), name
    for what, when in mapping.inferred.items():
        if when.column not in there:
            yield ("inferred", what, "column"), when.column


def _nearest(name: str, columns: list[str]) -> str:
    plain = {names.plain(column): column for column in reversed(columns)}
    close = difflib.get_close_matches(names.plain(name), plain, n=1)
    if close:
        return f"Did you mean “{plain[close[0]]}”?"
    return f"There are: {', '.join(columns[:_NAMED])}."
