"""Copies among the articles of an archive: one report in many outlets is one event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from clipbook.copies.near_duplicates import groups
from clipbook.copies.reports import pieces_of
from clipbook.model.holdings import Articles
from clipbook.store.content import Content

if TYPE_CHECKING:
    from clipbook.grouping.piece import Piece


def copies(content: Content, pieces: Iterable[Piece]) -> list[tuple[str, ...]]:
    """Give the ids of `pieces` whose texts are copies of one another, by sketches alone.

    A text that comes again after more than the days for which a story is open is no proof: what
    is printed every year is of no event.
    """
    from clipbook.grouping.bonds import WINDOW  # noqa: PLC0415 - loads numpy and scipy

    days = {piece.id: piece.day for piece in pieces}
    articles = content.articles
    rows = [row for row, ident in zip(articles.rows, articles.ids, strict=True) if ident in days]
    found = groups(pieces_of(Articles(articles.holdings, rows)))
    near = (_near(group.members, days, WINDOW) for group in found)
    return [ids for ids in near if len(ids) > 1]


def _near(
    members: tuple[str, ...], days: Mapping[str, float | None], window: float
) -> tuple[str, ...]:
    """Give those that are within reach of the first."""
    first = days[members[0]]
    return tuple(
        each
        for each in members
        if first is None or (day := days[each]) is None or day - first <= window
    )
