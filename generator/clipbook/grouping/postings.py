"""Which articles hold a word, and what each says, as numbers that can be kept between imports."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np

from clipbook.grouping.piece import Piece
from clipbook.grouping.reading import NOTHING, Reader
from clipbook.grouping.terms import Array, Said, read_one

_BITS = 29
"""Of the number of a word: of a million words, a thousand share theirs with another."""
_FIGURE = 1 << _BITS
_PAIR = np.uint32(1 << 31)
"""Marks two words in a row."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
_ROW, _TELL = np.uint64(30), np.uint64(2)
"""Bits: a place among articles, and what a capital tells, beside the number of a word."""


def number_of(stem: str, *, figure: bool) -> int:
    """Give the number of a word, which is the same in every archive and run."""
    found = int.from_bytes(blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=4).digest())
    return (found % _FIGURE) | (_FIGURE if figure else 0)


def is_figure(numbers: Array) -> Array:
    """Tell the numbers of words that hold a digit."""
    return np.asarray((numbers & _FIGURE) != 0)


def pair_keys(left: Array, right: Array) -> Array:
    """Give the numbers of words in a row."""
    mixed = (left.astype(np.uint64) * _MIX + right.astype(np.uint64)) * _MIX
    return (mixed >> np.uint64(33)).astype(np.uint32) | _PAIR


@dataclass(frozen=True, slots=True)
class Segment:
    """Some articles, in any order."""

    said: Said
    """Their words, whose numbers are those of `number_of`."""
    keys: Array
    """Numbers of all words and words in a row, rising."""
    leans: Array
    """How many times more often each is capitalised where that says something."""
    ends: Array
    """Where the articles of each end in `rows`, after a 0."""
    rows: Array
    """The places of the articles that hold each, rising."""

    @classmethod
    def of(cls, said: Said) -> Segment:
        """Find which articles hold which words."""
        packed = np.concatenate([np.zeros(0, np.uint64), *_packed(said)])
        packed.sort()
        tell = packed & np.uint64(3)
        place = packed >> _TELL
        del packed
        first = np.flatnonzero(np.diff(place, prepend=np.uint64(2**64 - 1)))
        key = (place >> _ROW).astype(np.uint32)
        starts = np.flatnonzero(np.diff(key[first].astype(np.int64), prepend=-1))
        lean = (tell == 1).astype(np.int32) - (tell == 2).astype(np.int32)  # noqa: PLR2004
        rows = (place[first] & np.uint64((1 << 30) - 1)).astype(np.int32)
        return cls(
            said,
            key[first][starts],
            np.add.reduceat(lean, first[starts]).astype(np.int32) if len(starts) else lean,
            np.append(starts, len(first)).astype(np.int64),
            rows,
        )

    @property
    def count(self) -> int:
        """Articles."""
        return len(self.said.starts) // 3

    def look_up(self, keys: Array) -> tuple[Array, Array]:
        """Give where the articles of each word start in `rows`, and how many there are."""
        if not len(self.keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found = self.keys[at] == keys
        return self.ends[at], np.where(found, self.ends[at + 1] - self.ends[at], 0)

    def lean(self, keys: Array) -> Array:
        """Give how far each word leans to capitals."""
        if not len(self.keys):
            return np.zeros(len(keys), np.int64)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.leans[at], 0)

    def plain(self) -> dict[str, Any]:
        """Give it as values that can be kept."""
        arrays = (self.keys, self.leans, self.ends, self.rows)
        return {
            "numbers": self.said.numbers.tobytes(),
            "starts": self.said.starts.tobytes(),
            "found": [array.tobytes() for array in arrays],
        }

    @classmethod
    def from_plain(cls, kept: dict[str, Any]) -> Segment:
        """Make it of what `plain` gave."""
        said = Said(
            np.frombuffer(kept["numbers"], np.int32), np.frombuffer(kept["starts"], np.int64)
        )
        kinds = (np.uint32, np.int32, np.int64, np.int32)
        return cls(said, *map(np.frombuffer, kept["found"], kinds))


def _packed(said: Said) -> Iterator[Array]:
    """Give each word of each article as one number: word, place, and what its capital tells."""
    before = 0
    for some in said.slices():
        row = (before + some.part // 3).astype(np.uint64)
        telling = some.telling
        tell = np.where(telling, np.where(some.capital, 1, 2), 0).astype(np.uint64)
        spoken = some.term != NOTHING
        yield _pack(some.term[spoken].astype(np.uint64), row[spoken], tell[spoken])
        first = some.in_a_row
        pairs = pair_keys(some.term[first], some.term[first + 1]).astype(np.uint64)
        yield _pack(pairs, row[first], np.zeros(len(first), np.uint64))
        before += some.articles


def _pack(key: Array, row: Array, tell: Array) -> Array:
    return np.asarray((((key << _ROW) | row) << _TELL) | tell)


def taken(said: Said, rows: Array) -> Said:
    """Give the words of some articles, by their places."""
    starts = said.starts[3 * rows[:, None] + np.arange(3)].ravel()
    lengths = said.starts[3 * rows[:, None] + np.arange(1, 4)].ravel() - starts
    ends = np.concatenate([[0], np.cumsum(lengths)])
    at = np.arange(int(ends[-1])) + np.repeat(starts - ends[:-1], lengths)
    return Said(said.numbers[at], ends)


def joined(parts: Sequence[Said]) -> Said:
    """Give the words of some articles, then those of others."""
    numbers = np.concatenate([np.zeros(0, np.int32), *(part.numbers for part in parts)])
    starts, before = [np.zeros(1, np.int64)], 0
    for part in parts:
        starts.append(before + part.starts[1:])
        before += len(part.numbers)
    return Said(numbers, np.concatenate(starts))


def read(pieces: Iterable[Piece], most: int, usual: str) -> tuple[Said, list[str]]:
    """Read articles, so many words of each text; gives the languages that they told, too.

    What tells none is read as `usual`.
    """
    reader, tongues = Reader(), []
    numbers, starts = array("i"), array("q", [0])
    for piece in pieces:
        told, parts = read_one(piece, reader, most, usual)
        tongues.append(told)
        for part in parts:
            numbers.extend(part)
            starts.append(len(numbers))
    words = zip(reader.terms, reader.figures, strict=True)
    lasting = np.array([0, *(number_of(stem, figure=figure) for stem, figure in words)])
    met = np.array(numbers, dtype=np.int32)
    found = np.where(met == NOTHING, NOTHING, (lasting[(met >> 1) + 1] << 1) | (met & 1))
    return Said(found.astype(np.int32), np.array(starts, dtype=np.int64)), tongues


def shown(pieces: Iterable[Piece], most: int, usual: str) -> dict[int, str]:
    """Give the words of articles by their numbers, as they are first written."""
    reader = Reader()
    for piece in pieces:
        read_one(piece, reader, most, usual)
    words = zip(reader.terms, reader.figures, reader.shown, strict=True)
    return {number_of(stem, figure=figure): written for stem, figure, written in words}
