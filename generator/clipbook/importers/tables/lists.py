"""Lists that stand in one cell."""

from __future__ import annotations

import re

_USUAL = re.compile(r"[;|\uff1b\n]")
_BY = re.compile(r"^by\s+", re.IGNORECASE)


def split(cell: str, separator: str | None) -> list[str]:
    """Part the entries of a list: by what was said, else by semicolons, bars and line ends."""
    parts = cell.split(separator.strip() or separator) if separator else _USUAL.split(cell)
    return [part.strip() for part in parts if part.strip()]


def tags(cell: str, separator: str | None) -> list[str]:
    """Part topics; commas part them too, where nothing else does."""
    parts = split(cell, separator)
    if separator or len(parts) > 1:
        return parts
    return [part.strip() for part in cell.split(",") if part.strip()]


def names(cell: str, separator: str | None, *, turned: bool) -> list[str]:
    """Part the names of authors, without the word before them; `Doe, Jane` turned round if so."""
    parts = [_BY.sub("", part) for part in split(cell, separator)]
    return [_forward(part) for part in parts] if turned else parts


def _forward(name: str) -> str:
    last, comma, first = name.partition(",")
    if not comma or "," in first or not first.strip():
        return name
    return f"{first.strip()} {last.strip()}"
