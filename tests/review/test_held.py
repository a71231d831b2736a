"""Proposals are found once for each state of the content, and nobody waits for them twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clipbook.config import Settings, Site
from clipbook.review.held import Held
from clipbook.review.standing import look
from clipbook.store.desk import Desk
from support import reviewed
from support.reviewed import STORY

_PATIENCE = 60.0


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Make an archive in which two articles belong to a story, and three make one."""
    root = reviewed.archive(tmp_path)
    return Site(root, root / "content", root / "site", "Press", "", "", "en", True, Settings())  # noqa: FBT003


def test_the_same_content_is_known_by_the_same_key(site: Site) -> None:
    """It is read once; whatever counts for proposals tells two states apart."""
    first = look(site, None)
    assert look(site, first) is first
    keys = {first.key}
    ledger, dial = site.content / "decisions.yml", site.content / "grouping.yml"
    for path, text in ((ledger, "- same: [frost-0, frost-1]\n"), (dial, "dial: 0.5\n")):
        path.write_text(text)
        keys.add(look(site, first).key)
    path = reviewed.file(site.root, "frost-0")
    path.write_text(path.read_text("utf-8") + "More.\n", "utf-8")
    keys.add(look(site, first).key)
    assert len(keys) == 4
    # What is known is kept by the session alone, which would forget what it holds.
    assert Desk.open(site.root).catalogue.entries.files == []


def test_what_was_found_before_is_given_until_there_is_more(site: Site) -> None:
    """Without waiting: nothing at first, then what was found, and what is new when it is there."""
    held, first = Held(is_review=False), look(site, None)
    assert held.ask(first, 0) is None
    found = held.ask(first, _PATIENCE)
    assert found is not None
    assert STORY in {each.story for each in found.proposals.values()}
    assert held.ask(first, 0) is found
    second = replace(first, key=b"another")
    assert held.ask(second, 0) is found
    newer = held.ask(second, _PATIENCE)
    assert newer is not None
    assert newer is not found
    assert (newer.key, newer.proposals) == (second.key, found.proposals)


def test_second_thoughts_are_of_what_is_in_a_story(site: Site) -> None:
    """A story with a part of a curator's own is no other group's, however large that is."""
    path = reviewed.file(site.root, "frost-0")
    head = f"story: {STORY}\ninferred: [story]\n---\n"
    path.write_text(path.read_text("utf-8").replace("---\n\n", f"{head}\n", 1), "utf-8")
    found = Held(is_review=True).ask(look(site, None), _PATIENCE)
    assert found is not None
    (moved,) = found.proposals.values()
    assert moved.title
    assert {one.id for one in moved.articles} == {"frost-0", "frost-1", "frost-2"}
