"""What the page shows while proposals are being sought, and where they cannot be."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from clipbook.config import Settings, Site
from clipbook.curation.proposals import Candidate, Proposal
from clipbook.review import room
from clipbook.review.exchange import Asked
from clipbook.review.page import _ARTICLES_PER_PAGE, _PER_PAGE, _pages
from clipbook.review.room import Room
from support import reviewed

ASKED = Asked("GET", "", "", {"host": "localhost"})


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Make an archive in which two articles belong to a story, and three make one."""
    root = reviewed.archive(tmp_path)
    return Site(root, root / "content", root / "site", "Press", "", "", "en", True, Settings())  # noqa: FBT003


def _text(shown: Room) -> str:
    return shown.answer(ASKED).data.decode()


def _settled(shown: Room) -> str:
    until = time.monotonic() + 60
    while "being grouped" in (text := _text(shown)):
        assert time.monotonic() < until
        time.sleep(0.05)
    return text


def test_nobody_waits_for_a_large_archive(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """At first a page that loads itself again; later what still stands, and no more."""
    monkeypatch.setattr(room, "_FIRST_SECONDS", 0.0)
    monkeypatch.setattr(room, "_NEXT_SECONDS", 0.0)
    shown = Room(site, "/")
    first = shown.answer(ASKED)
    assert b"The archive is being grouped" in first.data
    assert ("Refresh", "3") in first.headers
    assert len(re.findall('name="mark"', _settled(shown))) == 2
    path = reviewed.file(site.root, "frost-0")
    path.write_text(path.read_text("utf-8") + "More.\n", "utf-8")
    stale = shown.answer(ASKED)
    assert b"and is being grouped again" in stale.data
    assert b"Refresh" not in str(stale.headers).encode()
    text = stale.data.decode()
    assert 'value="bridge-1"' in text
    assert 'value="frost-0"' not in text
    assert 'value="frost-0"' in _settled(shown)


def test_who_cannot_be_named_is_said(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong around the content stands on the page, too, and nothing is offered."""
    monkeypatch.setenv("CLIPBOOK_WHO", "Ann\x07Gray")
    text = _text(Room(site, "/"))
    assert "--who: " in text
    assert 'name="mark"' not in text


def test_links_lead_below_the_site_s_own_path(site: Site) -> None:
    """A site may be served below a path; fonts and articles are there."""
    shown = Room(site, "/press/")
    assert 'href="/press/articles/2026/bridge-0.html"' in _settled(shown)
    styles = shown.answer(ASKED._replace(path="review.css"))
    assert b'url("/press/assets/clipbook/fonts/inter-latin.woff2")' in styles.data


def _proposal(at: int, count: int) -> tuple[str, Proposal]:
    articles = tuple(Candidate(id=f"a{at}-{one}") for one in range(count))
    return str(at), Proposal(story=f"s{at}", articles=articles)


def test_pages_hold_what_can_be_looked_through() -> None:
    """Some proposals each, and fewer of large ones; each stands once, and one page there is."""
    assert [*_pages([])] == [[]]
    small = [_proposal(at, 2) for at in range(_PER_PAGE * 2 + 1)]
    assert [len(page) for page in _pages(small)] == [_PER_PAGE, _PER_PAGE, 1]
    large = [_proposal(at, _ARTICLES_PER_PAGE + at) for at in range(3)]
    assert [len(page) for page in _pages(large)] == [1, 1, 1]
    mixed = [small[0], large[1], small[1], small[2]]
    pages = [*_pages(mixed)]
    assert [each for page in pages for each in page] == mixed
    assert [len(page) for page in pages] == [1, 1, 2]
