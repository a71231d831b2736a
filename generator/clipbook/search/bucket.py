"""A bucket of terms, decoded."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from clipbook.search import numbers
from clipbook.search.numbers import LEVEL_BITS
from clipbook.search.series import HASH
from clipbook.search.sorting import sorting

_MORE = bytes(range(0x80, 0x100))
"""Bytes after which a number goes on."""
_LEVEL = (1 << LEVEL_BITS) - 1


@dataclass(frozen=True)
class Bucket:
    """Forms in their order, and the units that they have."""

    forms: list[str]
    units: list[range]
    """Of each form."""
    classes: list[int]
    """Of each unit."""
    far: dict[int, list[tuple[str, int]]]
    """By class: units in other buckets, by their forms and their places among the form's."""
    postings: list[bytes]
    """Of each unit."""
    files: list[tuple[str, int, int]]
    """Of positions: hash, the first unit, and its postings in files before."""

    @cached_property
    def _sorting(self) -> list[bytes]:
        return [*map(sorting, self.forms)]

    @cached_property
    def kin(self) -> dict[int, list[int]]:
        """The units of each class."""
        found = defaultdict[int, list[int]](list)
        for unit, own in enumerate(self.classes):
            found[own].append(unit)
        return found

    @cached_property
    def form_of(self) -> list[str]:
        """The form of each unit."""
        return [form for form, units in zip(self.forms, self.units, strict=True) for _ in units]

    @cached_property
    def _begins(self) -> list[int]:
        """With which posting of the bucket each unit begins, and where the last one ends."""
        counts = (len(postings.translate(None, _MORE)) for postings in self.postings)
        return [0, *accumulate(counts)]

    @cached_property
    def _files(self) -> list[int]:
        """With which posting of the bucket each file of positions begins, and the end of all."""
        begins = [self._begins[unit] + before for _, unit, before in self.files]
        return [*begins, self._begins[-1]]

    def place(self, unit: int, ordinal: int) -> tuple[str, int, int]:
        """Give where the positions of one of a unit's postings are.

        The hash of the file, how many postings are in it, and the place of this one among them.
        """
        posting = self._begins[unit] + ordinal
        file = bisect_right(self._files, posting) - 1
        start = self._files[file]
        return self.files[file][0], self._files[file + 1] - start, posting - start

    def find(self, form: str) -> int:
        """Give the position at which a form stands, or would."""
        return bisect_left(self._sorting, sorting(form))

    def units_of(self, form: str) -> range:
        """Give the units of a form, none where it is not here."""
        at = self.find(form)
        return self.units[at] if self.forms[at : at + 1] == [form] else range(0)

    def starting(self, beginning: str) -> list[int]:
        """Give the positions of the forms that start so."""
        at, found = self.find(beginning), []
        while at < len(self.forms) and self.forms[at].startswith(beginning):
            found.append(at)
            at += 1
        return found

    def hits(self, unit: int) -> Iterator[tuple[int, int]]:
        """Give the documents of a unit, each with its level."""
        document = -1
        for value in numbers.read(self.postings[unit]):
            document += (value >> LEVEL_BITS) + 1
            yield document, value & _LEVEL


def opened(content: bytes) -> Bucket:
    """Decode a bucket, as FORMAT.md describes it."""
    cursor = numbers.Cursor(content)
    forms = cursor.take(cursor.number()).decode().split("\n")
    units, classes = _kinship(cursor.take(cursor.number()), len(forms))
    far = json.loads(cursor.take(cursor.number()) or b"[]")
    sizes = [cursor.number() for _ in classes]
    postings = [cursor.take(size) for size in sizes]
    files = [
        (cursor.take(HASH).decode(), cursor.number(), cursor.number())
        for _ in range(cursor.number())
    ]
    kin = {own: [(form, place) for form, place in others] for own, *others in far}
    return Bucket(forms, units, classes, kin, postings, files)


def _kinship(content: bytes, forms: int) -> tuple[list[range], list[int]]:
    values, known, classes, units = numbers.read(content), 0, list[int](), []
    for _ in range(forms):
        start, more = len(classes), True
        while more:
            value = next(values)
            more, back = bool(value & 1), value >> 1
            classes.append(known - back)
            known += not back
        units.append(range(start, len(classes)))
    return units, classes
