"""Columns of text side by side, told by the blank strip between them and read one by one.

Rows are lines as they stand on a page, with blanks for its empty places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clipbook.importers.pdf import prints

BETWEEN = "\f"
"""Stands between two columns, and between them and what is above or below."""

_STRIP = 3
"""Blanks, in letters, that are wider than any between two words."""
_FEWEST = 5
"""Rows with something on both sides of a strip."""
_SHORTEST = 18
"""Letters that lines of running text have on average; cells of tables are shorter."""
_MOST = 6
_WIDEST = 400


@dataclass(frozen=True, slots=True)
class _Strip:
    """A blank strip, and the rows that it parts."""

    at: int
    start: int
    end: int
    both: int
    """Rows with something on both sides."""


def parted(rows: Sequence[str], plain: str) -> str | None:
    """Give the text of a page column by column.

    None where `plain`, the text in the page's own order, need not be changed; nothing where it
    runs from column to column, but no columns of running text can be told.
    """
    cut = [row[:_WIDEST].rstrip() for row in rows]
    strip = _strip(cut)
    if not strip or not _is_mixed(cut, strip, plain):
        return None
    block = cut[strip.start : strip.end]
    columns = _columns(block, strip.at, _MOST)
    if not all(map(_is_prose, columns)):
        return ""
    parts = [cut[: strip.start], *columns, cut[strip.end :]]
    return BETWEEN.join("\n".join(part) for part in parts if any(part))


def _columns(rows: Sequence[str], at: int, most: int) -> list[list[str]]:
    left, right = [row[:at].rstrip() for row in rows], [row[at:].rstrip() for row in rows]
    further = _strip(right) if most else None
    if not further:
        return [left, right]
    # What stands above or below the next strip is of the column before it.
    return [left, *_columns(right, further.at, most - 1)]


def _strip(rows: Sequence[str]) -> _Strip | None:
    """Give the strip that parts most rows."""
    width = max(map(len, rows), default=0)
    found = [each for at in range(_STRIP, width) if (each := _run(rows, at))]
    best = max(found, key=lambda each: each.both, default=None)
    return best if best and best.both >= _FEWEST else None


def _run(rows: Sequence[str], at: int) -> _Strip | None:
    """Give the longest run of rows that have nothing in a strip that ends at a place."""
    best: _Strip | None = None
    start = end = both = 0
    for number, row in enumerate([*rows, "x" * (at + 1)]):
        sides = bool(row[:at].strip()), bool(row[at:].strip())
        if row[at - _STRIP : at].strip() or prints.is_of_browser(row):
            if both and (best is None or both > best.both):
                best = _Strip(at, start, end, both)
            both = 0
        elif all(sides):
            start, end, both = (start if both else number), number + 1, both + 1
        elif both and any(sides) and not any(map(str.strip, rows[end:number])):
            # One column is longer than the other.
            end = number + 1
    return best


def _is_mixed(rows: Sequence[str], strip: _Strip, plain: str) -> bool:
    """Say whether a page's own order runs from one column to the other, line by line."""
    words = "".join(plain.split())
    across = ["".join(row.split()) for row in rows[strip.start : strip.end]]
    return sum(row in words for row in across) * 2 > strip.both


def _is_prose(column: Sequence[str]) -> bool:
    lines = [len(line.strip()) for line in column if line.strip()]
    return bool(lines) and sum(lines) >= _SHORTEST * len(lines)
