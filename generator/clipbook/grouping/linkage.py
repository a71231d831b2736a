"""Average link on a sparse graph: the two that are nearest to each other join, level by level."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from clipbook.grouping.terms import Array, Matrix

FREE = -1
"""Stands for an article that is in no story."""
_GRAIN = 9


@dataclass(frozen=True, slots=True)
class Tree:
    """Which two groups joined, and how near they were; a group is known by its first article."""

    count: int
    """Articles."""
    first: Array
    second: Array
    height: Array
    """Mean score of all pairs of an article of one and an article of the other, less for size."""

    def cut(self, least: float) -> Array:
        """Give the number of each article's group if only those join that are so near."""
        joined = self.height >= least
        ends = (self.first[joined], self.second[joined])
        graph = sparse.coo_matrix((np.ones(int(joined.sum())), ends), (self.count,) * 2)
        return np.asarray(csgraph.connected_components(graph, directed=False)[1])


def link(  # noqa: PLR0913 - each by its name
    score: Matrix,
    least: float,
    *,
    start: Array | None = None,
    held: Array | None = None,
    apart: Array | None = None,
    largest: float = math.inf,
) -> Tree:
    """Join groups by the mean score of their pairs, a missing pair counting 0, down to `least`.

    `start` gives groups that are there from the beginning, as the number of one for each article;
    `held` the number of the story that an article stays in, or `FREE`: two stories never join;
    `apart` pairs of articles, in two columns, that never come into one group. The mean counts less
    where more than `largest` articles would be together: at twice as many, half.
    Joining those that are each other's nearest gives the same tree whatever pair is taken first
    (Bruynooghe 1978); of two that are equally near, the one with the lower number is.
    """
    state = _State.of(score, start, held, apart)
    state.largest = largest
    joins: list[tuple[Array, Array, Array]] = list(state.given)
    while (found := state.nearest(least)) is not None:
        joins.append((state.name[found[0]], state.name[found[1]], found[2]))
        state.join(found[0], found[1])
    first, second, height = (
        (np.concatenate(column) for column in zip(*joins, strict=True))
        if joins
        else (np.zeros(0, int), np.zeros(0, int), np.zeros(0))
    )
    return Tree(score.shape[0], first, second, height)


@dataclass(slots=True)
class _State:
    """Groups as they are just now."""

    total: Matrix
    """Sum of the scores between two groups."""
    size: Array
    held: Array
    name: Array
    """The lowest number of an article of each group."""
    apart: Matrix
    """Groups by groups: not zero where they must not join; `None` where all may."""
    given: list[tuple[Array, Array, Array]]
    largest: float = math.inf

    @classmethod
    def of(
        cls, score: Matrix, start: Array | None, held: Array | None, apart: Array | None
    ) -> _State:
        count = score.shape[0]
        kept = np.full(count, FREE) if held is None else held
        barred = None
        if apart is not None and len(apart):
            ones = np.ones(2 * len(apart))
            ends = (np.r_[apart[:, 0], apart[:, 1]], np.r_[apart[:, 1], apart[:, 0]])
            barred = sparse.csr_matrix((ones, ends), shape=(count, count))
        total = sparse.csr_matrix(score)
        state = cls(total, np.ones(count), kept, np.arange(count), barred, [])
        if start is not None:
            state._gather(start)
        return state

    def _gather(self, start: Array) -> None:
        _, first, group = np.unique(start, return_index=True, return_inverse=True)
        moved = np.flatnonzero(first[group] != np.arange(len(start)))
        self.given.append((first[group][moved], moved, np.full(len(moved), np.inf)))
        self._merge(first[group])

    def nearest(self, least: float) -> tuple[Array, Array, Array] | None:
        """Give the pairs of groups that are each other's nearest, and how near they are."""
        total = self.total
        row = np.repeat(np.arange(len(self.size), dtype=np.int32), np.diff(total.indptr))
        mean = self.size[row].astype(float)
        mean *= self.size[total.indices]
        np.divide(total.data, mean, out=mean)
        if self.largest < math.inf:
            mean *= np.minimum(1, self.largest / (self.size[row] + self.size[total.indices]))
        np.round(mean, _GRAIN, out=mean)
        allowed = mean >= least
        is_free = self.held == FREE
        if not is_free.all():
            allowed &= is_free[row] | is_free[total.indices]
        row, column, mean = row[allowed], total.indices[allowed], mean[allowed]
        if not len(row):
            return None
        top = np.zeros(len(self.size))
        np.maximum.at(top, row, mean)
        equal = mean == top[row]
        row, column, mean = row[equal], column[equal], mean[equal]
        best = np.full(len(self.size), -1)
        best[row[::-1]] = column[::-1]
        ends = np.flatnonzero(best >= 0)
        ends = ends[(best[best[ends]] == ends) & (ends < best[ends])]
        if not len(ends):
            # A ring of equally near ones: the first of the nearest pairs joins.
            at = int(np.lexsort((column, row, -mean))[0])
            ends = np.array([min(row[at], column[at])])
            best[ends] = max(row[at], column[at])
        return ends, best[ends], top[ends]

    def join(self, first: Array, second: Array) -> None:
        target = np.arange(len(self.size))
        target[second] = first
        self._merge(target)

    def _merge(self, target: Array) -> None:
        """Make groups of those with the same target, which is one of them, the first."""
        kept, new = np.unique(target, return_inverse=True)
        shape = (len(target), len(kept))
        gather = sparse.csr_matrix((np.ones(len(target)), (np.arange(len(target)), new)), shape)
        self.total = _without_diagonal(gather.T @ self.total @ gather)
        self.size = np.bincount(new, self.size, minlength=len(kept))
        held = np.full(len(kept), FREE)
        np.maximum.at(held, new, self.held)
        self.held, self.name = held, self.name[kept]
        if self.apart is not None:
            self.apart = _without_diagonal(gather.T @ self.apart @ gather)
            self.total = _without(self.total, self.apart)


def _without_diagonal(matrix: Matrix) -> Matrix:
    found = sparse.csr_matrix(matrix)
    row = np.repeat(np.arange(found.shape[0], dtype=np.int32), np.diff(found.indptr))
    found.data[row == found.indices] = 0
    found.eliminate_zeros()
    found.sort_indices()
    return found


def _without(matrix: Matrix, barred: Matrix) -> Matrix:
    """Leave out the places where another matrix has something."""
    pattern = barred.copy()
    pattern.data = np.ones_like(pattern.data)
    found = sparse.csr_matrix(matrix - matrix.multiply(pattern))
    found.eliminate_zeros()
    found.sort_indices()
    return found
