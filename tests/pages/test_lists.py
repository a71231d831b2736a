"""The home page and the lists, from an empty archive to a full one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.pages import Page, cards

MakeArticle = Callable[..., Article]
PagesOf = Callable[[Edition], dict[str, Page]]
Publish = Callable[..., dict[str, Page]]


def test_an_empty_archive_has_all_its_lists(publish: Publish) -> None:
    """Nothing is there yet, and the home page knows."""
    pages = publish([])
    assert set(pages) == {
        "index",
        "stories/index",
        "outlets/index",
        "topics/index",
        "sources/index",
        "search",
    }
    assert pages["index"].meta["empty"]
    assert pages["index"].meta["lead"] is None
    assert pages["stories/index"].meta["count"] == "0 stories"


def test_one_is_not_many(make_article: MakeArticle, publish: Publish) -> None:
    """One article, one story, one outlet, one source, each in the singular."""
    article = make_article(
        "one", story="a", outlet="o", tags=["T"], sources=[{"url": "https://a.example/one-two"}]
    )
    pages = publish([article], stories={"a": {}}, outlets={"o": {}})
    assert [(f["n"], f["label"]) for f in pages["index"].meta["stats"]] == [
        ("1", "article"),
        ("1", "story"),
        ("1", "named outlet"),
        ("1", "cited source"),
    ]
    assert pages["index"].meta["lead"]["more"] == "Compare 1 article and 1 cited source"
    for path, count in (("stories", "1 story"), ("outlets", "1 outlet"), ("topics", "1 topic")):
        assert pages[f"{path}/index"].meta["count"] == count


def test_the_lead_story_has_the_most_articles_then_the_latest(
    edition: Edition, pages_of: PagesOf
) -> None:
    """Its outlets' headlines stand under it, each outlet's first before anyone's second."""
    home = pages_of(edition)["index"].meta
    assert home["lead"]["title"] == "The harbour lease"
    assert [card["outlet"]["name"] for card in home["lead"]["cluster"]] == [
        "The Daily Buoy",
        "Anchor Wire",
        "Outlet not recorded",
    ]
    assert [story["title"] for story in home["stories"]] == ["The tug strike", "Nothing yet"]


def test_the_latest_stand_first_and_the_undated_last(edition: Edition, pages_of: PagesOf) -> None:
    """Newest first; a month comes before the days in it, an undated text after all."""
    latest = pages_of(edition)["index"].meta["latest"]
    assert [card["path"].rpartition("/")[2] for card in latest] == [
        "snippet.html",
        "hidden.html",
        "anchor-lease.html",
        "buoy-lease.html",
        "loose.html",
        "nameless.html",
    ]


def test_a_curators_line_takes_the_place_of_ours(publish: Publish) -> None:
    """The tagline of the settings is the line on the home page."""
    home = publish([], tagline="All of the port")["index"].meta
    assert home["tagline"] == ["All of the port", ""]


def test_every_outlet_has_its_row_and_the_nameless_theirs(
    edition: Edition, pages_of: PagesOf
) -> None:
    """Publishers first, then those that were only cited, then what has no outlet."""
    rows = pages_of(edition)["outlets/index"].meta["rows"]
    assert [(r["name"], r["role"], r["articles"], r["cited"]) for r in rows] == [
        ("The Daily Buoy", "Publisher", "3", "0"),
        ("Anchor Wire", "Publisher", "2", "0"),
        ("Tide Times", "Cited source", "0", "3"),
        ("Outlet not recorded", "Unknown", "1", "0"),
    ]
    assert [row["latest"] for row in rows] == [
        "8 May 2026",
        "9 May 2026",
        "30 April 2026",
        "Undated",
    ]


def test_an_outlets_articles_stand_under_their_stories(edition: Edition, pages_of: PagesOf) -> None:
    """The story reported last first; what is in no story last."""
    groups = pages_of(edition)["outlets/the-daily-buoy"].meta["groups"]
    assert [group["story"] and group["story"]["title"] for group in groups] == [
        "The tug strike",
        "The harbour lease",
        None,
    ]


def test_sources_stand_by_year_newest_first(edition: Edition, pages_of: PagesOf) -> None:
    """The undated come last, and every group says how many it holds."""
    groups = pages_of(edition)["sources/index"].meta["groups"]
    assert [(group["label"], group["n"]) for group in groups] == [("2026", "1"), ("Undated", "1")]


def test_a_topic_knows_its_company(edition: Edition, pages_of: PagesOf) -> None:
    """How many of its articles carry another topic too, and the stories that name it."""
    meta = pages_of(edition)["topics/ports"].meta
    assert [(c["name"], c["label"], c["share"]) for c in meta["company"]] == [
        ("Leases", "2 of 4", "50")
    ]
    assert [story["title"] for story in meta["stories"]] == ["The harbour lease", "The tug strike"]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("The Daily Buoy", "DB"),
        ("Buoy", "BU"),
        ("buoy.example", "BU"),
        ("Let’s Tug", "LT"),
        ("深潮TechFlow", "深潮"),
        ("24/7 News", "27"),
        ("!?", "•"),
    ],
)
def test_a_name_has_two_letters(name: str, letters: str) -> None:
    """Initials of the words that tell it apart; a domain's ending does not."""
    assert cards.chip(name, "key")["mono"] == letters


def test_a_colour_stays_with_its_key() -> None:
    """The hue depends on the key alone, and is the same on every machine."""
    assert cards.chip("A", "reuters")["hue"] == cards.chip("B", "reuters")["hue"] == "h0"
