"""Buckets of terms: word forms in sorted order, and the postings that they lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from clipbook.search.merging import FarKin, Kin, Unit
from clipbook.search.numbers import write
from clipbook.search.sealing import number
from clipbook.search.series import compact

BUCKET_BYTES = 16_000
"""A bucket closes when it holds as much."""


@dataclass(slots=True)
class Bucket:
    """Some forms in a row, with their units."""

    forms: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    """How many units each form has."""
    units: list[Unit] = field(default_factory=list)
    elsewhere: dict[str, list[Kin]] = field(default_factory=dict)
    """By class: units of it in other buckets."""

    def encoded(self, positions: Sequence[tuple[str, int, int]]) -> bytes:
        """Give the bytes that FORMAT.md describes.

        `positions` are the files of its positions: hash, first unit, postings of it before.
        """
        forms = "\n".join(self.forms).encode()
        kinship, numbers = _kinship(self)
        elsewhere = sorted([numbers[kin], *far] for kin, far in self.elsewhere.items() if far)
        far = compact(elsewhere) if elsewhere else b""
        parts = [write(len(forms)), forms, write(len(kinship)), kinship, write(len(far)), far]
        parts += [number(len(unit.postings)) for unit in self.units]
        parts += [unit.postings for unit in self.units]
        parts.append(write(len(positions)))
        for name, unit, before in positions:
            parts += [name.encode(), write(unit), write(before)]
        return b"".join(parts)


def buckets(units: Iterable[Unit], far: FarKin) -> Iterator[Bucket]:
    """Give the buckets of a segment."""
    found = [Bucket()]
    size = 0
    for form, grouped in groupby(units, key=lambda unit: unit.form):
        if size >= BUCKET_BYTES:
            found.append(Bucket())
            size = 0
        bucket, own = found[-1], [*grouped]
        bucket.forms.append(form)
        bucket.lengths.append(len(own))
        bucket.units += own
        size += len(form) + sum([len(unit.postings) for unit in own])
    _link(found, far)
    return iter(found)


def _link(found: Sequence[Bucket], far: FarKin) -> None:
    """Tell buckets of the kin that their classes have elsewhere."""
    places = defaultdict[str, dict[int, Kin]](dict)
    spread = _spread(found)
    for place, bucket in enumerate(found):
        for kin, unit in _units(bucket):
            if kin in far:
                here = set(bucket.forms)
                bucket.elsewhere[kin] = [other for other in far[kin] if other[0] not in here]
            elif kin in spread:
                places[kin].setdefault(place, unit)
    for kin, own in places.items():
        for place in own:
            others = [unit for other, unit in own.items() if other != place]
            found[place].elsewhere[kin] = others


def _spread(found: Sequence[Bucket]) -> set[str]:
    """Give the classes that have units in several buckets."""
    met: dict[str, int] = {}
    if len(found) == 1:
        return set()
    return {
        unit.kin
        for place, bucket in enumerate(found)
        for unit in bucket.units
        if met.setdefault(unit.kin, place) != place
    }


def _units(bucket: Bucket) -> Iterator[tuple[str, Kin]]:
    at = 0
    for form, length in zip(bucket.forms, bucket.lengths, strict=True):
        for place in range(length):
            yield bucket.units[at + place].kin, (form, place)
        at += length


def _kinship(bucket: Bucket) -> tuple[bytes, dict[str, int]]:
    """Write the classes of units; gives their numbers in the bucket too."""
    numbers: dict[str, int] = {}
    written, at = bytearray(), 0
    for length in bucket.lengths:
        for place in range(length):
            kin, more = bucket.units[at + place].kin, place < length - 1
            known = numbers.get(kin)
            if known is None:
                numbers[kin] = len(numbers)
                written.append(more)
            else:
                written += number((len(numbers) - known) << 1 | more)
        at += length
    return bytes(written), numbers
