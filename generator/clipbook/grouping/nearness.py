"""How near articles are to each other: sparse, each pair measured by both ones' neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import sparse

from clipbook.grouping.habits import Habits, Origins, habits
from clipbook.grouping.meanings import Meanings, left_over
from clipbook.grouping.piece import Piece
from clipbook.grouping.sparse_rows import best, like, stacked, values_at
from clipbook.grouping.terms import Array, Matrix, Terms
from clipbook.grouping.weights import Weights

_EFFORT = 40_000_000
"""Products of two weights that a search for neighbours may take; past it, common terms are not
looked up."""
_EDGES = 2_000_000
"""Pairs that are kept, about; there are fewer for each article the more articles there are."""
_THRIFT = 4
"""So many times less of both for articles that are part of a greater collection."""
_MOST, _LEAST = 400, 16
"""Neighbours that are kept of an article."""
_LOOKED_AT, _AT_LEAST = 480_000, 50
"""Neighbours that are compared in all, about, and of each article whatever comes."""
_BLOCK = 500_000
"""Products that are in memory at once, about."""
_ROWS = 20_000
"""Articles that are weighed at once."""
_GRAIN = 6
"""Decimals that count, so that a sum's order does not."""
_FAINT = 0.02
"""A cosine below this is none."""
_FAR = 365
"""Days from which on nothing that two articles share speaks for one event."""


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
    meanings: Meanings | None = None
    """What is in the similarity beside words, where that was asked for."""

    def of_one_outlet(self, one: int, other: int) -> float:
        """Give what two articles' being from one outlet, if they are, leaves of a cosine."""
        outlets = self.origins.outlets
        return self.habits.outlet if outlets[one] == outlets[other] >= 0 else 1.0


def nearness(
    terms: Terms,
    pieces: Sequence[Piece],
    weights: Weights,
    known: Habits | None = None,
    vectors: Array | None = None,
) -> Nearness:
    """Measure how near each article is to its nearest ones.

    Where the articles are part of a greater collection, less is done for each. `vectors` are what
    they are about, a row each.
    """
    worded = tf_idf(terms, weights)
    thrift = 1 if terms.held is None else _THRIFT
    origins = Origins.of(pieces)
    looked_up = _affordable(worded, _EFFORT // thrift)
    known = known or habits(looked_up, origins, weights)
    similarity = _similarity(looked_up, origins, known, thrift)
    meanings = None
    if vectors is not None:
        left = left_over(similarity, origins, known)
        meanings = Meanings.of(similarity, vectors, left, weights.embed)
        similarity = meanings.blended(similarity, left)
    usual = _usual(similarity, weights)
    relative = _scaled(similarity, 1 / np.sqrt(usual))
    free = np.array([not piece.story for piece in pieces], dtype=bool)
    shared = _shared(relative, weights, None if thrift == 1 else free)
    near = np.clip(values_at(relative, shared) / weights.ceiling, 0, 1)
    score = like(shared, np.round(shared.data**weights.blend * near ** (1 - weights.blend), _GRAIN))
    if not score.data.all():
        score = score.copy()
        score.eliminate_zeros()
    return Nearness(worded, origins, known, similarity, usual, shared, score, meanings)


def tf_idf(terms: Terms, weights: Weights) -> Matrix:
    """Give articles by terms, rare terms counting more, each row of length 1 or 0."""
    matrix, held, among = terms.matrix, terms.held, terms.among
    count = matrix.shape[0]
    if held is None:
        held, among = np.bincount(matrix.indices, minlength=matrix.shape[1]), count
    rarity = rarities(held, among, terms.named, weights)
    found = np.empty(len(matrix.data), dtype=np.float32)
    for start in range(0, count, _ROWS):
        ends = matrix.indptr[start : start + _ROWS + 1]
        span = slice(ends[0], ends[-1])
        row = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
        weight = matrix.data[span] * rarity[matrix.indices[span]]
        length = np.sqrt(np.bincount(row, weight**2, minlength=len(ends) - 1))
        length[length == 0] = 1
        found[span] = weight / length[row]
    return like(matrix, found)


def rarities(held: Array, among: int, named: Array, weights: Weights) -> Array:
    """Give what terms count that are held by so many of so many articles."""
    # In a small archive a name that all articles hold is no commonplace: others would not hold it.
    elsewhere = weights.unseen * np.where(named, weights.name_elsewhere, weights.word_elsewhere)
    found = np.log((among + 1 + weights.unseen) / (held + 0.5 + elsewhere)) ** weights.rarity
    return np.asarray(found)


def _similarity(looked_up: Matrix, origins: Origins, known: Habits, thrift: int) -> Matrix:
    least = _LEAST if thrift == 1 else 2 * _LEAST
    most = int(np.clip(_EDGES // thrift // max(1, looked_up.shape[0]), least, _MOST))
    found = _neighbours(looked_up, origins, known, most)
    return sparse.csr_matrix(found.maximum(found.T))


def _neighbours(looked_up: Matrix, origins: Origins, known: Habits, most: int) -> Matrix:
    """Give the nearest of each article, as one may be for another that is not for it."""
    count = looked_up.shape[0]
    other = looked_up.T.tocsr()
    held = np.diff(other.indptr)
    effort = np.add.reduceat(np.append(held[looked_up.indices], 0), looked_up.indptr[:-1])
    effort[np.diff(looked_up.indptr) == 0] = 0
    edges = np.searchsorted(np.cumsum(effort), np.arange(0, effort.sum(), _BLOCK), side="right")
    bounds = np.unique(np.concatenate([[0], edges, [count]]))
    blocks = (
        _nearest(looked_up[start:stop] @ other, start, most, origins, known)
        for start, stop in pairwise(bounds.tolist())
    )
    return stacked(blocks, count * most, count)


def _affordable(vectors: Matrix, effort: int) -> Matrix:
    """Leave out the commonest terms where to look them up takes too long."""
    held = np.bincount(vectors.indices, minlength=vectors.shape[1])
    rising = np.sort(held)
    within = int(np.searchsorted(np.cumsum(rising**2), effort, side="right"))
    if within == len(rising):
        return vectors
    kept = (held < rising[within])[vectors.indices]
    ends = np.concatenate([[0], np.cumsum(kept)])[vectors.indptr].astype(vectors.indptr.dtype)
    return sparse.csr_matrix((vectors.data[kept], vectors.indices[kept], ends), vectors.shape)


def _nearest(products: Matrix, start: int, most: int, origins: Origins, known: Habits) -> Matrix:
    products = sparse.csr_matrix(products)
    products.data[products.data < _FAINT] = 0
    products.eliminate_zeros()
    products.sort_indices()
    row = np.repeat(np.arange(products.shape[0]), np.diff(products.indptr))
    gap = np.abs(origins.days[start + row] - origins.days[products.indices])
    gap = np.nan_to_num(gap, nan=0.0)
    products.data = np.where(gap < _FAR, products.data / (1 + gap / known.fade), 0)
    if known.outlet < 1:
        outlet = origins.outlets[start + row]
        same = (outlet == origins.outlets[products.indices]) & (outlet >= 0)
        products.data[same] *= known.outlet
    products.data[start + row == products.indices] = 0
    products.data = np.round(products.data, _GRAIN)
    return best(products, most)


def _usual(similarity: Matrix, weights: Weights) -> Array:
    nearest = best(similarity.copy(), weights.nearest)
    # As many as there could be: of two articles, each has one neighbour.
    count = similarity.shape[0]
    most = max(1, min(weights.nearest, count - 1))
    # The best of few are no measure: of many, better ones would be among them.
    floor = weights.floor + weights.floor_of_few * weights.few_near / (count + weights.few_near)
    return np.asarray(np.maximum(np.asarray(nearest.sum(axis=1)).ravel() / most, floor))


def _scaled(matrix: Matrix, factor: Array) -> Matrix:
    row = np.repeat(np.arange(matrix.shape[0], dtype=np.int32), np.diff(matrix.indptr))
    return like(matrix, matrix.data * factor[row] * factor[matrix.indices])


def _shared(relative: Matrix, weights: Weights, free: Array | None) -> Matrix:
    """Give, where two articles are similar, how far their neighbours are the same ones.

    With `free`, that is of interest only where one of the two is; the others are where they are.
    """
    count = relative.shape[0]
    most = max(_AT_LEAST, _LOOKED_AT // max(1, count))
    near = best(relative.copy(), min(weights.neighbours, most))
    top = np.asarray(near.max(axis=1).todense()).ravel() if count else np.zeros(0)
    near = sparse.csr_matrix(near + sparse.diags_array(np.where(top > 0, top, 1.0)))
    length = np.sqrt(np.asarray(near.multiply(near).sum(axis=1)).ravel())
    near = sparse.csr_matrix(sparse.diags_array(1 / length) @ near)
    pattern = like(relative, np.ones(len(relative.data), dtype=np.float32))
    other = near.T.tocsr()
    step = max(1, _BLOCK // (max(1, near.nnz // max(1, count)) ** 2 + 1))
    rows = np.arange(count) if free is None else np.flatnonzero(free)
    if len(rows) < count:
        near, pattern = near[rows], pattern[rows]
    blocks = (
        sparse.csr_matrix((near[at : at + step] @ other).multiply(pattern[at : at + step]))
        for at in range(0, len(rows), step)
    )
    found = stacked(blocks, pattern.nnz, count)
    if len(rows) < count:
        back = sparse.csr_matrix(
            (np.ones(len(rows)), (rows, np.arange(len(rows)))), (count, len(rows))
        )
        found = back @ found
        found = sparse.csr_matrix(found.maximum(found.T))
    found.sort_indices()
    return found
