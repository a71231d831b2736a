"""What an import may take unasked: what holds together at every level, and nothing else."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy import sparse

from benchmarks.grouping import unasked
from benchmarks.grouping.drawn import Collection
from clipbook.grouping import Grouping, Piece, group
from clipbook.grouping.joins import Joins
from clipbook.grouping.linkage import link
from grouping.test_labelled import labelled  # noqa: F401 - a fixture
from support.events import EVENTS, articles

NAMES = (
    "Ostrand Pellow Thursday bailiff nine shelter",
    "Gavenport Tilling Monday councillor forty school",
)
ALIKE = ("ferry", "capsizes", "passengers", "rescued", "lifeboats", "harbourmaster", "divers")


def _wreck(place: int, number: int) -> Piece:
    """Make an article on one of two wrecks, which are told in the same words but for their own."""
    chance = random.Random(f"{place}-{number}")  # noqa: S311 - a fair draw
    own = NAMES[place].split()
    title = " ".join([*chance.sample(own, 3), *chance.sample(ALIKE, 3)])
    lead = " ".join([*chance.sample(ALIKE, 3), *own])
    return Piece(f"wreck{place}-{number}", title, lead, 738_000.0 + number, lang="en")


WRECKS = [_wreck(*each) for each in product(range(2), range(4))]


def _sure(found: Grouping) -> list[set[str]]:
    return [{one.id for one in each.members if one.sure >= 1} for each in found.proposals]


def test_events_are_sure() -> None:
    """What is of one event by all that it says is sure."""
    assert sorted(map(len, _sure(group(articles())))) == [6] * 4


def test_of_two_that_look_alike_one_is_taken() -> None:
    """Two events taken for one have no rival, and yet not all of them is sure."""
    found = group([*articles(), *WRECKS, _wreck(0, 4)])
    (both,) = [each for each in found.proposals if each.members[0].id.startswith("wreck")]
    assert len(both.members) == 9
    assert min(one.margin for one in both.members) > 0.15
    taken = Counter(one.id.split("-")[0] for one in both.members if one.sure >= 1)
    assert taken == {"wreck0": 5}


def test_a_story_is_the_core() -> None:
    """Of what is proposed for a story, each article is as sure as it holds to the story."""
    told = {"wreck1-0", "wreck1-1", "wreck1-2"}
    settled = [replace(each, story="second") if each.id in told else each for each in WRECKS]
    found = group([*articles(), *settled])
    (second,) = [each for each in found.proposals if each.story]
    sure = {one.id for one in second.members if one.sure >= 1}
    assert (len(second.members), sure) == (5, {"wreck1-3"})


def test_the_dial_makes_nothing_sure() -> None:
    """What was not sure is not so because broad stories are asked for."""
    pieces = [*articles(), *WRECKS, _wreck(0, 4)]
    for dial in (0, -1):
        (both,) = [each for each in _sure(group(pieces, dial=dial)) if "wreck0-0" in each]
        assert len(both) == 5


def test_the_reasons_say_it_too() -> None:
    """What is said of one article is what its proposal says."""
    found = group([*articles(), *WRECKS], same=[("dam0", "match0")])
    for proposal in found.proposals:
        for member in proposal.members:
            why = found.why(member.id)
            assert why is not None
            assert why.sure == member.sure


@pytest.mark.parametrize("seed", range(4))
def test_pairs_across_each_join(seed: int) -> None:
    """Every pair of a group is counted once: at the join that brings the two together."""
    chance = np.random.default_rng(seed)
    drawn = np.triu(chance.random((40, 40)) * (chance.random((40, 40)) < 0.3), 1)
    matrix = sparse.csr_matrix(drawn + drawn.T)
    start = np.arange(40)
    start[[7, 9]] = 3
    tree = link(matrix, 0.01, start=start)
    joins = Joins.of(tree, 0.05)
    members = [[at] for at in range(40)]
    across = joins.across(matrix, tree.cut(0.05))
    for at, (one, other) in enumerate(joins.parts):
        members.append(members[one] + members[other])
        whole = matrix[members[one]][:, members[other]].sum()
        assert across[at] == pytest.approx(whole)
        assert joins.size[40 + at] == len(members[-1])
        height = whole / len(members[one]) / len(members[other])
        assert joins.is_given[at] or height == pytest.approx(tree.height[at])
    assert joins.is_given.sum() == 2


def test_nothing_to_join() -> None:
    """No article, one, and two that have nothing in common: nothing is proposed, and no error."""
    for count in range(3):
        pieces = [Piece(f"a{at}", list(EVENTS.values())[at]) for at in range(count)]
        assert group(pieces).proposals == ()


def test_labelled_news(labelled: Collection) -> None:  # noqa: F811 - the fixture
    """Of labelled news, what is sure is right for .97 of it, and is two fifths of all."""
    tally = unasked.Tally()
    tally.take(labelled, unasked.surely(group(labelled.pieces).proposals))
    assert tally.right >= 0.97 * tally.taken
    assert tally.taken >= 0.4 * tally.articles


def test_six_articles_of_six_events() -> None:
    """Where no two are of one event, nothing is taken."""
    words = [*EVENTS.values(), *NAMES]
    pieces = [Piece(f"a{at}", each, day=738_000.0) for at, each in enumerate(words)]
    assert [part for part in _sure(group(pieces)) if part] == []
