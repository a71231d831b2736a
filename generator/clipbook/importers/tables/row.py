"""A row of a table: what its cells hold, by column, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clipbook.importers.record import Remark


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one row, before it is known what the columns are."""

    number: int
    """As a spreadsheet counts rows, from 1."""
    line: int
    """Where it begins in the file."""
    cells: list[Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One row, by the names of the columns, in their order."""

    place: str
    """`row 7`."""
    line: int
    cells: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as they are read, and the columns as far as they are known before."""

    columns: list[str]
    rows: Iterator[Row | Remark]
    sample: list[list[str]]
    """The first rows, to guess by what a column is."""
    encoding: str | None = None
    """Where it was guessed."""
