"""What articles that come in can join, and what is out of their reach."""

from __future__ import annotations

from dataclasses import replace

from clipbook.grouping import WINDOW, Piece, group, within_reach
from support.events import articles


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
