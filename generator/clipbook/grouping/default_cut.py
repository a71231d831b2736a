"""Where to cut by default: where each article's words are told best by the rest of its story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse

from clipbook.grouping.linkage import Tree, link
from clipbook.grouping.nearness import Nearness
from clipbook.grouping.terms import Array, Matrix, Terms
from clipbook.grouping.weights import Weights

LOWEST = 0.03
"""Nothing joins below this mean score."""
_HIGHEST = 0.9
_STEPS = 30
_ASKED_OF = 2.7
"""How many times the likeliest share may be asked of stories."""
_SPARSELY = 4
_SHARES = (0.2, 0.3, 0.4)
"""Shares of words that may be a story's own."""
_ASKED = 6_000
"""Articles whose words are told, about."""
_LOOSE = 0.1
"""Groups at this mean score are taken whole where not all articles are asked."""


def default_cut(tree: Tree, terms: Terms, near: Nearness, weights: Weights) -> float:
    """Give the cut under which the words of a collection are the likeliest.

    An article that is like others to the letter would be told best by these alone, and every story
    would fall apart into its wire reports. So those that are alike count as one, which is told by
    the others. The likelihood: each word comes from the story or from the collection (Jelinek and
    Mercer 1980), each story is as likely as it is big (Blackwell and MacQueen 1973).
    """
    if not tree.count:
        return LOWEST
    asked = _asked(tree)
    words = terms.matrix[asked][:, : terms.plain]
    alike = link(near.similarity[asked][:, asked], weights.alike).cut(weights.alike)
    voices = _voices(alike, words)
    background = np.asarray(voices.sum(axis=0)).ravel()
    background = background / max(1e-12, float(background.sum()))
    cuts = np.geomspace(LOWEST, _HIGHEST, _STEPS)
    groups = [_grouped(tree.cut(cut)[asked], alike) for cut in cuts]
    believed = _own(groups[::_SPARSELY], voices, background, weights)
    told = [_told(group, voices, background, believed) for group in groups]
    likeliest = float(cuts[int(np.argmax(np.round(told, 9)))])
    # Few articles tell little of what is usual: what is expected anyway counts as so many more.
    weight = weights.few / (tree.count + weights.few)
    return float(likeliest ** (1 - weight) * weights.usual_cut**weight)


def _own(groups: Sequence[Array], voices: Matrix, background: Array, weights: Weights) -> Weights:
    """Ask less of stories in a collection whose articles say little that is their story's.

    A greater share than the likeliest one asks a story's articles to be alike, and is what keeps
    look-alikes apart; but where it is much greater, no story would be left.
    """
    found = {
        own: max(
            _told(group, voices, background, replace(weights, own_words=own)) for group in groups
        )
        for own in _SHARES
    }
    likeliest = max(_SHARES, key=lambda own: (round(found[own], 9), own))
    return replace(weights, own_words=min(weights.own_words, _ASKED_OF * likeliest))


def _asked(tree: Tree) -> Array:
    """Give the articles whose words are told: all, or whole groups that stand evenly among them."""
    if tree.count <= _ASKED:
        return np.arange(tree.count)
    group = tree.cut(_LOOSE)
    _, first = np.unique(group, return_index=True)
    chosen = np.argsort(first, kind="stable")[:: -(-tree.count // _ASKED)]
    return np.flatnonzero(np.isin(group, chosen))


def _voices(alike: Array, words: Matrix) -> Matrix:
    """Give the words of each group of articles that are alike, as their mean."""
    size = np.bincount(alike)
    ends = (alike, np.arange(len(alike)))
    mean = sparse.csr_matrix((1 / size[alike], ends), shape=(len(size), len(alike)))
    words = words.copy()
    words.data = np.ones_like(words.data)
    return sparse.csr_matrix(mean @ words)


def _grouped(group: Array, alike: Array) -> Array:
    """Give the group of each voice: that of the last of its articles."""
    found = np.zeros(int(alike.max(initial=-1)) + 1, dtype=np.int64)
    found[alike] = group
    return np.unique(found, return_inverse=True)[1]


def _told(group: Array, voices: Matrix, background: Array, weights: Weights) -> float:
    """Give the mean log-likelihood ratio of an article's words, told by its group or by all."""
    count = len(group)
    if not count:
        return 0.0
    gather = sparse.csr_matrix((np.ones(count), (group, np.arange(count))))
    said = sparse.csr_matrix(gather @ voices)
    length = np.asarray(voices.sum(axis=1)).ravel()
    total = np.asarray(said.sum(axis=1)).ravel()
    size = np.bincount(group)
    row = np.repeat(np.arange(count), np.diff(voices.indptr))
    others = np.maximum(_among(said, group[row], voices.indices) - voices.data, 0)
    around = np.maximum((total[group] - length)[row], 1e-9)
    company = (size[group] - 1)[row]
    own = weights.own_words * company / (company + weights.doubt)
    ratio = own * others / around / background[voices.indices] + 1 - own
    told = np.bincount(row, voices.data * np.log(ratio), minlength=count)
    told *= np.minimum(1, np.sqrt(weights.heard / np.maximum(length, 1)))
    chance = np.where(size > 1, np.maximum(size - 1, 1), max(1.0, weights.alone * count)) / count
    return float((told * (size > 1)[group] + weights.choice * np.log(chance)[group]).mean())


def _among(matrix: Matrix, row: Array, column: Array) -> Array:
    matrix.sort_indices()
    own = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)).astype(np.int64)
    own = own * matrix.shape[1] + matrix.indices
    found = np.searchsorted(own, row.astype(np.int64) * matrix.shape[1] + column)
    return np.asarray(matrix.data[found])
