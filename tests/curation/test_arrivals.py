"""Articles that come in with import after import: stories grow, and nothing moves by itself."""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.grouping.arriving import arrive, site_of, state, write
from benchmarks.grouping.replay import run
from clipbook import pipeline
from clipbook.config import Site
from clipbook.curation import grouping_up, running
from clipbook.store import amending
from support.events import EVENTS, WRECKS, article, articles, wreck


def _places(site: Site) -> dict[str, str]:
    with closing(running.read(site)) as loaded:
        return dict(zip(loaded.articles.ids, loaded.articles.stories, strict=True))


def _parts(said: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(one for one in said if said[one] == slug) for slug in said.values()}


def _told(events: Iterable[str], numbers: Iterable[int]) -> list[str]:
    return [f"{event}{number}" for event in events for number in numbers]


@pytest.mark.parametrize("size", [3, 24])
def test_batches_end_as_all_at_once(tmp_path: Path, size: int) -> None:
    """Whatever comes in first, after a review each event is one story."""
    site, pieces = site_of(tmp_path), articles()
    random.Random(4).shuffle(pieces)  # noqa: S311 - a fair draw
    arrive(site, pieces, size)
    assert _parts(state(site, is_review=True)) == {
        frozenset(_told([event], range(6))) for event in EVENTS
    }


def test_a_story_of_the_machine_grows(tmp_path: Path) -> None:
    """What comes in later joins the story of its event unasked, marked as concluded."""
    site = site_of(tmp_path)
    first = [piece for piece in articles() if piece.id in _told(EVENTS, range(4))]
    arrive(site, first, len(first))
    before = _places(site)
    arrive(site, [article("dam", 5), article("trial", 4)], 2)
    after = _places(site)
    assert before == {one: after[one] for one in before}
    assert before["dam0"]
    assert (after["dam5"], after["trial4"]) == (before["dam0"], before["trial0"])
    with closing(running.read(site)) as loaded:
        (grown,) = [each for each in loaded.articles if each.id == "dam5"]
        assert "story" in grown.inferred


def test_what_would_be_otherwise_now_is_a_proposal(tmp_path: Path) -> None:
    """An article that the machine put elsewhere before stays, until somebody takes the review."""
    site = site_of(tmp_path)
    pieces = [piece for piece in articles() if piece.id != "match5"]
    arrive(site, pieces, len(pieces))
    wrong = site.content / "articles" / "strike3.md"
    dam = _places(site)["dam0"]
    wrong.write_bytes(amending.with_fields(wrong.read_bytes(), {"story": dam}))
    arrive(site, [article("match", 5)], 1)
    assert _places(site)["strike3"] == dam
    with closing(running.read(site)) as loaded:
        (found,) = grouping_up.outlook(loaded, is_review=True).proposals
    assert (found.story, [one.id for one in found.articles]) == (
        _places(site)["strike0"], ["strike3"],
    )  # fmt: skip


def test_only_the_sure_part_of_a_story_is_taken(tmp_path: Path) -> None:
    """Of two events that were taken for one, the greater is made a story; the rest is proposed."""
    site = site_of(tmp_path)
    pieces = [*articles(), *WRECKS, wreck(0, 4)]
    site.content.mkdir()
    (site.content / "grouping.yml").write_text("dial: -0.6\n")
    arrive(site, pieces, len(pieces))
    places = _places(site)
    story = places["wreck0-0"]
    assert story
    assert {one for one, slug in places.items() if slug == story} == _wrecks(0, range(5))
    assert {places[one] for one in _wrecks(1, range(4))} == {""}
    with closing(running.read(site)) as loaded:
        found = grouping_up.outlook(loaded).proposals
    (rest,) = [each for each in found if each.articles[0].id in _wrecks(1, range(4))]
    assert (rest.story, rest.title) == (story, None)
    assert {one.id for one in rest.articles} == _wrecks(1, range(4))
    assert all((one.sure or 0) < 1 for one in rest.articles)


def _wrecks(place: int, numbers: Iterable[int]) -> set[str]:
    return {f"wreck{place}-{number}" for number in numbers}


def test_of_several_events_no_story_is_made(tmp_path: Path) -> None:
    """Articles no two of which are of one event come in, and stay in no story."""
    site = site_of(tmp_path)
    pieces = [article(event, number) for number, event in enumerate(EVENTS)]
    for piece in pieces:
        write(site, piece)
    assert not pipeline.group_new(site, [piece.id for piece in pieces])
    assert set(_places(site).values()) == {""}


def test_years_of_an_archive(tmp_path: Path) -> None:
    """No address is lost, nothing moves unsaid, what was decided holds; see the long replay."""
    replay = run(tmp_path / "archive", builds=30, seed=3, real_each=30)
    assert (replay.lost, replay.unlogged, replay.broken) == ([], [], [])
    assert replay.decided > 10, str(replay)
    assert replay.addresses > 5, str(replay)
