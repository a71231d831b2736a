"""Values of any kind, as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from clipbook.importers.tables.cells import Cell, cell_of

_NAMES = ("name", "title", "value", "term", "label", "text")
"""Keys under which objects hold what they are called."""
_DEEPEST = 4


def cells_of(value: Any, depth: int = 0) -> Iterator[Cell]:  # noqa: ANN401 - as the table has it
    """Give what a value says as cells: one for a text or a number, several for a list."""
    if isinstance(value, str):
        yield cell_of(value)
    elif isinstance(value, list) and depth < _DEEPEST:
        for entry in value:
            yield from cells_of(entry, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        named = next((value[name] for name in _NAMES if value.get(name)), None)
        yield from cells_of(named, depth + 1)
    elif value is not None:
        yield Cell(_written(value))


def _written(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return str(value)
