"""How large stories are is told by those that are complete, where that is safe."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from benchmarks.grouping.fit import VALUES
from clipbook.grouping.dial import largest_story, size_tells
from clipbook.grouping.linkage import link
from clipbook.grouping.weights import BY_HAND, FITTED, Weights, default


def test_few_stories_tell_no_size() -> None:
    """Of five stories nothing is told; of a dozen alike, their size; of others, more than any."""
    assert largest_story([3] * 5) is None
    assert largest_story([3] * 12) == 3
    assert (largest_story([2, 3, 5, 9, 4, 30]) or 0) > 30


def test_a_large_group_has_to_be_more_alike() -> None:
    """At twice as many articles as are usual, a mean counts half; at fewer, all."""
    score = sparse.csr_matrix(np.full((4, 4), 0.4) - np.diag([0.4] * 4))
    score[0, 1] = score[1, 0] = score[2, 3] = score[3, 2] = 0.8
    plain, sized = link(score, 0.1), link(score, 0.1, largest=2)
    assert plain.height.tolist() == pytest.approx([0.8, 0.8, 0.4])
    assert sized.height.tolist() == pytest.approx([0.8, 0.8, 0.2])


def test_a_large_story_speaks_against_it() -> None:
    """A large group in which no confirmed story lies is a large story: others are not cut down."""
    group = np.array([0] * 40 + [1] * 3 + [2] * 3 + [3] * 3)
    small = [[40, 41, 42], [43, 44, 45], [46, 47, 48]]
    assert not size_tells(group, small, 3, gain=0.05)


def test_confirmed_stories_in_large_groups_speak_for_it() -> None:
    """Where confirmed stories lie in large groups as others do, these are several taken for one."""
    group = np.repeat(np.arange(10), 9)
    several = [[at, at + 1, at + 2] for at in range(0, 90, 9)]
    assert size_tells(group, several, 3, gain=0.05)
    assert not size_tells(group, several, 3, gain=-0.05)


def test_every_weight_is_accounted_for() -> None:
    """Each is searched for or set by hand, and what is written down with them says which."""
    assert set(VALUES).isdisjoint(BY_HAND)
    assert {*VALUES, *BY_HAND} == set(Weights.__dataclass_fields__)
    assert all(name in FITTED for name in BY_HAND)
    assert default().swift <= default().fade
