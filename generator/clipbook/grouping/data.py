"""Articles as lines of JSON, as a file of them is grouped: rows in, the story of each out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from clipbook.grouping.dial import MIDDLE
from clipbook.grouping.grouping import fit as set_dial
from clipbook.grouping.grouping import group
from clipbook.grouping.piece import Piece

_DATE = 10
"""Characters of a date in `2026-11-22T04:45:00+00:00`."""


def run_data(
    rows: Iterable[Mapping[str, Any]], *, dial: float = MIDDLE, fit: bool = False
) -> list[dict[str, str]]:
    """Group rows with `id`, `title`, and if they have them `text`, `date` and `url`.

    Gives `{"id", "story"}` for each in its order; a story is named after its first article. The
    `story` of a row is passed over; with `fit`, those that have one set the dial, and tell how
    large stories are, and no more.
    """
    kept = list(rows)
    pieces = [piece(row) for row in kept]
    largest = None
    if fit:
        fitted = set_dial(pieces, confirmed(kept))
        dial, largest = fitted.dial, fitted.largest
    found = group(pieces, dial=dial, largest=largest)
    first: dict[int, str] = {}
    story = {
        one.id: first.setdefault(number, one.id)
        for one, number in zip(found.pieces, found.group.tolist(), strict=True)
    }
    return [{"id": one.id, "story": story[one.id]} for one in pieces]


def confirmed(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Give the ids of each story that rows name."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.get("story"):
            found[str(row["story"])].append(str(row["id"]))
    return found


def piece(row: Mapping[str, Any]) -> Piece:
    """Give a row as it is grouped, without its story."""
    names = ("id", "title", "text", "url", "lang", "outlet")
    ident, title, text, url, lang, outlet = (str(row.get(name) or "") for name in names)
    return Piece(ident, title, text, day(row.get("date")), url, lang, outlet=outlet)


def day(written: object) -> float | None:
    """Give the day of a date in ISO 8601, the time of the day left aside; `None` if there is none.

    The first clock times of a collection are those of a machine that gathered it, more often than
    of a desk that published: articles that were fetched together would seem to belong together.
    """
    try:
        return float(date.fromisoformat(str(written)[:_DATE]).toordinal())
    except ValueError:
        return None
