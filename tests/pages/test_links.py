"""Pages lead to each other both ways, and nowhere that is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from clipbook import exports, feeds
from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.pages import Page

PagesOf = Callable[[Edition], dict[str, Page]]
Publish = Callable[..., dict[str, Page]]
MakeEdition = Callable[..., Edition]


def _links(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a page holds
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"path", "place"} and inner:
                yield inner
            else:
                yield from _links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _links(inner)


def _lead_to_each_other(pages: dict[str, Page], one: str, other: str) -> bool:
    return f"{other}.html" in set(_links(dict(pages[one].meta))) and f"{one}.html" in set(
        _links(dict(pages[other].meta))
    )


@pytest.mark.parametrize("flat", [True, False])
def test_no_link_inside_the_site_is_dead(
    articles: list[Article], make_edition: MakeEdition, pages_of: PagesOf, *, flat: bool
) -> None:
    """Every address that a page prints is a page, a feed or an export of this site."""
    edition = make_edition(articles, flat=flat, stories={"harbour-lease": {}, "tug-strike": {}})
    pages = pages_of(edition)
    there = {edition.site.addresses.of(path) for path in pages}
    there |= {path for part in (feeds, exports) for path, _ in part.files(edition)}
    for page in pages.values():
        for link in _links(dict(page.meta)):
            assert link.partition("#")[0].partition("?")[0] in there, (page.path, link)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("articles/2026/buoy-lease", "stories/harbour-lease"),
        ("articles/2026/buoy-lease", "outlets/the-daily-buoy"),
        ("articles/2026/buoy-lease", "topics/leases"),
        ("articles/2026/buoy-lease", "outlets/tide-times"),
        ("articles/2026/buoy-lease", "articles/2026/anchor-lease"),
        ("stories/harbour-lease", "outlets/anchor-wire"),
        ("stories/harbour-lease", "outlets/tide-times"),
        ("stories/harbour-lease", "topics/ports"),
        ("stories/harbour-lease", "stories/tug-strike"),
    ],
)
def test_links_run_both_ways(one: str, other: str, edition: Edition, pages_of: PagesOf) -> None:
    """Whatever a page names names it back."""
    assert _lead_to_each_other(pages_of(edition), one, other)


def test_a_cited_address_leads_to_all_that_cite_it(edition: Edition, pages_of: PagesOf) -> None:
    """From an article to the place of its source in the list, and from there to every article."""
    pages = pages_of(edition)
    source = pages["articles/2026/buoy-lease"].meta["sources"][0]
    assert source["cited_here"] == "Cited by 3 articles here"
    listed = {
        entry["place"]: [article["path"] for article in entry["cited_by"]]
        for group in pages["sources/index"].meta["groups"]
        for entry in group["sources"]
    }
    assert listed[source["place"]] == [
        "articles/2026/buoy-lease.html",
        "articles/2026/anchor-lease.html",
        "articles/undated/nameless.html",
    ]


def test_articles_of_a_story_form_a_chain(edition: Edition, pages_of: PagesOf) -> None:
    """Earlier and next lead through the story in its order, the undated last."""
    pages = pages_of(edition)
    path, chain = "articles/2026/buoy-lease", []
    while True:
        chain.append(path)
        following = pages[path].meta["next"]
        if following is None:
            break
        path = following["path"].removesuffix(".html")
        assert pages[path].meta["earlier"]["path"] == f"{chain[-1]}.html"
    assert chain == [
        "articles/2026/buoy-lease",
        "articles/2026/anchor-lease",
        "articles/undated/nameless",
    ]


def test_a_page_does_not_grow_with_its_story(
    make_article: Callable[..., Article], publish: Publish
) -> None:
    """Eight neighbours are named beside an article, and the way to all of them."""
    many = [make_article(f"a{n:02}", story="long", date="2026-05-01") for n in range(30)]
    pages = publish(many, stories={"long": {}})
    for path in ("articles/2026/a00", "articles/2026/a15", "articles/2026/a29"):
        assert len(pages[path].meta["also"]) == 8
        assert pages[path].meta["story"]["all"] == "All 30 articles"
    near = [card["title"] for card in pages["articles/2026/a15"].meta["also"]]
    assert near == [f"Title of a{n}" for n in (11, 12, 13, 14, 16, 17, 18, 19)]
