"""Articles that come in one after another: what they can join."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Iterable

from clipbook.grouping.bonds import WINDOW
from clipbook.grouping.piece import Piece


def within_reach(pieces: Iterable[Piece], fresh: Collection[str]) -> list[Piece]:
    """Give those of `pieces` that can be in a story with fresh ones, which are given by id.

    These are the fresh ones, those within `WINDOW` days of one of them, all that are in a story
    with such, and the undated. Where a fresh one has no date, that is all.
    """
    known = list(pieces)
    new = set(fresh)
    days = sorted({_day(piece) for piece in known if piece.id in new})
    if not days:
        return []
    if days[-1] == math.inf:
        return known
    near = [piece for piece in known if piece.id in new or _near(_day(piece), days)]
    stories = {piece.story for piece in near} - {""}
    ids = {piece.id for piece in near}
    return [piece for piece in known if piece.id in ids or piece.story in stories]


def _day(piece: Piece) -> float:
    return math.inf if piece.day is None else piece.day // 1


def _near(day: float, days: list[float]) -> bool:
    if day == math.inf:
        return True
    at = bisect_left(days, day)
    return any(abs(day - other) <= WINDOW for other in days[max(0, at - 1) : at + 1])
