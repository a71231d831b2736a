"""What is said of a place can be added up to its score."""

from __future__ import annotations

import math

import pytest

from clipbook.grouping import group
from clipbook.grouping.weights import default
from support.events import articles


def test_the_parts_make_up_the_score() -> None:
    """Shared words add up to the cosine; cosine, days and neighbours to the score."""
    found, weights = group(articles()), default()
    fade = found.near.habits.fade
    for piece in found.pieces:
        why = found.why(piece.id)
        assert why is not None
        assert sum(term.weight for term in why.shared) == pytest.approx(why.cosine)
        assert why.gap is not None
        assert why.fade == pytest.approx(1 / (1 + why.gap / fade), abs=1e-4)
        relative = why.cosine * why.fade * why.outlet / math.sqrt(math.prod(why.usual))
        near = min(relative / weights.ceiling, 1) ** (1 - weights.blend)
        assert why.score == pytest.approx(why.neighbours**weights.blend * near, abs=1e-4)


def test_the_margin_is_the_members() -> None:
    """What the reasons say is what the proposal says."""
    found = group(articles())
    for proposal in found.proposals:
        for member in proposal.members:
            why = found.why(member.id)
            assert why is not None
            assert (why.mean, why.margin) == (member.score, member.margin)
            assert why.nearest in {other.id for other in proposal.members} - {member.id}
            assert not set(why.rival) & {other.id for other in proposal.members}


def test_names_are_told_from_words() -> None:
    """A name that texts capitalise is called one."""
    found = group(articles())
    why = found.why("dam1")
    assert why is not None
    assert {term.text for term in why.shared if term.name} >= {"Morvale"}
    assert "river" not in {term.text for term in why.shared if term.name}


def test_nobody() -> None:
    """An id that no article has is an error of the caller's."""
    with pytest.raises(KeyError):
        group(articles()).why("nobody")
