"""A hub names the outlets on the watch list that published nothing, where somebody has looked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from clipbook.model.article import Article
from clipbook.pages import Page
from clipbook.pages.watch_list import MOST, SHOWN

MakeArticle = Callable[..., Article]
Publish = Callable[..., dict[str, Page]]

OUTLETS = {
    "buoy": {"name": "The Buoy", "watch": True},
    "planet": {"name": "The Planet", "watch": True},
    "reed": {"name": "Reed", "watch": True, "domains": ["reed.example"]},
    "tide": {"name": "Tide"},
}


@pytest.fixture
def articles(make_article: MakeArticle) -> list[Article]:
    """Give a story by one outlet, which cites a second; a third is in another story."""
    cites = [{"url": "https://reed.example/a"}]
    return [
        make_article("a", story="s", outlet="buoy", sources=cites),
        make_article("b", story="t", outlet="planet"),
    ]


def _silent(publish: Publish, articles: list[Article], **story: str) -> Any:  # noqa: ANN401
    made = publish(articles, stories={"s": story, "t": {}}, outlets=OUTLETS)
    return made["stories/s"].meta["silent"]


def test_who_published_nothing_is_named_with_the_day(
    publish: Publish, articles: list[Article]
) -> None:
    """In the order of their names, linked; to be cited is not to have published."""
    found = _silent(publish, articles, checked="2026-05-20")
    assert (found["when"], found["iso"], found["more"]) == ("20 May 2026", "2026-05-20", [])
    assert found["outlets"] == [
        {"name": "Reed", "path": "outlets/reed.html"},
        {"name": "The Planet", "path": "outlets/planet.html"},
    ]


def test_where_nobody_has_looked_nothing_is_said(publish: Publish, articles: list[Article]) -> None:
    """A gap is not invented."""
    assert _silent(publish, articles) is None


def test_where_all_have_published_nothing_is_said(
    publish: Publish, make_article: MakeArticle
) -> None:
    """And outlets that nobody watches are never named."""
    all_of_them = [make_article(key, story="s", outlet=key) for key in ("buoy", "planet", "reed")]
    assert _silent(publish, all_of_them, checked="2026-05") is None


def test_an_outlet_without_a_page_is_not_linked(
    publish: Publish, make_article: MakeArticle
) -> None:
    """One that nothing here is from, and that nothing cites."""
    found = _silent(publish, [make_article("a", story="s", outlet="buoy")], checked="2026")
    assert [each["path"] for each in found["outlets"]] == ["", ""]


def test_a_long_list_folds(
    make_article: MakeArticle, publish: Publish, show: Callable[[Page], str]
) -> None:
    """A dozen are named, the others unfold, and of very many the rest is counted."""
    many = {f"o{n:03}": {"watch": True} for n in range(MOST + 5)}
    stories = {"s": {"checked": "2026-05-20"}}
    made = publish([make_article("a", story="s")], stories=stories, outlets=many)
    found = made["stories/s"].meta["silent"]
    assert (len(found["outlets"]), len(found["more"])) == (SHOWN, MOST - SHOWN)
    html = show(made["stories/s"])
    assert f"<summary>{MOST + 5 - SHOWN} more</summary>" in html
    assert "o059</bdi>, and 5 more.</p>" in html


def test_it_is_said_where_no_outlet_is_known_at_all(
    publish: Publish, show: Callable[[Page], str]
) -> None:
    """A story that nothing is in yet has been looked for, too."""
    made = publish([], stories={"s": {"checked": "2026-05-20"}}, outlets=OUTLETS)
    html = show(made["stories/s"])
    assert 'Nothing found as of <time datetime="2026-05-20">20 May 2026</time>: ' in html
    assert 'id="outlets"' in html
