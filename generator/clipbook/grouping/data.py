"""Articles as lines of JSON, as a file of them is grouped: rows in, the story of each out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from clipbook.grouping.dial import MIDDLE
from clipbook.grouping.grouping import fit as set_dial
from clipbook.grouping.grouping import group
from clipbook.grouping.meanings import Embed
from clipbook.grouping.piece import Piece
from clipbook.grouping.reading import A_WORD
from clipbook.grouping.terms import TELLING, words_read
from clipbook.grouping.weights import default

_DATE = 10
"""Characters of a date in `2026-11-22T04:45:00+00:00`."""


def run_data(
    rows: Iterable[Mapping[str, Any]],
    *,
    dial: float = MIDDLE,
    fit: bool = False,
    count: int | None = None,
    embed: Embed | None = None,
) -> list[dict[str, str]]:
    """Group rows with `id`, `title`, and if they have them `text`, `date` and `url`.

    Gives `{"id", "story"}` for each in its order; a story is named after its first article. The
    `story` of a row is passed over; with `fit`, those that have one set the dial, and tell how
    large stories are, and no more. With `count`, how many rows there are, no more of each text is
    kept than is read of it. `embed` is as `group` has it.
    """
    pieces, confirmed = [], defaultdict(list)
    kept = _kept(count) if count is not None else None
    for row in rows:
        one = piece(row)
        pieces.append(replace(one, lead=one.lead[:kept]) if kept else one)
        if fit and row.get("story"):
            confirmed[str(row["story"])].append(one.id)
    largest = None
    if fit:
        fitted = set_dial(pieces, confirmed, embed=embed)
        dial, largest = fitted.dial, fitted.largest
    found = group(pieces, dial=dial, largest=largest, embed=embed)
    first: dict[int, str] = {}
    story = {
        one.id: first.setdefault(number, one.id)
        for one, number in zip(found.pieces, found.group.tolist(), strict=True)
    }
    return [{"id": one.id, "story": story[one.id]} for one in pieces]


def _kept(count: int) -> int:
    """Give how many characters of each text are read where there are so many."""
    return max(TELLING, A_WORD * words_read(count, default()))


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
