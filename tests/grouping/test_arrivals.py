"""Articles that come one after another end where they would have all at once."""

from __future__ import annotations

import random
from dataclasses import replace

from clipbook.grouping import WINDOW, Grouping, Piece, carried, group, within_reach
from support.events import EVENTS, articles


def _named(found: Grouping, before: dict[str, str]) -> dict[str, str]:
    names = carried(found, before)
    first: dict[int, str] = {}
    said = {}
    for piece, number in zip(found.pieces, found.group.tolist(), strict=True):
        lead = first.setdefault(number, piece.id)
        said[piece.id] = names.get(lead, f"new-{lead}")
    return said


def test_one_at_a_time() -> None:
    """Groups that are made anew with each article end as those that are made at once."""
    pieces = articles()
    random.Random(3).shuffle(pieces)  # noqa: S311 - a fair draw
    said: dict[str, str] = {}
    for count in range(1, len(pieces) + 1):
        said = _named(group(pieces[:count]), said)
    assert len(set(said.values())) == 4
    for event in EVENTS:
        assert len({said[f"{event}{number}"] for number in range(6)}) == 1


def test_a_group_keeps_its_name() -> None:
    """A group that grows goes on the earlier one of which it has most; no name is given twice."""
    before = {"dam0": "flood", "dam1": "flood", "dam2": "walls", "match0": "flood"}
    said = _named(group(articles()), before)
    assert {said[f"dam{number}"] for number in range(6)} == {"flood"}
    assert said["match0"] == "new-match0"


def test_what_is_within_reach() -> None:
    """What is near in time, what shares a story with that, and what is undated; nothing else."""
    pieces = [
        Piece("new", day=1000.0),
        Piece("near", day=1000.0 - WINDOW, story="s"),
        Piece("far", day=1000.0 - WINDOW - 1),
        Piece("told", day=10.0, story="s"),
        Piece("bare"),
    ]
    reached = {piece.id for piece in within_reach(pieces, {"new"})}
    assert reached == {"new", "near", "told", "bare"}
    assert within_reach(pieces, {"bare"}) == pieces
    assert within_reach(pieces, ()) == []


def test_the_rest_changes_nothing() -> None:
    """Old articles that are out of reach change nothing of which event is which."""
    old = [
        replace(piece, id=f"old-{piece.id}", day=1.0, title=piece.title[::-1], lead="")
        for piece in articles()
    ]
    reached = within_reach([*articles(), *old], {piece.id for piece in articles()})
    assert {piece.id for piece in reached} == {piece.id for piece in articles()}


def test_a_cut_that_is_known_is_not_sought() -> None:
    """The cut of a grouping serves for part of its articles, and gives the same again."""
    whole = group(articles())
    again = group(articles(), middle=whole.middle)
    assert again.proposals == whole.proposals
    assert (group(articles(), middle=0.2).middle, group(articles(), middle=0.2).cut) == (0.2, 0.2)
