"""Articles that come in one after another: what they can join, and which story a group goes on."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from clipbook.grouping.bonds import WINDOW
from clipbook.grouping.grouping import Grouping
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


def carried(found: Grouping, before: Mapping[str, str]) -> dict[str, str]:
    """Tell which groups go on earlier ones that nobody has confirmed: first id -> earlier name.

    `before` is the name of the group that an article was in. Groups that nobody has confirmed
    are made anew each time, so that articles that come one after another end as they would have
    all at once; each keeps the name of the earlier group of which it has most.
    """
    first: dict[int, str] = {}
    shared: Counter[tuple[str, str]] = Counter()
    for piece, number in zip(found.pieces, found.group.tolist(), strict=True):
        lead = first.setdefault(number, piece.id)
        if piece.id in before:
            shared[lead, before[piece.id]] += 1
    place = {piece.id: at for at, piece in enumerate(found.pieces)}
    names: dict[str, str] = {}
    taken: set[str] = set()
    for lead, name in sorted(shared, key=lambda pair: (-shared[pair], place[pair[0]], pair[1])):
        if lead not in names and name not in taken:
            names[lead] = name
            taken.add(name)
    return names
