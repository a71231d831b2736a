"""The parts that groups were joined from, and what the pairs across each join come to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clipbook.grouping.linkage import Tree
from clipbook.grouping.terms import Array, Matrix


@dataclass(frozen=True, slots=True)
class Joins:
    """The joins of a tree down to a cut; parts are numbered, articles first, then joins.

    A join comes after those that made its parts.
    """

    count: int
    """Articles."""
    parts: tuple[tuple[int, int], ...]
    """The numbers of the two parts of each join."""
    size: Array
    """Articles of each part."""
    is_given: Array
    """Whether each join was there from the beginning."""
    place: Array
    """Where each article stands if those of a part stand beside each other."""
    between: Array
    """The join that parts an article from the next one, by place."""

    @classmethod
    def of(cls, tree: Tree, cut: float) -> Joins:
        """Read a tree."""
        made = tree.height >= cut
        ends = list(zip(tree.first[made].tolist(), tree.second[made].tolist(), strict=True))
        chains = _Chains(tree.count)
        parts = tuple(chains.join(at, *pair) for at, pair in enumerate(ends))
        order = chains.order()
        place = np.empty(tree.count, dtype=np.int64)
        place[order] = np.arange(tree.count)
        between = np.array(chains.between, dtype=np.int64)[order]
        given = np.isinf(tree.height[made])
        return cls(tree.count, parts, np.array(chains.size), given, place, between)

    def across(self, matrix: Matrix, group: Array) -> Array:
        """Give the sum of a symmetric matrix over the pairs that each join brings together."""
        row = np.repeat(np.arange(self.count), np.diff(matrix.indptr))
        chosen = (row < matrix.indices) & (group[row] == group[matrix.indices])
        ends = self.place[row[chosen]], self.place[matrix.indices[chosen]]
        join = self._join_of(np.minimum(*ends), np.maximum(*ends))
        return np.bincount(join, matrix.data[chosen].astype(float), minlength=len(self.parts))

    def _join_of(self, first: Array, last: Array) -> Array:
        """Give the join of articles at two places: the last of those between (a sparse table)."""
        levels = [self.between]
        while (step := 2 ** (len(levels) - 1)) * 2 <= len(self.between):
            levels.append(np.maximum(levels[-1][:-step], levels[-1][step:]))
        depth = np.frexp((last - first).astype(float))[1] - 1
        found = np.zeros(len(first), dtype=np.int64)
        for at, level in enumerate(levels):
            here = depth == at
            found[here] = np.maximum(level[first[here]], level[last[here] - 2**at])
        return found


class _Chains:
    """Articles in chains, one for each part."""

    def __init__(self, count: int) -> None:
        self.size = [1] * count
        self.between = [-1] * count
        self._part = list(range(count))
        self._last = list(range(count))
        self._next = [-1] * count
        self._is_first = [True] * count

    def join(self, at: int, one: int, other: int) -> tuple[int, int]:
        """Join two parts that are known by an article; give their numbers."""
        parts = self._part[one], self._part[other]
        self.size.append(self.size[parts[0]] + self.size[parts[1]])
        end = self._last[one]
        self.between[end], self._next[end] = at, other
        self._last[one], self._is_first[other] = self._last[other], False
        self._part[one] = len(self.size) - 1
        return parts

    def order(self) -> list[int]:
        """Give the articles, chain after chain."""
        found: list[int] = []
        for first in range(len(self._next)):
            at = first if self._is_first[first] else -1
            while at >= 0:
                found.append(at)
                at = self._next[at]
        return found
