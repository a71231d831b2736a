"""How many texts have a shingle: counted for millions of them in a table of fixed size."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from clipbook.grouping.shingles import opened

_MOST = 255
_ROOM = 4
"""Places for each shingle, so that few share one."""


class Counts:
    """Counts the texts in which shingles stand, up to 255.

    Where two shingles share a place the count is too high, but it is never too low.
    """

    def __init__(self, sketches: Sequence[bytes]) -> None:
        """Count the shingles of sketches."""
        size = 1 << (_ROOM * max(sum(map(len, sketches)) // 4, 1)).bit_length()
        self._places, self._counts = size // 2 - 1, bytearray(size // 2)
        places, counts = self._places, self._counts
        for kept in sketches:
            for shingle in opened(kept).shingles:
                if counts[place := shingle & places] < _MOST:
                    counts[place] += 1

    def above(self, count: int, shingles: Iterable[int]) -> array[int]:
        """Give the shingles that stand in more texts than that."""
        places, counts = self._places, self._counts
        return array("I", [number for number in shingles if counts[number & places] > count])
