"""A great collection as far as some of its articles need it: rarity, names, who may be near."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy import sparse

from clipbook.grouping.nearness import rarities, tf_idf
from clipbook.grouping.postings import Segment, is_figure, joined, pair_keys, taken
from clipbook.grouping.reading import NOTHING
from clipbook.grouping.sparse_rows import best
from clipbook.grouping.terms import Array, Kinds, Matrix, Said, Terms, weighed
from clipbook.grouping.weights import Weights

_FAINT = 0.6
"""Neighbours that are this much further than the nearest are left aside."""
_AT_ONCE = 4_000_000
"""Articles met, again and again, while neighbours of some are looked for."""
_FIRST, _SECOND = (12, 2_000), (3, 300)
"""Neighbours of what is asked for, and of these neighbours; articles met for each at most."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Every article of a collection, as numbers; places are those in the order of the articles."""

    segments: tuple[Segment, ...]
    rows: Array
    """The row, segment after segment, of each article, by date and id."""
    days: Array
    """Of each article; not a number where it has none."""
    weights: Weights

    @property
    def count(self) -> int:
        """Articles."""
        return len(self.rows)

    def terms(self, places: Array) -> tuple[Terms, Array]:
        """Give articles by terms, with how rare these are in the whole, and the terms' numbers."""
        said = self._said(places)
        spoken = said.numbers != NOTHING
        words, local = np.unique(said.numbers[spoken] >> 1, return_inverse=True)
        if not len(words):
            words = np.zeros(1, np.int32)
        numbers = np.full(len(said.numbers), NOTHING, dtype=np.int32)
        numbers[spoken] = 2 * local + (said.numbers[spoken] & 1)
        names = sum(segment.lean(words.astype(np.uint32)) for segment in self.segments) > 0
        kinds = Kinds(np.asarray(names), is_figure(words), [""] * len(words))
        found = weighed(Said(numbers, said.starts), kinds, self.weights)
        pairs = pair_keys(words[found.shown.left], words[found.shown.right])
        keys = np.concatenate([words.astype(np.uint32), pairs])
        held = np.maximum(1, sum(segment.look_up(keys)[1] for segment in self.segments))
        return replace(found, held=held, among=self.count), keys

    def alone(self, places: Array) -> Whole:
        """Give some articles as if there were no others."""
        said = self._said(places)
        rows = np.arange(len(places))
        return Whole((Segment.of(said),), rows, self.days[places], self.weights)

    def around(self, places: Array) -> tuple[Array, Array]:
        """Give these articles with those near them, and those near these; each rising."""
        near = np.union1d(places, self._near(places, *_FIRST))
        return near, np.union1d(near, self._near(np.setdiff1d(near, places), *_SECOND))

    def _said(self, places: Array) -> Said:
        rows, before, parts, order = self.rows[places], 0, [], []
        for segment in self.segments:
            inside = np.flatnonzero((rows >= before) & (rows < before + segment.count))
            parts.append(taken(segment.said, rows[inside] - before))
            order.append(inside)
            before += segment.count
        back = np.argsort(np.concatenate(order))
        return taken(joined(parts), back)

    def _near(self, places: Array, most: int, effort: int) -> Array:
        """Give those that are among the nearest of some, by the rarest words that these hold.

        How near is only guessed: all words of a neighbour are taken to weigh the same.
        """
        terms, keys = self.terms(places)
        held = np.asarray(terms.held)
        asked = _rarest(tf_idf(terms, self.weights), held, effort)
        columns, asked.indices = np.unique(asked.indices, return_inverse=True)
        asked = sparse.csr_matrix(
            (asked.data, asked.indices, asked.indptr), (len(places), len(columns))
        )
        holders = self._holders(keys[columns])
        rare = rarities(held[columns], self.count, terms.named[columns], self.weights)
        holders.data = rare[holders.row]
        holders = sparse.csr_matrix(holders)
        met = np.diff(holders.indptr)[asked.indices]
        met = np.concatenate([[0], np.cumsum(met)])[asked.indptr]
        marks = np.searchsorted(met, np.arange(0, int(met[-1]) + 1, _AT_ONCE))
        bounds = np.unique(np.concatenate([marks, [len(places)]])).tolist()
        found, lengths = [np.zeros(0, np.int64)], self._lengths()
        for start, stop in pairwise(bounds):
            guessed = asked[start:stop] @ holders
            found.append(self._best(guessed, places[start:stop], most, lengths))
        return np.unique(np.concatenate(found))

    def _best(self, guessed: Matrix, places: Array, most: int, lengths: Array) -> Array:
        guessed = sparse.csr_matrix(guessed)
        guessed.sort_indices()
        row = np.repeat(places, np.diff(guessed.indptr))
        gap = np.nan_to_num(np.abs(self.days[row] - self.days[guessed.indices]), nan=0.0)
        length = lengths[guessed.indices]
        guessed.data = np.round(guessed.data / (1 + gap / self.weights.fade) / length, 9)
        guessed.data[row == guessed.indices] = 0
        top = np.asarray(guessed.max(axis=1).todense()).ravel()
        guessed.data[guessed.data < _FAINT * np.repeat(top, np.diff(guessed.indptr))] = 0
        return np.asarray(best(guessed, most).indices)

    def _lengths(self) -> Array:
        counted = [np.diff(segment.said.starts[::3]) for segment in self.segments]
        return np.asarray(np.sqrt(np.maximum(1, np.concatenate(counted)[self.rows])))

    def _holders(self, keys: Array) -> Matrix:
        """Give words by articles, by place."""
        place = np.full(sum(segment.count for segment in self.segments), -1)
        place[self.rows] = np.arange(self.count)
        words, places, before = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], 0
        for segment in self.segments:
            starts, counts = segment.look_up(keys)
            ends = np.concatenate([[0], np.cumsum(counts)])
            at = np.arange(int(ends[-1])) + np.repeat(starts - ends[:-1], counts)
            words.append(np.repeat(np.arange(len(keys)), counts))
            places.append(place[before + segment.rows[at]])
            before += segment.count
        both = (np.concatenate(words), np.concatenate(places))
        return sparse.coo_matrix((np.ones(len(both[0])), both), (len(keys), self.count))


def _rarest(vectors: Matrix, held: Array, effort: int) -> Matrix:
    """Leave each article those of its terms that are rarest, as far as others hold them, too."""
    row = np.repeat(np.arange(vectors.shape[0]), np.diff(vectors.indptr))
    number = held[vectors.indices]
    order = np.lexsort((vectors.indices, number, row))
    met = np.cumsum(number[order])
    before = np.concatenate([[0], met])[vectors.indptr[:-1]]
    kept = np.zeros(len(row), dtype=bool)
    kept[order] = (met - before[row[order]] <= effort) & (number[order] > 1)
    ends = np.concatenate([[0], np.cumsum(kept)])[vectors.indptr]
    return sparse.csr_matrix((vectors.data[kept], vectors.indices[kept], ends), vectors.shape)
