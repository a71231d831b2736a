"""The dial: one number from broad to fine, and how confirmed stories set it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from clipbook.grouping.linkage import Tree
from clipbook.grouping.terms import Array
from clipbook.grouping.weights import Weights

BROAD, MIDDLE, FINE = -1.0, 0.0, 1.0

_MARKS = 81
_LEANING = 0.05
"""What either end of the dial must win, as F1, to be taken instead of the middle."""
_TELLING = 6
"""Stories by which the size of others can be told."""
_BEYOND = 2.5
_OUTSIZE = 1.5
"""So many times as large as stories usually are at most, a group is outsize."""
_SPLIT = 0.25
"""What a large story loses where it is taken for several, about, as F1."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Where the dial stands best for stories that a curator has confirmed."""

    dial: float
    before: float
    """BCubed F1 of these stories with the dial in the middle: from 0 to 1."""
    after: float
    """The same as it was fitted."""
    largest: float | None = None
    """Articles from which on a story has to be more alike; `None` where nothing speaks for it."""


def cut_at(middle: float, dial: float, weights: Weights) -> float:
    """Give the cut for a place on the dial, whose ends are `BROAD` and `FINE`."""
    return float(middle * weights.reach ** np.clip(dial, BROAD, FINE))


def largest_story(sizes: Sequence[int]) -> float | None:
    """Give the size that hardly any story exceeds, told by the sizes of some that are complete.

    It lies so many standard deviations above the mean, both of the logarithms. Of few stories, too
    little can be told: `None`.
    """
    if len(sizes) < _TELLING:
        return None
    logs = np.log(np.sort(sizes))
    return float(np.round(np.exp(logs.mean() + _BEYOND * logs.std(ddof=1)), 1))


def size_tells(
    group: Array, confirmed: Sequence[Sequence[int]], largest: float, gain: float
) -> bool:
    """Say whether to hold others to the size of confirmed stories, whose F1 that raises by `gain`.

    A group that is much larger is either several stories taken for one, or one that is large. In
    the first case, confirmed stories are in such groups as often as others; in the second, they
    are not, and as many articles as that leaves would lose by it.
    """
    outsize = np.bincount(group)[group] > _OUTSIZE * largest
    checked = np.unique(np.concatenate([np.asarray(story, dtype=np.int64) for story in confirmed]))
    share, theirs = float(outsize.mean()), float(outsize[checked].mean())
    by_chance = np.sqrt(share * (1 - share) / len(checked))
    large = max(0.0, share - theirs - by_chance)
    return bool(round(gain * (1 - large) - _SPLIT * large, 9) >= 0)


def fitted(
    tree: Tree,
    middle: float,
    weights: Weights,
    confirmed: Mapping[str, Sequence[int]],
    aside: Sequence[int] = (),
) -> Fitted:
    """Find the place on the dial that gives confirmed stories, each complete, back best.

    Articles `aside` are neither right nor wrong in any of them. Of places that are as good, the one
    nearest the middle is taken, and a place further from it has to be better by more.
    """
    marks = np.round(np.linspace(BROAD, FINE, _MARKS), 6)
    stories = [np.array(sorted(set(confirmed[story]))) for story in sorted(confirmed)]
    stories = [story for story in stories if len(story)]
    counted = np.ones(tree.count)
    counted[list(aside)] = 0
    cuts = (cut_at(middle, float(mark), weights) for mark in marks)
    found = [_f1(tree.cut(cut), stories, counted) for cut in cuts]
    worth = np.round(np.array(found) - _LEANING * marks**2, 9)
    best = min(range(_MARKS), key=lambda at: (-worth[at], abs(marks[at]), marks[at]))
    return Fitted(float(marks[best]), found[_MARKS // 2], found[best])


def _f1(group: Array, stories: Sequence[Array], counted: Array) -> float:
    """Give BCubed F1 (Bagga and Baldwin 1998) over the articles of some stories.

    `counted` is 1 for each article that makes a group larger, 0 for the others.
    """
    if not stories:
        return 0.0
    size = np.bincount(group, counted)
    precision, recall, count = 0.0, 0.0, 0
    for story in stories:
        together = np.bincount(np.unique(group[story], return_inverse=True)[1])
        which = np.unique(group[story])
        precision += float((together**2 / size[which]).sum())
        recall += float((together**2).sum()) / len(story)
        count += len(story)
    return 2 * precision * recall / (precision + recall) / count
