"""Pieces put into groups of copies, one after the other, in the order of their dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from clipbook.copies.candidates import Candidates
from clipbook.copies.commonplaces import commonplaces
from clipbook.copies.likeness import Likeness, likeness, overlap, shared
from clipbook.copies.shingles import Sketch, opened
from clipbook.copies.sketched import Copy, Sketched

SAME_OUTLET = 0.8
"""Share from which on two texts of one outlet are copies: its pages may share their boilerplate."""

_AS_GOOD = 0.8
"""Share of a copy from which on whatever is like it is like the text that it copies, too."""
_KIN = 0.1
"""Share of its words that a part of a longer text has in common with other copies of that text."""


_UNITED = 0.3
"""Share that two groups have in common where a text is a copy of both."""
_KEPT = 256
"""Sketches that stay taken apart: those that others are compared with again and again."""


@dataclass(slots=True)
class Gathering:
    """A group as it grows; members are numbers of pieces."""

    first: int
    core: int
    """The shortest text of which others hold the whole: what they all are copies of."""
    members: list[int]
    copies: dict[int, Copy] = field(default_factory=dict)
    into: Gathering | None = None
    """The group that took in this one."""

    @property
    def whole(self) -> Gathering:
        """The group that this one is part of now."""
        group = self
        while group.into is not None:
            group = group.into
        return group

    def take(self, other: Gathering) -> None:
        """Take in another group."""
        self.members += other.members
        self.copies |= other.copies
        other.into = self


class Match(NamedTuple):
    """A text that another one is a copy of."""

    number: int
    like: Likeness


class Gatherer:
    """Puts pieces into groups, one after the other."""

    def __init__(self, pieces: list[Sketched]) -> None:
        """Take pieces in the order of dates."""
        self.pieces = pieces
        self._sketches = _without_boilerplate(pieces)
        self._candidates = Candidates(sum(map(len, self._sketches)) // 4)
        self._group_of: dict[int, Gathering] = {}
        self._opened = lru_cache(_KEPT)(lambda number: opened(self._sketches[number]))

    def gathered(self) -> list[Gathering]:
        """Give all groups that may be of more than one."""
        every: list[Gathering] = []
        for number in range(len(self.pieces)):
            one = self._opened(number)
            matches = self._matches(number, one)
            if matches:
                self._join(number, one, *matches[0])
                self._unite(matches)
            else:
                every.append(Gathering(number, number, [number]))
                self._keep(number, every[-1])
        return [group for group in every if group.copies and group.into is None]

    def _matches(self, number: int, one: Sketch) -> list[Match]:
        """Find what a piece is a copy of, that with which it shares the most first."""
        found = [
            Match(other, like)
            for other in self._candidates.of(one.shingles)
            if (like := self._compared(number, one, other))
        ]
        return sorted(found, key=lambda match: (-match.like.whole, -match.like.part, match.number))

    def _compared(self, number: int, one: Sketch, other: int) -> Likeness | None:
        found = likeness(one, self._opened(other))
        least = SAME_OUTLET if self._are_of_one_outlet(number, other) else 0
        if not found.is_copy or found.part < least:
            return None
        return found if self._is_kin(one, other) else None

    def _are_of_one_outlet(self, number: int, other: int) -> bool:
        outlet = self.pieces[number].outlet
        return bool(outlet) and outlet == self.pieces[other].outlet

    def _is_kin(self, one: Sketch, other: int) -> bool:
        """Say whether what one text shares with a longer or shorter one is what its copies share.

        A digest holds the texts of several stories, which are no copies of each other for that.
        """
        core = self._opened(self._group_of[other].whole.core)
        return overlap(one, core) >= _KIN

    def _join(self, number: int, one: Sketch, other: int, found: Likeness) -> None:
        group = self._group_of[other].whole
        group.members.append(number)
        group.copies[number] = self._copy(number, other, found)
        if found.whole < _AS_GOOD and one.words < self._opened(group.core).words:
            group.core = number
        is_shorter = one.words <= self._opened(other).words
        if (found.part if is_shorter else found.whole) < _AS_GOOD:
            self._keep(number, group)

    def _copy(self, number: int, other: int, found: Likeness) -> Copy:
        return Copy(self.pieces[number].id, self.pieces[other].id, round(found.part, 3))

    def _unite(self, matches: list[Match]) -> None:
        """Make one group of those that have a copy of both, where they have the most in common."""
        groups = [self._group_of[match.number].whole for match in matches if match.like.is_mutual]
        for group in groups[1:]:
            one, other = sorted((groups[0].whole, group.whole), key=lambda each: each.first)
            if one is other:
                continue
            found = shared(self._opened(other.first), self._opened(one.first))
            if found.part >= _UNITED and self._in_common(one, other) >= _KIN:
                other.copies[other.first] = self._copy(other.first, one.first, found)
                one.take(other)

    def _in_common(self, one: Gathering, other: Gathering) -> float:
        """Say how much of what they are copies of two groups share: two digests share a story."""
        return overlap(self._opened(one.core), self._opened(other.core))

    def _keep(self, number: int, group: Gathering) -> None:
        """Have later pieces compared with this one."""
        self._group_of[number] = group
        self._candidates.add(number, self._opened(number).shingles)


def _without_boilerplate(pieces: list[Sketched]) -> list[bytes]:
    sketches = [piece.sketch for piece in pieces]
    common = commonplaces(sketches, [piece.outlet for piece in pieces])
    every = common.any
    return [
        kept if every.isdisjoint(opened(kept).shingles) else common.left_out(kept)
        for kept in sketches
    ]
