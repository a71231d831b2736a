"""What articles are about, blended into how near those are that share words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from scipy import sparse

from clipbook.grouping.habits import Habits, Origins
from clipbook.grouping.piece import Piece
from clipbook.grouping.terms import Array, Matrix

Embed: TypeAlias = Callable[[Sequence[Piece]], Array]
"""Gives each article a row of length 1, or 0: the more two are about the same, the nearer."""
_AT_ONCE = 20_000
"""Pairs that are compared at once."""
_GRAIN = 6


@dataclass(frozen=True, slots=True)
class Meanings:
    """How near articles are by what they are about, in the places of those that share words."""

    part: Matrix
    """What it adds to what words count: from 0 to `share`."""
    share: float
    """So much less words count: from 0 to 1."""

    @classmethod
    def of(cls, similarity: Matrix, vectors: Array, left: Array, share: float) -> Meanings:
        """Compare those that share words; `left` says what days and outlets leave of each pair.

        All in all, it counts as much for each unit of `share` as words do.
        """
        cosine = _cosines(similarity, vectors)
        mean = float((cosine * left).mean()) if len(cosine) else 0.0
        level = min(1.0, float(similarity.data.mean()) / mean) if mean > 0 else 0.0
        return cls(_like(similarity, np.round(share * level * cosine, _GRAIN)), share)

    def parts(self, one: int, other: int) -> tuple[float, float]:
        """Give what the cosine of two articles' words counts, and what is added to that."""
        return 1 - self.share, float(self.part[one, other])

    def blended(self, similarity: Matrix, left: Array) -> Matrix:
        """Give the similarity that words and meanings make together."""
        both = (1 - self.share) * similarity.data + self.part.data * left
        return _like(similarity, np.round(both, _GRAIN))


def left_over(places: Matrix, origins: Origins, habits: Habits) -> Array:
    """Give what days and outlets leave of each pair's cosine: from 0 to 1."""
    row = np.repeat(np.arange(places.shape[0]), np.diff(places.indptr))
    gap = np.abs(origins.days[row] - origins.days[places.indices])
    left = 1 / (1 + np.nan_to_num(gap, nan=0.0) / habits.fade)
    outlet = origins.outlets[row]
    left[(outlet == origins.outlets[places.indices]) & (outlet >= 0)] *= habits.outlet
    return np.asarray(left)


def _cosines(places: Matrix, vectors: Array) -> Array:
    row = np.repeat(np.arange(places.shape[0]), np.diff(places.indptr))
    found = np.empty(len(row))
    for start in range(0, len(row), _AT_ONCE):
        pairs = slice(start, start + _AT_ONCE)
        found[pairs] = (vectors[row[pairs]] * vectors[places.indices[pairs]]).sum(axis=1)
    return np.clip(found, 0, 1)


def _like(matrix: Matrix, values: Array) -> Matrix:
    return sparse.csr_matrix((values, matrix.indices, matrix.indptr), shape=matrix.shape)
