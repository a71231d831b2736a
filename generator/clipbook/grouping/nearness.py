"""How near articles are to each other: sparse, each pair measured by both ones' neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import sparse

from clipbook.grouping.habits import Habits, Origins, habits
from clipbook.grouping.piece import Piece
from clipbook.grouping.terms import Array, Matrix, Terms
from clipbook.grouping.weights import Weights

_EFFORT = 40_000_000
"""Products of two weights that a search for neighbours may take; past it, common terms are not
looked up."""
_EDGES = 2_000_000
"""Pairs that are kept, about; there are fewer for each article the more articles there are."""
_MOST, _LEAST = 400, 16
"""Neighbours that are kept of an article."""
_LOOKED_AT, _AT_LEAST = 480_000, 50
"""Neighbours that are compared in all, about, and of each article whatever comes."""
_BLOCK = 1_000_000
"""Products that are in memory at once, about."""
_GRAIN = 6
"""Decimals that count, so that a sum's order does not."""
_FAINT = 0.02
"""A cosine below this is none."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """Articles by articles; zero where two have nothing in common."""

    vectors: Matrix
    """Articles by terms: TF-IDF, each row of length 1."""
    origins: Origins
    habits: Habits
    """What dates and outlets count."""
    similarity: Matrix
    """Cosine, faded by the days between: from 0 to 1."""
    usual: Array
    """Of each article, the mean similarity of its best neighbours."""
    shared: Matrix
    """Cosine of the neighbours that two articles have: from 0 to 1."""
    score: Matrix
    """Both in one, from 0 to 1; symmetric."""

    def of_one_outlet(self, one: int, other: int) -> float:
        """Give what two articles' being from one outlet, if they are, leaves of a cosine."""
        outlets = self.origins.outlets
        return self.habits.outlet if outlets[one] == outlets[other] >= 0 else 1.0


def nearness(terms: Terms, pieces: Sequence[Piece], weights: Weights) -> Nearness:
    """Measure how near each article is to its nearest ones."""
    vectors = tf_idf(terms.matrix, weights)
    origins = Origins.of(pieces)
    looked_up = _affordable(vectors)
    known = habits(looked_up, origins, weights)
    similarity = _similarity(looked_up, origins, known)
    usual = _usual(similarity, weights)
    relative = _scaled(similarity, 1 / np.sqrt(usual))
    shared = _shared(relative, weights)
    score = shared.copy()
    aligned = _at(relative, shared)
    score.data = shared.data**weights.blend * np.clip(aligned / weights.ceiling, 0, 1) ** (
        1 - weights.blend
    )
    score.data = np.round(score.data, _GRAIN)
    score.eliminate_zeros()
    return Nearness(vectors, origins, known, similarity, usual, shared, score)


def tf_idf(matrix: Matrix, weights: Weights) -> Matrix:
    """Give articles by terms, rare terms counting more, each row of length 1 or 0."""
    count = matrix.shape[0]
    held = np.bincount(matrix.indices, minlength=matrix.shape[1])
    # In a small archive a name that all articles hold is no commonplace: others would not hold it.
    rarity = np.log((count + 1 + weights.unseen) / (held + 0.5)) ** weights.rarity
    row = np.repeat(np.arange(count), np.diff(matrix.indptr))
    weight = matrix.data * rarity[matrix.indices]
    length = np.sqrt(np.bincount(row, weight**2, minlength=count))
    length[length == 0] = 1
    weight /= length[row]
    return sparse.csr_matrix(
        (weight.astype(np.float32), matrix.indices, matrix.indptr), shape=matrix.shape
    )


def _similarity(looked_up: Matrix, origins: Origins, known: Habits) -> Matrix:
    count = looked_up.shape[0]
    most = int(np.clip(_EDGES // max(1, count), _LEAST, _MOST))
    other = looked_up.T.tocsr()
    held = np.diff(other.indptr)
    effort = np.add.reduceat(np.append(held[looked_up.indices], 0), looked_up.indptr[:-1])
    effort[np.diff(looked_up.indptr) == 0] = 0
    edges = np.searchsorted(np.cumsum(effort), np.arange(0, effort.sum(), _BLOCK), side="right")
    bounds = np.unique(np.concatenate([[0], edges, [count]]))
    blocks = [
        _nearest(looked_up[start:stop] @ other, start, most, origins, known)
        for start, stop in pairwise(bounds.tolist())
    ]
    found = sparse.vstack(blocks, format="csr") if blocks else sparse.csr_matrix((count, count))
    return sparse.csr_matrix(found.maximum(found.T))


def _affordable(vectors: Matrix) -> Matrix:
    """Leave out the commonest terms where to look them up takes too long."""
    held = np.bincount(vectors.indices, minlength=vectors.shape[1]).astype(np.int64)
    rising = np.sort(held)
    within = int(np.searchsorted(np.cumsum(rising**2), _EFFORT, side="right"))
    if within == len(rising):
        return vectors
    found = vectors.copy()
    found.data[held[found.indices] >= rising[within]] = 0
    found.eliminate_zeros()
    return found


def _nearest(products: Matrix, start: int, most: int, origins: Origins, known: Habits) -> Matrix:
    products = sparse.csr_matrix(products)
    products.data[products.data < _FAINT] = 0
    products.eliminate_zeros()
    products.sort_indices()
    row = np.repeat(np.arange(products.shape[0]), np.diff(products.indptr))
    gap = np.abs(origins.days[start + row] - origins.days[products.indices])
    products.data = products.data / (1 + np.nan_to_num(gap, nan=0.0) / known.fade)
    if known.outlet < 1:
        outlet = origins.outlets[start + row]
        same = (outlet == origins.outlets[products.indices]) & (outlet >= 0)
        products.data[same] *= known.outlet
    products.data[start + row == products.indices] = 0
    products.data = np.round(products.data, _GRAIN)
    return _best(products, most)


def _best(matrix: Matrix, most: int) -> Matrix:
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


def _usual(similarity: Matrix, weights: Weights) -> Array:
    best = _best(similarity.copy(), weights.nearest)
    # As many as there could be: of two articles, each has one neighbour.
    most = max(1, min(weights.nearest, similarity.shape[0] - 1))
    return np.asarray(np.maximum(np.asarray(best.sum(axis=1)).ravel() / most, weights.floor))


def _scaled(matrix: Matrix, factor: Array) -> Matrix:
    found = matrix.copy()
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    found.data = matrix.data * factor[row] * factor[matrix.indices]
    return found


def _shared(relative: Matrix, weights: Weights) -> Matrix:
    """Give, where two articles are similar, how far their neighbours are the same ones."""
    count = relative.shape[0]
    most = max(_AT_LEAST, _LOOKED_AT // max(1, count))
    near = _best(relative.copy(), min(weights.neighbours, most))
    top = np.asarray(near.max(axis=1).todense()).ravel() if count else np.zeros(0)
    near = sparse.csr_matrix(near + sparse.diags_array(np.where(top > 0, top, 1.0)))
    length = np.sqrt(np.asarray(near.multiply(near).sum(axis=1)).ravel())
    near = sparse.csr_matrix(sparse.diags_array(1 / length) @ near)
    pattern = relative.copy()
    pattern.data = np.ones_like(pattern.data)
    other = near.T.tocsr()
    step = max(1, _BLOCK // (max(1, near.nnz // max(1, count)) ** 2 + 1))
    blocks = [
        sparse.csr_matrix((near[at : at + step] @ other).multiply(pattern[at : at + step]))
        for at in range(0, count, step)
    ]
    found = sparse.vstack(blocks, format="csr") if blocks else sparse.csr_matrix((count, count))
    found.sort_indices()
    return found


def _at(matrix: Matrix, places: Matrix) -> Array:
    """Give the values of a matrix where another has its own, which are among them."""
    row = np.repeat(np.arange(places.shape[0]), np.diff(places.indptr))
    key = row.astype(np.int64) * places.shape[1] + places.indices
    matrix = matrix.sorted_indices()
    own = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)).astype(np.int64)
    own = own * matrix.shape[1] + matrix.indices
    return np.asarray(matrix.data[np.searchsorted(own, key)])
