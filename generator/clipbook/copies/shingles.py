"""A text as few numbers: hashes of words in a row, by which copies are found without the text.

A sketch is unsigned 32-bit numbers in the byte order of this machine: the number of words; hashes
of shingles, ascending and below `FIGURES`; hashes of the figures that the text names, ascending.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from struct import pack, unpack
from zlib import crc32

from clipbook.copies import own_words

SHINGLE = 5
"""Words in a row that are one shingle."""

SAMPLED = 8
"""Of so many shingles one is kept wherever it stands: that with a hash divisible by it."""

SHORT = 160
"""Words up to which every shingle of a text is kept."""
OPENING = 28
"""Shingles at the start of a longer text that are all kept: snippets are cut from there."""

FIGURES = 1 << 31
"""Hashes from here on are of figures."""
MOST_FIGURES = 24
"""Figures that are kept, those with the lowest hashes."""

_LANE = 64
"""Bits for the sum of the hashes of one shingle, none of which runs over into the next."""
_FACTORS = 0x1C4E6D2B, 0x13A8F5C7, 0x1E9B2A4D, 0x17D3C961, 0x1956A8EF
"""Odd, below 2**29: five products with 32-bit hashes stay below 2**64."""
_FACTOR = sum(factor << (_LANE * place) for place, factor in enumerate(_FACTORS))
_SHIFT = 20
"""Lowest bits of a sum, which are left out: few bits of the hashes have a say in them."""
_REST, _BITS = SAMPLED - 1, FIGURES - 1


@dataclass(frozen=True)
class Sketch:
    """A sketch, taken apart; without words where there is nothing to compare."""

    words: int
    shingles: list[int]
    figures: list[int]

    @property
    def is_whole(self) -> bool:
        """Whether every shingle of the text is there."""
        return self.words <= SHORT

    @cached_property
    def every(self) -> frozenset[int]:
        """The shingles, in no order."""
        return frozenset(self.shingles)

    @cached_property
    def sampled(self) -> frozenset[int]:
        """The shingles that are kept wherever they stand."""
        return frozenset(sampled(self.shingles))

    @property
    def kept(self) -> bytes:
        """The sketch as it is kept."""
        return array("I", [self.words, *self.shingles, *self.figures]).tobytes()


NOTHING = Sketch(0, [], [])


def sketch(text: str) -> bytes:
    """Give the sketch of a text; empty where it has too few words to prove anything."""
    words = own_words.words(text)
    if len(words) < own_words.FEWEST:
        return b""
    every = _hashes(words)
    kept = {number for number in every if not number & _REST}
    kept.update(every if len(words) <= SHORT else every[:OPENING])
    shingles = sorted({number & _BITS for number in kept})
    return Sketch(len(words), shingles, _figures(text)).kept


def opened(kept: bytes) -> Sketch:
    """Take a sketch apart."""
    if not kept:
        return NOTHING
    numbers = memoryview(kept).cast("I").tolist()
    end = bisect_left(numbers, FIGURES, 1)
    return Sketch(numbers[0], numbers[1:end], numbers[end:])


def words_of(kept: bytes) -> int:
    """Give the number of words that a sketch was made of, those of quotations left out."""
    return memoryview(kept).cast("I")[0] if kept else 0


def sampled(shingles: list[int]) -> list[int]:
    """Give the shingles that are kept wherever they stand."""
    return [number for number in shingles if not number & _REST]


def _hashes(words: list[bytes]) -> tuple[int, ...]:
    """Give a number for each shingle: the sum of its words' hashes, each times a factor of its own.

    One product of two long numbers makes all of them at once, much faster than a loop.
    """
    count = len(words)
    row = int.from_bytes(pack(f"<{count}Q", *map(crc32, words)), "little")
    sums = (row * _FACTOR >> _SHIFT).to_bytes(_LANE // 8 * (count + SHINGLE), "little")
    return unpack(f"<{2 * (count + SHINGLE)}I", sums)[2 * SHINGLE - 2 : 2 * count : 2]


def _figures(text: str) -> list[int]:
    found = {FIGURES | crc32(figure) for figure in own_words.figures(text)}
    return sorted(found)[:MOST_FIGURES]
