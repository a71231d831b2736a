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
_ASKED = 1000
"""Articles by which the language of a collection is told."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Articles by terms."""

    matrix: sparse.csr_matrix
    """Weights before rarity is counted in, one row for each article."""
    plain: int
    """Columns before this one are single words; the others are words in a row."""
    shown: tuple[str, ...]
    """What to call each column."""
    named: Array
    """Whether each column is, or holds, a name."""


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
    kinds, pairs = _pairs(said, width)
    ones = sparse.csr_matrix(
        (np.full(len(pairs[0]), weights.pair, np.float32), pairs), shape=(len(pieces), len(kinds))
    )
    ones.data = np.minimum(ones.data, np.float32(weights.pair))
    single = sparse.vstack(singles, format="csr") if singles else _nothing(len(pieces), width)
    left, right = np.divmod(kinds, width)
    shown = reader.shown or [""]
    both = [f"{shown[a]} {shown[b]}" for a, b in zip(left.tolist(), right.tolist(), strict=True)]
    matrix = sparse.csr_matrix(sparse.hstack([single, ones], format="csr"))
    return Terms(
        matrix, width, (*shown, *both), np.concatenate([names, names[left] | names[right]])
    )


def _nothing(rows: int, columns: int) -> Matrix:
    return sparse.csr_matrix((rows, columns), dtype=np.float32)


def _read(pieces: Sequence[Piece], reader: Reader, weights: Weights) -> _Said:
    usual = _usual(pieces)
    most = int(max(_FEWEST, min(weights.lead_words, _BUDGET // max(1, len(pieces)))))
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


def _usual(pieces: Sequence[Piece]) -> str:
    """Give the language of most articles, told by some that stand evenly among them."""
    counted: Counter[str] = Counter()
    for piece in pieces[:: max(1, len(pieces) // _ASKED)]:
        counted[language(piece.lang, words(f"{piece.title} {piece.lead[:500]}"))] += 1
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


def _pairs(said: _Said, width: int) -> tuple[Array, tuple[Array, Array]]:
    """Give which words follow one another in titles, and in which articles each two do."""
    keys: list[Array] = []
    rows: list[Array] = []
    before = 0
    for some in said.slices():
        follows = (some.part[1:] == some.part[:-1]) & (some.part[1:] % 3 == _TITLE)
        follows &= (some.term[1:] != NOTHING) & (some.term[:-1] != NOTHING)
        first = np.flatnonzero(follows)
        keys.append(some.term[first] * width + some.term[first + 1])
        rows.append(before + some.part[first] // 3)
        before += some.articles
    none = np.zeros(0, dtype=np.int64)
    kinds, columns = np.unique(np.concatenate([none, *keys]), return_inverse=True)
    return kinds, (np.concatenate([none, *rows]), columns.ravel())
