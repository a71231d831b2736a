"""How sure a place is: how well an article, with those it came with, holds to its story."""

from __future__ import annotations

import numpy as np

from clipbook.grouping.joins import Joins
from clipbook.grouping.linkage import FREE
from clipbook.grouping.nearness import Nearness
from clipbook.grouping.terms import Array

ALIKE, WHOLE = 0.16, 0.9
"""What a join is held to: a mean similarity, and a share of the mean score that either part has
in itself;"""
CLEAR, HALF = 3.0, 0.6
"""or else so many times the cut, and a share that is less."""
AHEAD, AHEAD_CUTS = 0.15, 2.0
"""What a margin is held to: so much, or so many times the cut where that is less."""
_FEWEST = 4
"""Articles from which on a part can be told from the rest."""
_GRAIN = 6
_NOTHING = 1e-9


def sureness(joins: Joins, near: Nearness, group: Array, held: Array, cut: float) -> Array:
    """Say how surely each article belongs to its group; from 1 on it is sure.

    A group falls apart in two, its core again in two, and so on; the core is the part that has
    the articles of a story, else the greater one. An article holds as well as the weakest of the
    joins from where it falls off down to the last core: of two events that were taken for one,
    the greater is sure and the other is not. `tests/benchmarks/grouping/unasked.py` measures how
    often what is sure is right.
    """
    strength = np.round(_strengths(joins, near, group, cut), _GRAIN).tolist()
    count, size = joins.count, joins.size.tolist()
    told = (held != FREE).tolist()
    cores, weakest = [], [np.inf] * count
    for (one, other), own in zip(joins.parts, strength, strict=True):
        core = max((one, other), key=lambda part: (told[part], size[part], -part))
        told.append(told[one] or told[other])
        cores.append(core)
        weakest.append(min(own, weakest[core]))
    is_core = [True] * len(size)
    for at in reversed(range(len(strength))):
        whole = count + at
        for part in joins.parts[at]:
            is_core[part] = is_core[whole] and part == cores[at]
            if not is_core[part] or part < count:
                weakest[part] = weakest[whole]
    return np.array(weakest[:count])


def _strengths(joins: Joins, near: Nearness, group: Array, cut: float) -> Array:
    """Give the strength of each join; what was settled before has no end of it.

    Two parts belong together that have much in common, and are about as near to each other as
    each is in itself: two events that look alike are nearer in themselves. So do two that are
    several times as near as their collection asks of a story, as some have broad ones.
    """
    one, other = np.array(joins.parts, dtype=np.int64).reshape(-1, 2).T
    size = joins.size
    pairs = size[one] * size[other]
    total = joins.across(near.score, group)
    score, alike = total / pairs, joins.across(near.similarity, group) / pairs
    inside = _inside(joins, total)
    own = np.minimum(inside[one], inside[other])
    enough = size[one] + size[other] >= _FEWEST
    whole = np.where(enough, score / np.maximum(own, _NOTHING), np.inf)
    alone = np.minimum(alike / ALIKE, whole / WHOLE)
    broad = np.where(enough, np.minimum(score / (cut * CLEAR), whole / HALF), 0)
    found = np.maximum(alone, broad)
    return np.where(joins.is_given, np.inf, found)


def _inside(joins: Joins, score: Array) -> Array:
    """Give the mean score of the pairs within each part; no end of it where there is no pair."""
    total = [0.0] * joins.count
    for (one, other), across in zip(joins.parts, score.tolist(), strict=True):
        total.append(total[one] + total[other] + across)
    pairs = joins.size * (joins.size - 1) / 2
    return np.where(pairs > 0, np.array(total) / np.maximum(1, pairs), np.inf)
