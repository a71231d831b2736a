"""What dates and outlets tell in a collection: how articles that are alike lie in time, and whose.

Nobody has to say so: that an article and the one that is nearest to it by its words come within few
days of each other, or never from one outlet, shows in the collection itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
from scipy import sparse

from clipbook.grouping.piece import Piece
from clipbook.grouping.terms import Array, Matrix
from clipbook.grouping.weights import Weights

_ASKED = 600
"""Articles whose nearest ones are looked at, about."""
_NEAREST = 2
_UNKNOWN = -1
_DOUBT = 3.0
"""Pairs that are taken to be of one outlet as often as chance has it, before any is counted."""
_NEARLY = 0.95
"""The days sought are the first after which hardly any more come."""
_GRAIN = 6


@dataclass(frozen=True, slots=True)
class Habits:
    """How much two articles being apart in time, or from one outlet, counts against them."""

    fade: float
    """Days after which a similarity counts half."""
    outlet: float
    """What a similarity of two articles of one outlet counts: from 0 to 1, which is all."""


@dataclass(frozen=True, slots=True)
class Origins:
    """When and where articles were published, in their order."""

    days: Array
    """Proleptic ordinals; NaN where there is no date."""
    outlets: Array
    """Numbers; -1 where nothing is known."""

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> Origins:
        """Read them."""
        days = [np.nan if piece.day is None else piece.day // 1 for piece in pieces]
        number: dict[str, int] = {"": _UNKNOWN}
        outlets = [number.setdefault(_outlet(piece), len(number)) for piece in pieces]
        return cls(np.array(days, dtype=np.float64), np.array(outlets, dtype=np.int64))


def _outlet(piece: Piece) -> str:
    try:
        host = urlsplit(piece.address).netloc
    except ValueError:
        host = ""
    return (piece.outlet.strip() or host.removeprefix("www.")).casefold()


def habits(vectors: Matrix, origins: Origins, weights: Weights) -> Habits:
    """Read the habits of a collection off its articles by terms, each row of length 1."""
    one, other = _alike(vectors)
    return Habits(_fade(origins.days, one, other, weights), _same(origins.outlets, one, other))


def _alike(vectors: Matrix) -> tuple[Array, Array]:
    """Give articles that stand evenly among all, each beside those that are nearest to it."""
    count = vectors.shape[0]
    asked = np.arange(count)[:: -(-count // _ASKED) or 1]
    found = sparse.csr_matrix(vectors[asked] @ vectors.T.tocsr())
    found.sort_indices()
    one: list[int] = []
    other: list[int] = []
    for at, article in enumerate(asked.tolist()):
        span = slice(found.indptr[at], found.indptr[at + 1])
        near, value = found.indices[span], np.round(found.data[span], _GRAIN)
        near, value = near[near != article], value[near != article]
        best = near[np.argsort(-value, kind="stable")[:_NEAREST]].tolist()
        one += [article] * len(best)
        other += best
    return np.array(one, dtype=np.int64), np.array(other, dtype=np.int64)


def _fade(days: Array, one: Array, other: Array, weights: Weights) -> float:
    """Give the days up to which articles that are alike come, beyond what chance has.

    It is where the two distributions, of the days between these and between any, are the furthest
    apart (Kolmogorov and Smirnov); where they are about the same, dates tell nothing.
    """
    gap = np.abs(days[one] - days[other])
    known = np.isfinite(gap)
    one, gap = one[known], gap[known]
    if not len(gap):
        return weights.fade
    steps = np.arange(weights.fade + 1)
    alike = np.searchsorted(np.sort(gap), steps, side="right") / len(gap)
    have = np.sort(days[np.isfinite(days)])
    asked = np.unique(one)
    within = [
        np.searchsorted(have, days[asked] + step, side="right")
        - np.searchsorted(have, days[asked] - step, side="left")
        for step in steps
    ]
    anyone = (np.mean(within, axis=1) - 1) / max(1, len(have) - 1)
    ahead = np.round(alike - anyone, _GRAIN)
    if ahead.max() < weights.timely / np.sqrt(len(asked)):
        return weights.fade
    at = int(np.argmax(ahead >= _NEARLY * ahead.max()))
    return float(np.clip(steps[at], weights.swift, weights.fade))


def _same(outlets: Array, one: Array, other: Array) -> float:
    """Give how often articles that are alike are from one outlet, of how often chance has it."""
    known = (outlets[one] >= 0) & (outlets[other] >= 0)
    one, other = one[known], other[known]
    size = np.bincount(outlets[outlets >= 0], minlength=1)
    met = float((outlets[one] == outlets[other]).sum())
    chance = float((size[outlets[one]] - 1).sum() / max(1, size.sum() - 1)) if len(one) else 0.0
    # So many that the count may be too low by chance: what is seldom has to be seen to be so.
    return float(np.round(min(1.0, (met + np.sqrt(met) + _DOUBT) / (chance + _DOUBT)), _GRAIN))
