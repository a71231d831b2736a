"""Positions as files: where in a document words stand, for phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from clipbook.search import numbers
from clipbook.search.merging import Unit
from clipbook.search.series import File, Series

FILE_BYTES = 32_000
"""A file closes when it would hold more."""

Part = tuple[bytes, bytes]
"""Counts and positions."""


@dataclass(slots=True)
class Positions:
    """Writes the positions of one bucket after the other."""

    series: Series

    def files(self, units: Sequence[Unit]) -> Iterator[tuple[File, int, int]]:
        """Give the files of a bucket.

        Each with the unit that it begins with, and how many of its postings stand in files before.
        """
        for unit, before, parts in _shared(units):
            positions = b"".join([part[1] for part in parts])
            content = [*(part[0] for part in parts), positions[::2], positions[1::2]]
            yield self.series.file(b"".join(content)), unit, before


def _shared(units: Sequence[Unit]) -> Iterator[tuple[int, int, list[Part]]]:
    """Share units out among files."""
    begun, size, held = 0, 0, list[Part]()
    for number, unit in enumerate(units):
        more = len(unit.counts) + len(unit.positions)
        if held and size + more > FILE_BYTES:
            yield begun, 0, held
            begun, size, held = number, 0, []
        if more > FILE_BYTES:
            yield from ((number, before, [part]) for before, part in _cut(unit))
            begun = number + 1
            continue
        size += more
        held.append((unit.counts, unit.positions))
    if held:
        yield begun, 0, held


def _cut(unit: Unit) -> Iterator[tuple[int, Part]]:
    """Cut a unit between postings; gives how many were before."""
    counts = list(numbers.read(unit.counts))
    written = [0, *accumulate(len(numbers.write(count)) for count in counts)]
    placed = [0, *accumulate(2 * count for count in counts)]
    cuts = [0]
    for number in range(1, len(counts)):
        start = cuts[-1]
        size = written[number + 1] - written[start] + placed[number + 1] - placed[start]
        if size > FILE_BYTES:
            cuts.append(number)
    for start, end in pairwise([*cuts, len(counts)]):
        part = unit.counts[written[start] : written[end]]
        yield start, (part, unit.positions[placed[start] : placed[end]])
