"""What each article says, as weights of its terms: words, names, figures, words in a row."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse

from clipbook.grouping.piece import Piece
from clipbook.grouping.reading import NOTHING, Reader, address_words, language, words
from clipbook.grouping.weights import Weights

Array = np.ndarray[Any, np.dtype[Any]]
Matrix: TypeAlias = Any
"""A sparse matrix of SciPy, which has no types, by rows."""

_TITLE, _LEAD, _ADDRESS = 0, 1, 2
_SHOUTED = 0.6
"""A text of which more words are capitalised does not tell names from other words."""
_SAMPLE = 60
"""Words by which the language of an article is told."""
_AT_ONCE = 250_000
"""Words that are in memory in full."""
_BUDGET, _FEWEST = 4_000_000, 20
"""Words of texts that are read in all, about, and those that are read of each whatever comes."""
TELLING = 500
"""Characters of a text by which its language is told where that of a collection is sought."""
_ASKED = 1000
"""Articles by which the language of a collection is told."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Articles by terms."""

    matrix: sparse.csr_matrix
    """Weights before rarity is counted in, one row for each article."""
    plain: int
    """Columns before this one are single words; the others are words in a row."""
    shown: Shown
    """What to call each column."""
    named: Array
    """Whether each column is, or holds, a name."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Names of columns, of which there are far more than anyone asks for."""

    words: Sequence[str]
    """Of single words."""
    left: Array
    """Of words in a row, the first, by its number."""
    right: Array

    def __getitem__(self, column: int) -> str:
        """Give the name of a column."""
        if column < len(self.words):
            return self.words[column]
        at = column - len(self.words)
        return f"{self.words[self.left[at]]} {self.words[self.right[at]]}"


@dataclass(frozen=True, slots=True)
class _Said:
    """Every word that was read, in order; three parts an article: title, text, address."""

    numbers: Array
    """As a `Reader` gives them."""
    starts: Array
    """Where each part starts, and at the end where the last one ends."""

    def slices(self) -> Iterator[_Slice]:
        """Give the words of some articles at a time: there are more of them than of anything."""
        ends = self.starts[::3]
        count = len(ends) - 1
        marks = np.searchsorted(ends, np.arange(0, int(ends[-1]) + 1, _AT_ONCE), side="left")
        bounds = np.unique(np.concatenate([[0], marks, [count]]))
        for first, last in pairwise(bounds.tolist()):
            span = slice(int(ends[first]), int(ends[last]))
            numbers = self.numbers[span].astype(np.int64)
            lengths = np.diff(self.starts[3 * first : 3 * last + 1])
            part = np.repeat(np.arange(3 * (last - first)), lengths)
            silent = numbers == NOTHING
            term = np.where(silent, NOTHING, numbers >> 1)
            capital = ~silent & (numbers & 1).astype(bool)
            yield _Slice(last - first, part, term, capital, lengths)


@dataclass(frozen=True, slots=True)
class _Slice:
    """The words of some articles."""

    articles: int
    part: Array
    term: Array
    """`NOTHING` where a word says nothing."""
    capital: Array
    lengths: Array


def terms(pieces: Sequence[Piece], weights: Weights) -> Terms:
    """Read articles; only what some article says has a column."""
    reader = Reader()
    said = _read(pieces, reader, weights)
    width = max(1, len(reader.terms))
    names = _names(said, width)
    figures = np.array([*reader.figures, False][: width + 1])
    worth = (np.array([1.0, weights.lead, weights.address]), figures, names)
    singles = [_singles(some, width, worth, weights) for some in said.slices()]
    kinds, ones = _pairs(said, width, weights)
    left, right = (half.astype(np.int32) for half in np.divmod(kinds, width))
    return Terms(
        _beside(singles, ones, width),
        width,
        Shown(reader.shown or [""], left, right),
        np.concatenate([names, names[left] | names[right]]),
    )


def _beside(left: Sequence[Matrix], right: Matrix, width: int) -> Matrix:
    """Join articles by words, some articles at a time, and by words in a row, without a detour."""
    own = np.concatenate([[0][:0], *(np.diff(some.indptr) for some in left)]).astype(np.int32)
    lengths = np.column_stack([own, np.diff(right.indptr)])
    is_pair = np.repeat(np.tile([False, True], len(own)), lengths.ravel())
    indices, data = np.empty(len(is_pair), np.int32), np.empty(len(is_pair), np.float32)
    for whole, part, shift in ((indices, "indices", width), (data, "data", 0)):
        whole[is_pair] = getattr(right, part) + shift
        whole[~is_pair] = np.concatenate([whole[:0], *(getattr(some, part) for some in left)])
    ends = np.concatenate([[0], np.cumsum(lengths.sum(axis=1))]).astype(np.int32)
    return sparse.csr_matrix((data, indices, ends), shape=(len(own), width + right.shape[1]))


def _read(pieces: Sequence[Piece], reader: Reader, weights: Weights) -> _Said:
    usual, most = _usual(pieces), words_read(len(pieces), weights)
    numbers, starts = array("i"), array("q", [0])
    for piece in pieces:
        title, lead = words(piece.title), words(piece.lead, most)
        tongue = language(piece.lang, (title + lead)[:_SAMPLE]) or usual
        for part in (title, lead, address_words(piece.address)):
            numbers.extend(reader.text(part, tongue))
            starts.append(len(numbers))
    return _Said(
        np.frombuffer(numbers, dtype=np.int32) if numbers else np.zeros(0, np.int32),
        np.frombuffer(starts, dtype=np.int64),
    )


def words_read(count: int, weights: Weights) -> int:
    """Give how many words of each text are read where there are so many."""
    return int(max(_FEWEST, min(weights.lead_words, _BUDGET // max(1, count))))


def _usual(pieces: Sequence[Piece]) -> str:
    """Give the language of most articles, told by some that stand evenly among them."""
    counted: Counter[str] = Counter()
    for piece in pieces[:: max(1, len(pieces) // _ASKED)]:
        counted[language(piece.lang, words(f"{piece.title} {piece.lead[:TELLING]}"))] += 1
    del counted[""]
    return min(counted, key=lambda tongue: (-counted[tongue], tongue)) if counted else ""


def _names(said: _Said, width: int) -> Array:
    """Tell which terms are names: capitalised more often than not where that says something.

    It says nothing at the beginning of a part, nor where most words are capitalised.
    """
    high, low = np.zeros(width, np.int64), np.zeros(width, np.int64)
    for some in said.slices():
        count = len(some.lengths)
        spoken = np.bincount(some.part, some.term != NOTHING, minlength=count)
        capitals = np.bincount(some.part, some.capital, minlength=count)
        telling = (some.part % 3 != _ADDRESS) & (some.term != NOTHING)
        telling &= (capitals <= _SHOUTED * np.maximum(spoken, 1))[some.part]
        telling[(np.cumsum(some.lengths) - some.lengths)[some.lengths > 0]] = False
        high += np.bincount(some.term[telling & some.capital], minlength=width)
        low += np.bincount(some.term[telling & ~some.capital], minlength=width)
    return np.asarray(high > low)


def _singles(
    some: _Slice, width: int, worth: tuple[Array, Array, Array], weights: Weights
) -> Matrix:
    """Give articles by words: the greatest weight that a word has anywhere in each."""
    strength, figures, names = worth
    spoken = some.term != NOTHING
    term, part = some.term[spoken], some.part[spoken]
    factor = np.where(figures[term], weights.figure, 1.0)
    factor[names[term] & some.capital[spoken]] = weights.name
    value = (strength[part % 3] * factor).astype(np.float32)
    key = part // 3 * width + term
    order = np.argsort(key, kind="stable")
    key, value = key[order], value[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    best = np.maximum.reduceat(value, starts) if len(key) else value
    row, column = np.divmod(key[starts], width)
    return sparse.csr_matrix((best, (row, column)), shape=(some.articles, width))


def _pairs(said: _Said, width: int, weights: Weights) -> tuple[Array, Matrix]:
    """Give which words follow one another in titles, and articles by these."""
    keys: list[Array] = []
    rows: list[Array] = []
    before = 0
    for some in said.slices():
        follows = (some.part[1:] == some.part[:-1]) & (some.part[1:] % 3 == _TITLE)
        follows &= (some.term[1:] != NOTHING) & (some.term[:-1] != NOTHING)
        first = np.flatnonzero(follows)
        keys.append(some.term[first] * width + some.term[first + 1])
        rows.append((before + some.part[first] // 3).astype(np.int32))
        before += some.articles
    none = np.zeros(0, dtype=np.int64)
    kinds, columns = np.unique(np.concatenate([none, *keys]), return_inverse=True)
    places = (np.concatenate([none.astype(np.int32), *rows]), columns.ravel().astype(np.int32))
    weight = np.float32(weights.pair)
    ones = sparse.csr_matrix(
        (np.full(len(columns), weight), places), shape=(before, len(kinds)), dtype=np.float32
    )
    ones.data = np.minimum(ones.data, weight)
    return kinds, ones
