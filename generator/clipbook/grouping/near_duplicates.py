"""Copies: wire copy that many outlets ran, with light edits, found and folded under the first.

Each text is compared with few others: with texts that were met before, are no copies themselves,
and share some of its shingles. So ten thousand copies of one text cost no more than as many others.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from clipbook.grouping.candidates import Candidates
from clipbook.grouping.commonplaces import OFTEN, commonplaces
from clipbook.grouping.counts import Counts
from clipbook.grouping.likeness import FEWEST, Likeness, likeness, shared
from clipbook.grouping.shingles import Sketch, opened, sketch

SAME_OUTLET = 0.8
"""Share from which on two texts of one outlet are copies: its pages may share their boilerplate."""

_AS_GOOD = 0.8
"""Share of a copy from which on whatever is like it is like the text that it copies, too."""
_KIN = 0.1
"""Share of its words that a part of a longer text has in common with other copies of that text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is known of an article when its copies are looked for."""

    id: str
    sketch: bytes
    """Of its text; empty where there is none, or too little of it."""
    date: str = ""
    """In EDTF, empty where none is recorded."""
    outlet: str = ""
    """Its key, empty where none is recorded."""

    @classmethod
    def of(cls, ident: str, text: str, date: str = "", outlet: str = "") -> Piece:
        """Make one of a plain text, a line for each paragraph."""
        return cls(ident, sketch(text), date, outlet)

    @property
    def order(self) -> tuple[bool, str, str]:
        """Sort by date, the undated last; ties by id."""
        return (not self.date, self.date, self.id)


@dataclass(frozen=True, slots=True)
class Copy:
    """An article whose text is mostly another's."""

    id: str
    of: str
    """The id of the article that it was found to be like: the first of the group, or a copy."""
    containment: float
    """Share of the shorter text of the two that is in the longer one, as the sketches tell."""


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


@dataclass(slots=True)
class _Gathering:
    """A group as it grows; members are numbers of pieces."""

    core: int
    """The shortest text of which others hold the whole: what they all are copies of."""
    members: list[int] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)


def groups(pieces: Iterable[Piece]) -> tuple[Group, ...]:
    """Give the groups of two and more, in the order of their first members.

    The order of the pieces does not matter. Time grows with their number, not with its square.
    """
    found = _Sorter(sorted((piece for piece in pieces if piece.sketch), key=_order))
    return tuple(_group(found.pieces, each) for each in found.gathered() if each.copies)


def _order(piece: Piece) -> tuple[bool, str, str]:
    return piece.order


class _Sorter:
    """Puts pieces into groups, one after the other."""

    def __init__(self, pieces: list[Piece]) -> None:
        """Take pieces in the order of dates."""
        self.pieces = pieces
        self._sketches = [piece.sketch for piece in pieces]
        self._shared = self._what_is_shared()
        self._candidates = Candidates(sum(map(len, self._shared)))
        self._group_of: dict[int, _Gathering] = {}

    def _what_is_shared(self) -> list[array[int]]:
        """Give the shingles of each piece that others have, too; boilerplate is taken off it."""
        counts = Counts(self._sketches)
        shared = [counts.above(1, opened(kept).shingles) for kept in self._sketches]
        often = [counts.above(OFTEN, shingles) for shingles in shared]
        common = commonplaces(often, [piece.outlet for piece in self.pieces])
        every = common.any
        for number, shingles in enumerate(often):
            if every.isdisjoint(shingles):
                continue
            self._sketches[number] = common.left_out(self._sketches[number])
            left = set(opened(self._sketches[number]).shingles)
            shared[number] = array("I", [each for each in shared[number] if each in left])
        return shared

    def gathered(self) -> list[_Gathering]:
        """Give all groups that may be of more than one."""
        every: list[_Gathering] = []
        for number, shingles in enumerate(self._shared):
            if len(shingles) < FEWEST:
                continue
            one = opened(self._sketches[number])
            match = self._match(number, one)
            if match is None:
                every.append(_Gathering(number, [number]))
                self._keep(number, every[-1])
            else:
                self._join(number, one, *match)
        return every

    def _match(self, number: int, one: Sketch) -> tuple[int, Likeness] | None:
        """Find what a piece is a copy of: of several what it shares the most with."""
        best: tuple[float, float, int] | None = None
        for other in self._candidates.of(self._shared[number]):
            found = self._compared(number, one, other)
            if found and (best is None or (found.whole, found.part, -other) > best):
                best = (found.whole, found.part, -other)
        return (-best[2], Likeness(best[1], best[0])) if best else None

    def _compared(self, number: int, one: Sketch, other: int) -> Likeness | None:
        found = likeness(one, opened(self._sketches[other]))
        least = SAME_OUTLET if self._are_of_one_outlet(number, other) else 0
        if not found.is_copy or found.part < least:
            return None
        return found if found.is_mutual or self._is_kin(one, other) else None

    def _are_of_one_outlet(self, number: int, other: int) -> bool:
        outlet = self.pieces[number].outlet
        return bool(outlet) and outlet == self.pieces[other].outlet

    def _is_kin(self, one: Sketch, other: int) -> bool:
        """Say whether what one text shares with a longer or shorter one is what its copies share.

        A digest holds the texts of several stories, which are no copies of each other for that.
        """
        core = opened(self._sketches[self._group_of[other].core])
        return shared(one, core).part >= _KIN

    def _join(self, number: int, one: Sketch, other: int, found: Likeness) -> None:
        group = self._group_of[other]
        group.members.append(number)
        copy = Copy(self.pieces[number].id, self.pieces[other].id, round(found.part, 3))
        group.copies.append(copy)
        if not found.is_mutual and one.words < opened(self._sketches[group.core]).words:
            group.core = number
        is_shorter = one.words <= opened(self._sketches[other]).words
        if (found.part if is_shorter else found.whole) < _AS_GOOD:
            self._keep(number, group)

    def _keep(self, number: int, group: _Gathering) -> None:
        """Have later pieces compared with this one."""
        self._group_of[number] = group
        self._candidates.add(number, self._shared[number])


def _group(pieces: list[Piece], gathering: _Gathering) -> Group:
    members = [pieces[number] for number in gathering.members]
    return Group(tuple(piece.id for piece in members), tuple(gathering.copies), _earliest(members))


def _earliest(members: list[Piece]) -> tuple[str, ...]:
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
