"""Articles of one event come into one story, whatever order they come in."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace

import pytest

from clipbook.grouping import Grouping, Piece, fit, group, run_data
from support.events import EVENTS, article, articles


def _groups(found: Grouping) -> set[frozenset[str]]:
    groups: dict[int, set[str]] = {}
    for piece, number in zip(found.pieces, found.group.tolist(), strict=True):
        groups.setdefault(number, set()).add(piece.id)
    return {frozenset(ids) for ids in groups.values()}


def _ids(pieces: Iterable[Piece]) -> set[str]:
    return {piece.id for piece in pieces}


def test_events_become_stories() -> None:
    """Four events are four stories, and nothing is left over."""
    found = group(articles())
    assert _groups(found) == {
        frozenset(f"{event}{number}" for number in range(6)) for event in EVENTS
    }
    assert [proposal.story for proposal in found.proposals] == [None] * 4
    assert found.alone == ()


@pytest.mark.parametrize("seed", range(5))
def test_the_order_makes_no_difference(seed: int) -> None:
    """Articles in another order give the same proposals, to the last digit."""
    shuffled = articles()
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - a fair draw
    assert group(shuffled).proposals == group(articles()).proposals


def test_the_hash_seed_makes_no_difference() -> None:
    """Two runs of Python that hash words differently say the same."""
    code = (
        "from clipbook.grouping import group; from support.events import articles;"
        "print(group(articles()).proposals)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(said) == 1
    assert "dam0" in said.pop()


def test_nothing_and_one() -> None:
    """No article gives no proposal; a single one stands alone."""
    assert group([]).proposals == ()
    found = group([article("dam", 1)])
    assert (found.proposals, found.alone) == ((), ("dam1",))
    assert found.why("dam1") is None


def test_copies() -> None:
    """Ten thousand copies of one article are one story."""
    one = article("dam", 1)
    found = group([*(replace(one, id=f"c{at}") for at in range(10_000)), article("match", 1)])
    assert [len(proposal.members) for proposal in found.proposals] == [10_000]
    assert found.alone == ("match1",)


@pytest.mark.parametrize("count", [2, 5, 20, 60])
def test_nothing_but_one_event(count: int) -> None:
    """What all articles of an archive are about is no commonplace: they are one story."""
    for event in EVENTS:
        (proposal,) = group([article(event, number) for number in range(count)]).proposals
        assert len(proposal.members) == count


def test_near_copies() -> None:
    """Copies are one story, though all that they say is common and only what differs is rare."""
    first = article("dam", 1)
    pieces = [replace(first, id=f"c{at}", lead=f"{first.lead} again{at}") for at in range(3_000)]
    assert not group(pieces).proposals
    (proposal,) = group(pieces, copies=[[piece.id for piece in pieces]]).proposals
    assert {round(member.margin, 6) for member in proposal.members} == {1.0}


def test_copies_give_way() -> None:
    """Stories and decisions count more than what is alike."""
    pieces = [replace(article("dam", at), story=f"s{at}" if at < 2 else "") for at in range(4)]
    ids = [piece.id for piece in pieces]
    found = group(pieces, copies=[ids], apart=[(ids[2], ids[3])])
    assert len({*found.group.tolist()[:2]}) == 2
    assert found.group[2] != found.group[3]


@pytest.mark.parametrize(
    "odd",
    [
        Piece("odd"),
        Piece("odd", "", "word"),
        Piece("odd", "!!! … ???"),
        Piece("odd", "\ud800 \x00 \u202e"),
        Piece("odd", "Morvale", day=1.0),
        Piece("odd", "Morvale dam", day=3_652_059.0),
        Piece("odd", "大坝决堤村民撤离", "莫维尔水坝"),
        Piece("odd", "سد مورفال", "أخلى السكان القرية"),
        Piece("odd", "เขื่อนแตก", lang="th"),
        Piece("odd", "x" * 100_000),
        Piece("odd", "7 8 9", address="not an address"),
    ],
)
def test_oddarticles(odd: Piece) -> None:
    """What is empty, wordless, of any date or in any script is grouped, and harms no other."""
    found = group([*articles(), odd])
    assert _ids(found.pieces) == {*_ids(articles()), "odd"}
    assert all(
        any({f"{event}{n}" for n in range(6)} <= ids for ids in _groups(found)) for event in EVENTS
    )


def test_scripts_without_spaces() -> None:
    """Headlines in Chinese are grouped by what they say."""
    pieces = [
        Piece("a1", "莫维尔水坝决堤，村民连夜撤离"), Piece("a2", "水坝决堤，莫维尔村民撤离"),
        Piece("b1", "塔罗港口工人罢工，要求加薪"), Piece("b2", "港口工人罢工进入第二天"),
    ]  # fmt: skip
    assert _groups(group(pieces)) == {frozenset({"a1", "a2"}), frozenset({"b1", "b2"})}


def test_body_only_and_undated() -> None:
    """Articles without a title and without a date are grouped like others."""
    bare = [
        replace(piece, title="", lead=f"{piece.title} {piece.lead}", day=None)
        for piece in articles()
    ]
    assert len(group(bare).proposals) == 4


def test_a_story_takes_in_what_is_new() -> None:
    """An article joins the story that its event is in, and those in it stay."""
    settled = [
        replace(piece, story="the-dam") if piece.id in {"dam0", "dam1", "dam2"} else piece
        for piece in articles()
    ]
    by_story = {proposal.story: _ids_of(proposal.members) for proposal in group(settled).proposals}
    assert by_story["the-dam"] == {"dam3", "dam4", "dam5"}


def test_a_story_that_is_over_takes_in_nothing() -> None:
    """An article a year after the story's last one begins another."""
    settled = [
        replace(piece, story="the-dam")
        if piece.id in {"dam0", "dam1", "dam2"}
        else replace(piece, day=piece.day + 365)
        if piece.day
        else piece
        for piece in articles()
    ]
    assert all(proposal.story is None for proposal in group(settled).proposals)


def _ids_of(members: Iterable[object]) -> set[str]:
    return {member.id for member in members}  # type: ignore[attr-defined]


def test_same_and_apart() -> None:
    """What a curator ties together or keeps apart is so, whatever the articles say."""
    found = group(articles(), same=[("dam0", "match0")], apart=[("trial0", "trial1")])
    of = {piece.id: number for piece, number in zip(found.pieces, found.group, strict=True)}
    assert of["dam0"] == of["match0"]
    assert of["trial0"] != of["trial1"]


def test_same_alone() -> None:
    """What a curator ties together is so where nothing else is settled, and moves no cut."""
    found = group(articles(), same=[("dam0", "match0")])
    of = {piece.id: number for piece, number in zip(found.pieces, found.group, strict=True)}
    assert of["dam0"] == of["match0"]
    assert found.middle == group(articles()).middle


def test_contradictions() -> None:
    """What contradicts itself is passed over: a story stays, and who is apart stays apart."""
    pieces = [
        replace(piece, story="a")
        if piece.id == "dam0"
        else replace(piece, story="b")
        if piece.id == "dam1"
        else piece
        for piece in articles()
    ]
    found = group(
        pieces,
        same=[("dam0", "dam1"), ("dam0", "nobody"), ("trial0", "trial1"), ()],
        apart=[("dam0", "dam0"), ("trial0", "trial1"), ("nobody", "dam3")],
    )
    of = {piece.id: number for piece, number in zip(found.pieces, found.group, strict=True)}
    assert of["dam0"] != of["dam1"]
    assert of["trial0"] != of["trial1"]


def test_every_new_article_is_somewhere_once() -> None:
    """Proposals and those that stand alone make up all that is in no story, each once."""
    found = group([*articles(), Piece("odd", "something else altogether")])
    said = [member.id for proposal in found.proposals for member in proposal.members]
    assert sorted([*said, *found.alone]) == sorted(_ids(found.pieces))


def test_the_dial() -> None:
    """Finer never gives fewer stories."""
    counts = [len(_groups(group(articles(), dial=dial))) for dial in (-1, -0.5, 0, 0.5, 1)]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_rows() -> None:
    """Rows come back in their order, each with a story; what they say of stories is passed over."""
    rows = [
        {
            "id": piece.id,
            "title": piece.title,
            "text": piece.lead,
            "date": "2021-07-01T10:00Z",
            "story": "x",
        }
        for piece in articles()
    ]
    said = run_data(rows)
    assert [row["id"] for row in said] == [row["id"] for row in rows]
    assert len({row["story"] for row in said}) == 4


def test_texts_are_cut_to_what_is_read() -> None:
    """Where it is said how many rows there are, less of long texts is kept, and nothing changes."""
    rows = [
        {"id": piece.id, "title": piece.title, "text": f"{piece.lead} " * 80, "story": piece.id[:3]}
        for piece in articles()
    ]
    assert run_data(iter(rows), count=len(rows)) == run_data(rows)
    assert run_data(iter(rows), count=len(rows), fit=True) == run_data(rows, fit=True)


def test_names_of_terms() -> None:
    """A term is called as it was first written, two in a row by both."""
    found = group(articles())
    why = found.why("dam1")
    assert why is not None
    assert {"Morvale", "Morvale dam"} <= {term.text for term in why.shared}


def test_confirmed_stories_set_the_dial() -> None:
    """Stories that are broader than the default turn the dial to broad, and come back better."""
    confirmed = {
        "works": [f"{event}{number}" for event in ("dam", "strike") for number in range(6)],
        "games": [f"{event}{number}" for event in ("trial", "match") for number in range(6)],
    }
    before = fit(
        articles(), {event: [f"{event}{number}" for number in range(6)] for event in EVENTS}
    )
    assert (before.dial, before.after) == (0, 1)
    found = fit(articles(), confirmed)
    assert found.dial <= 0
    assert found.before <= found.after


def test_what_waits_for_a_story_teaches_nothing() -> None:
    """Of stories of which half waits, the dial does not learn that stories are small."""
    halves = {event: [f"{event}{number}" for number in range(3)] for event in EVENTS}
    rest = {event: [f"{event}{number}" for number in range(3, 6)] for event in EVENTS}
    assert fit(articles(), halves).before < 1
    found = fit(articles(), halves, waiting=rest)
    assert (found.dial, found.before, found.after) == (0, 1, 1)


def test_nothing_confirmed_leaves_the_dial() -> None:
    """Without confirmed stories, or with such as hold none of the articles, the dial stays."""
    assert fit(articles(), {}).dial == 0
    assert fit(articles(), {"x": ["nobody"]}).dial == 0
