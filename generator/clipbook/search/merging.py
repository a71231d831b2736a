"""Runs merged: all units in their order, segment by segment, so that memory holds one alone.

A segment is some groups of units in a row. Where it ends hangs on what the groups begin with, so
that a change touches the segments of its words alone; all others are as they were.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

from clipbook.search.numbers import LEVEL_BITS
from clipbook.search.runs import Run
from clipbook.search.sealing import Piece, begin_of, number
from clipbook.search.sorting import in_order, sorting
from clipbook.search.tokens import fold

Kin = tuple[str, int]
"""A unit: its form, and its place among the form's units."""
FarKin = Mapping[str, Sequence[Kin]]
"""By class: its units, where they are in several groups."""

_SPARSE = 640_000
"""Documents of a segment, times its groups: what makes segments of some 64 kB."""
_MORE = bytes(range(0x80, 0x100))
"""Bytes after which a number goes on."""


class Unit(NamedTuple):
    """A form in a class, with all that the index holds of it."""

    form: str
    kin: str
    postings: bytes
    counts: bytes
    positions: bytes

    @property
    def documents(self) -> int:
        """Count the documents that hold it: so many numbers are written."""
        return len(self.counts.translate(None, _MORE))


@dataclass(frozen=True)
class Segment:
    """Some groups in a row, of every run."""

    runs: Sequence[tuple[Run, int, int]]
    """Each with its first group, and the one after its last."""

    far: FarKin
    """The classes of its units that have others in other groups."""

    @property
    def digest(self) -> bytes:
        """Name what is in it: the same name, the same units and the same kin elsewhere."""
        found = blake2b(repr(self.far).encode(), digest_size=16)
        for run, start, end in self.runs:
            if start < end:
                found.update(b"%d %d " % (run.first, end - start))
                found.update(b"".join(run.digests[start:end]))
        return found.digest()

    def units(self) -> Iterator[Unit]:
        """Give its units in their order."""
        found: dict[str, list[tuple[int, Piece]]] = {}
        for run, start, end in self.runs:
            for group in run.groups(start, end):
                for piece in group:
                    pieces = found.get(piece[0])
                    if pieces is None:
                        found[piece[0]] = [(run.first, piece)]
                    else:
                        pieces.append((run.first, piece))
        for unit in in_order(found):
            form, _, kin = unit.partition("\n")
            yield Unit(form, kin, *_merged(found.pop(unit)))


def _merged(pieces: list[tuple[int, Piece]]) -> tuple[bytes, bytes, bytes]:
    """Give postings, counts and positions of all runs; each head grows by what stands before."""
    first, piece = pieces[0]
    _, head, rest, last, counts, positions = piece
    postings = number(head + (first << LEVEL_BITS)) + rest
    if len(pieces) == 1:
        return postings, counts, positions
    parts, end = [postings], first + last
    for first, (_, head, rest, last, _, _) in pieces[1:]:
        parts += (number(head + (first - end - 1 << LEVEL_BITS)), rest)
        end = first + last
    return (
        b"".join(parts),
        b"".join([piece[4] for _, piece in pieces]),
        b"".join([piece[5] for _, piece in pieces]),
    )


def segments(runs: Sequence[Run], documents: int) -> Iterator[Segment]:
    """Cut the groups of all runs into segments, in their order."""
    groups = 1
    while groups * max(1, documents) < _SPARSE:
        groups *= 2
    begins = {begin for run in runs for begin in run.begins}
    cuts = sorted(sorting(begin) for begin in begins if not crc32(begin.encode()) % groups)
    ends = [_ends([*map(sorting, run.begins)], cuts) for run in runs]
    far = far_kin(runs)
    places = _places(far, cuts)
    for place in range(len(cuts) + 1):
        parts = [(run, end[place], end[place + 1]) for run, end in zip(runs, ends, strict=True)]
        own = {kin: far[kin] for kin in sorted(places[place])}
        if any(start < end for _, start, end in parts):
            yield Segment(parts, own)


def _ends(begins: Sequence[bytes], cuts: Sequence[bytes]) -> list[int]:
    return [0, *(bisect_left(begins, cut) for cut in cuts), len(begins)]


def _places(far: FarKin, cuts: Sequence[bytes]) -> Mapping[int, set[str]]:
    """Give for each segment the classes that have units in it."""
    places = defaultdict[int, set[str]](set)
    for kin, units in far.items():
        for form, _ in units:
            places[bisect_right(cuts, sorting(begin_of(form)))].add(kin)
    return places


def far_kin(runs: Sequence[Run]) -> FarKin:
    """Give the classes that may have units in several groups.

    Only stems that begin otherwise than a word does lead there: `tries` to `try`, `dying` to
    `die`, or words of languages that inflect at the beginning.
    """
    strays = {unit.partition("\n")[::2] for run in runs for unit in run.strays}
    wanted = {kin for _, kin in strays}
    begins = {begin_of(form) for form, _ in strays}
    begins |= {begin_of(fold(kin.partition(":")[2])) for kin in wanted}
    found = defaultdict[str, list[Kin]](list)
    for form, classes in sorted(_classes(runs, begins, wanted).items(), key=_by_form):
        for place, kin in enumerate(sorted(classes, key=sorting)):
            if kin in wanted:
                found[kin].append((form, place))
    return {kin: units for kin, units in found.items() if len(units) > 1}


def _by_form(item: tuple[str, object]) -> bytes:
    return sorting(item[0])


def _classes(runs: Sequence[Run], begins: set[str], wanted: set[str]) -> dict[str, set[str]]:
    """Give the forms that belong to some classes, each with all of its classes."""
    units = {
        piece[0].partition("\n")[::2]
        for run in runs
        for at, begin in enumerate(run.begins)
        if begin in begins
        for group in run.groups(at, at + 1)
        for piece in group
    }
    forms: dict[str, set[str]] = {form: set() for form, kin in units if kin in wanted}
    for form, kin in units:
        if form in forms:
            forms[form].add(kin)
    return forms
