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


def names(parts: list[str], *, turned: bool) -> list[str]:
    """Give names of authors without the word before them; `Doe, Jane` turned round if so."""
    plain = [_BY.sub("", part) for part in parts]
    return [_forward(name) for name in plain] if turned else plain


def _forward(name: str) -> str:
    last, comma, first = name.partition(",")
    if not comma or "," in first or not first.strip():
        return name
    return f"{first.strip()} {last.strip()}"
