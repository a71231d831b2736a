"""Which texts may be like another: a table from shingles to texts, of a fixed size."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence

_COMPARED = 8
"""Texts that one is compared with, those that share the most with it."""
_SHARED = 2
"""Shingles that have to be shared for that."""
_FACTOR = 0x9E3779B1
"""Odd: numbers that meet in one table part in the other (Knuth's multiplicative hashing)."""


class Candidates:
    """Remembers for each shingle up to two texts that hold it.

    A shingle is not remembered itself: two may share a place, so that a candidate may turn out to
    share nothing. Where both places are taken it is not remembered at all; a text has many.
    """

    def __init__(self, shingles: int) -> None:
        """Make room for so many shingles."""
        size = 1 << max(shingles, 2).bit_length()
        self._places = size - 1
        self._first, self._second = array("I", bytes(4 * size)), array("I", bytes(2 * size))

    def add(self, number: int, shingles: Sequence[int]) -> None:
        """Remember a text by its shingles."""
        first, second, places = self._first, self._second, self._places
        for shingle in shingles:
            if not first[shingle & places]:
                first[shingle & places] = number + 1
            elif not second[place := shingle * _FACTOR >> 9 & places >> 1]:
                second[place] = number + 1

    def of(self, shingles: Sequence[int]) -> list[int]:
        """Give the texts that seem to share the most shingles; of equal ones the earlier."""
        first, second, places = self._first, self._second, self._places
        early = [first[shingle & places] for shingle in shingles]
        hits = Counter(early)
        # What was not taken up by the first table has nothing in the second one.
        pairs = zip(shingles, early, strict=True)
        hits.update([second[shingle * _FACTOR >> 9 & places >> 1] for shingle, hit in pairs if hit])
        del hits[0]
        often = [(-count, number) for number, count in hits.items() if count >= _SHARED]
        return [number - 1 for _, number in sorted(often)[:_COMPARED]]
