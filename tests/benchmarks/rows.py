"""Tables in Markdown, and numbers as they stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NONE = "–"


def table(rows: Iterable[Sequence[str]]) -> str:
    """Make a table of a head and rows; all columns but the first hold numbers.

    Nothing where there is only a head.
    """
    head, *rest = rows
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rest)) if rest else ""


def number(value: float | None) -> str:
    """Write a number with about three figures; a dash where there is none."""
    if value is None:
        return NONE
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
