"""How articles stand to their own group, and to the one that comes next."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import sparse

from clipbook.grouping.terms import Array, Matrix


class Standing(NamedTuple):
    """A number of each, for articles in their order."""

    own: Array
    """Mean score with the other members of the article's group; each of its copies counts 1."""
    rival: Array
    """Mean score with the members of the group that comes next, or 0."""
    which: Array
    """The number of that group; -1 where there is none."""


def standing(score: Matrix, group: Array, alike: Array) -> Standing:
    """Tell how articles stand; `alike` has the same number for those that are copies."""
    count = len(group)
    ends = (np.arange(count), group)
    member = sparse.csr_matrix(
        (np.ones(count), ends), shape=(count, int(group.max(initial=-1)) + 1)
    )
    size = np.asarray(member.sum(axis=0)).ravel()
    total = sparse.csr_matrix(score @ member)
    row = np.repeat(np.arange(count), np.diff(total.indptr))
    inside = total.indices == group[row]
    mean = total.data / np.maximum(1, size[total.indices] - inside)
    own, rival, which = np.zeros(count), np.zeros(count), np.full(count, -1)
    own[row[inside]] = mean[inside]
    own += _copied(score, group, alike) / np.maximum(1, size[group] - 1)
    row, mean, other = row[~inside], mean[~inside], total.indices[~inside]
    np.maximum.at(rival, row, mean)
    first = np.flatnonzero(mean == rival[row])[::-1]
    which[row[first]] = other[first]
    return Standing(own, rival, which)


def _copied(score: Matrix, group: Array, alike: Array) -> Array:
    """Give what is missing until an article's score with each copy in its group is 1."""
    count = len(group)
    if not count:
        return np.zeros(0)
    both = np.unique(np.stack([group, alike], axis=1), axis=0, return_inverse=True)[1].ravel()
    size = np.bincount(both)
    row = np.repeat(np.arange(count), np.diff(score.indptr))
    known = both[row] == both[score.indices]
    had = np.bincount(row[known], score.data[known], minlength=count)
    return np.asarray(size[both] - 1 - had)
