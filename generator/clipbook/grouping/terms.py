"""What each article says, as weights of its terms: words, names, figures, words in a row."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from clipbook.grouping.piece import Piece
from clipbook.grouping.reading import NOTHING, Reader, address_words, language, words
from clipbook.grouping.weights import Weights

Array = np.ndarray[Any, np.dtype[Any]]

_TITLE, _LEAD, _ADDRESS = 0, 1, 2
_SHOUTED = 0.6
"""A text of which more words are capitalised does not tell names from other words."""
_SAMPLE = 60
"""Words by which the language of an article is told."""
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
    """Every word that was read, in order, with the article and the part that it stands in."""

    article: Array
    part: Array
    term: Array
    """`NOTHING` where a word says nothing."""
    capital: Array
    name: Array


def terms(pieces: Sequence[Piece], weights: Weights) -> Terms:
    """Read articles; only what some article says has a column."""
    reader = Reader()
    said = _read(pieces, reader, weights)
    figures = np.array([*reader.figures, False])[said.term]
    strength = np.choose(said.part, (1.0, weights.lead, weights.address))
    factor = np.where(said.name, weights.name, np.where(figures, weights.figure, 1.0))
    single = said.term != NOTHING
    first = _pairs(said)
    width = max(1, len(reader.terms))
    pairs = said.term[first].astype(np.int64) * width + said.term[first + 1]
    kinds, columns = np.unique(pairs, return_inverse=True)
    matrix = _strongest(
        np.concatenate([said.article[single], said.article[first]]),
        np.concatenate([said.term[single], width + columns.ravel()]),
        np.concatenate([(strength * factor)[single], weights.pair * strength[first]]),
        (len(pieces), width + len(kinds)),
    )
    named = np.zeros(width, dtype=bool)
    named[said.term[said.name]] = True
    left, right = np.divmod(kinds, width)
    shown = [*reader.shown, ""][:width] if reader.shown else [""]
    both = [f"{shown[a]} {shown[b]}" for a, b in zip(left.tolist(), right.tolist(), strict=True)]
    return Terms(matrix, width, (*shown, *both), np.concatenate([named, named[left] | named[right]]))


def _read(pieces: Sequence[Piece], reader: Reader, weights: Weights) -> _Said:
    usual = _usual(pieces)
    numbers, lengths = array("i"), array("i")
    for piece in pieces:
        title, lead = words(piece.title), words(piece.lead, weights.lead_words)
        tongue = language(piece.lang, (title + lead)[:_SAMPLE]) or usual
        for part in (title, lead, address_words(piece.address)):
            found = reader.text(part, tongue)
            numbers.extend(found)
            lengths.append(len(found))
    return _said(np.array(numbers, dtype=np.int32), np.array(lengths, dtype=np.int64), reader)


def _usual(pieces: Sequence[Piece]) -> str:
    """Give the language of most articles, told by some that stand evenly among them."""
    counted: Counter[str] = Counter()
    for piece in pieces[:: max(1, len(pieces) // _ASKED)]:
        counted[language(piece.lang, words(f"{piece.title} {piece.lead[:500]}"))] += 1
    del counted[""]
    return min(counted, key=lambda tongue: (-counted[tongue], tongue)) if counted else ""


def _said(numbers: Array, lengths: Array, reader: Reader) -> _Said:
    span = np.repeat(np.arange(len(lengths)), lengths)
    silent = numbers == NOTHING
    term = np.where(silent, NOTHING, numbers >> 1)
    capital = ~silent & (numbers & 1).astype(bool)
    spoken = np.bincount(span, ~silent, minlength=len(lengths))
    capitals = np.bincount(span, capital, minlength=len(lengths))
    telling = (span % 3 != _ADDRESS) & (capitals <= _SHOUTED * np.maximum(spoken, 1))[span]
    telling[np.cumsum(lengths)[lengths > 0] - lengths[lengths > 0]] = False
    width = len(reader.terms) + 1
    high = np.bincount(term[telling & capital], minlength=width)
    low = np.bincount(term[telling & ~capital & ~silent], minlength=width)
    name = capital & (high > low)[term]
    return _Said(span // 3, span % 3, term, capital, name)


def _pairs(said: _Said) -> Array:
    """Give where a word stands that another follows, both saying something."""
    if not len(said.term):
        return np.zeros(0, dtype=np.int64)
    follows = (said.article[1:] == said.article[:-1]) & (said.part[1:] == said.part[:-1])
    follows &= (said.term[1:] != NOTHING) & (said.term[:-1] != NOTHING)
    return np.flatnonzero(follows)


def _strongest(rows: Array, columns: Array, values: Array, shape: tuple[int, int]) -> Any:
    """Give a matrix of the greatest value for each row and column."""
    key = rows.astype(np.int64) * shape[1] + columns
    order = np.argsort(key, kind="stable")
    key, values = key[order], values[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1)) if len(key) else np.zeros(0, dtype=np.int64)
    best = np.maximum.reduceat(values, starts) if len(key) else values
    row, column = np.divmod(key[starts], shape[1])
    return sparse.csr_matrix((best, (row, column)), shape=shape)
