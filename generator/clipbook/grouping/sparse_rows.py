"""Sparse matrices row by row: the greatest of each, rows below rows, values in others' places."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy import sparse

from clipbook.grouping.terms import Array, Matrix

_ROWS = 20_000
"""Articles that are weighed at once."""


def like(matrix: Matrix, values: Array) -> Matrix:
    """Give a matrix with other values in the same places, which both then share."""
    return sparse.csr_matrix((values, matrix.indices, matrix.indptr), shape=matrix.shape)


def stacked(blocks: Iterable[Matrix], most: int, width: int) -> Matrix:
    """Put rows below rows as they come: blocks that are all kept until the end are there twice."""
    indices, data = np.empty(most, dtype=np.int32), np.empty(most)
    ends = [np.zeros(1, dtype=np.int32)]
    for block in blocks:
        start = int(ends[-1][-1])
        ends.append(start + block.indptr[1:])
        span = slice(start, int(ends[-1][-1]))
        indices[span], data[span] = block.indices, block.data
    starts = np.concatenate(ends)
    span = slice(int(starts[-1]))
    return sparse.csr_matrix((data[span], indices[span], starts), shape=(len(starts) - 1, width))


def best(matrix: Matrix, most: int) -> Matrix:
    """Keep the greatest of each row; of equal ones, the first."""
    matrix.eliminate_zeros()
    kept = np.ones(matrix.nnz, dtype=bool)
    for row in np.flatnonzero(np.diff(matrix.indptr) > most):
        span = slice(matrix.indptr[row], matrix.indptr[row + 1])
        values = matrix.data[span]
        least = np.partition(values, len(values) - most)[len(values) - most]
        above = values > least
        level = np.flatnonzero(values == least)[: most - int(above.sum())]
        above[level] = True
        kept[span] = above
    matrix.data[~kept] = 0
    matrix.eliminate_zeros()
    return matrix


def values_at(matrix: Matrix, places: Matrix) -> Array:
    """Give the values of a matrix where another has its own, which are among them."""
    matrix = matrix.sorted_indices()
    found = np.empty(len(places.data), dtype=matrix.data.dtype)
    for start in range(0, places.shape[0], _ROWS):
        rows = slice(start, start + _ROWS)
        own, wanted = _keys(matrix, rows), _keys(places, rows)
        at = matrix.indptr[start] + np.searchsorted(own, wanted)
        found[places.indptr[start] : places.indptr[start] + len(wanted)] = matrix.data[at]
    return found


def _keys(matrix: Matrix, rows: slice) -> Array:
    """Give the places of some rows as one number each, rising where columns do."""
    ends = matrix.indptr[rows.start : rows.stop + 1]
    row = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
    return np.asarray(row * matrix.shape[1] + matrix.indices[ends[0] : ends[-1]])
