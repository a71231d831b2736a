"""Copies: wire copy that many outlets ran, with light edits, found and folded under the first.

Each text is compared with few others: with texts that were met before, are no copies themselves,
and share some of its shingles. So ten thousand copies of one text cost no more than as many others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clipbook.copies.gathering import Gatherer, Gathering
from clipbook.copies.sketched import Copy, Sketched

__all__ = ["Copy", "Group", "Sketched", "groups"]


@dataclass(frozen=True, slots=True)
class Group:
    """An article and its copies."""

    members: tuple[str, ...]
    """Ids by date, the undated last; ties by id."""
    copies: tuple[Copy, ...]
    """All members but the first, in their order."""
    earliest: tuple[str, ...]
    """Those that may have been first: several where dates do not tell; none without a date."""

    @property
    def first(self) -> str:
        """The member under which the others are folded; who ran it first, `earliest` says."""
        return self.members[0]


def groups(pieces: Iterable[Sketched]) -> tuple[Group, ...]:
    """Give the groups of two and more, in the order of their first members.

    The order of the pieces does not matter. Time grows with their number, not with its square.
    """
    found = Gatherer(sorted((piece for piece in pieces if piece.sketch), key=_order))
    return tuple(_group(found.pieces, each) for each in found.gathered())


def _order(piece: Sketched) -> tuple[bool, str, str]:
    return piece.order


def _group(pieces: list[Sketched], gathering: Gathering) -> Group:
    members = [pieces[number] for number in sorted(gathering.members)]
    copies = tuple(gathering.copies[number] for number in sorted(gathering.copies))
    return Group(tuple(piece.id for piece in members), copies, _earliest(members))


def _earliest(members: list[Sketched]) -> tuple[str, ...]:
    """Give those that no other is known to be before: a month holds each of its days."""
    dates = [piece.date for piece in members if piece.date]
    if not dates:
        return ()
    # Of two dates of which one begins with the other, the shorter is the less precise.
    certain = min(dates, key=lambda date: (_last(date), date))
    return tuple(p.id for p in members if p.date and p.date <= _last(certain))


def _last(date: str) -> str:
    """Give what no date within a day, month or year sorts behind."""
    return f"{date}~"
