"""A small archive that has one of everything, and ways to look into its pages."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest

from clipbook import pages
from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.pages import Page
from clipbook.site import theme
from support import long_lists

MakeArticle = Callable[..., Article]
MakeEdition = Callable[..., Edition]
PagesOf = Callable[[Edition], dict[str, Page]]
Publish = Callable[..., dict[str, Page]]

STORIES = {
    "harbour-lease": {"title": "The harbour lease", "tags": ["Ports"], "related": ["tug-strike"]},
    "tug-strike": {"title": "The tug strike", "dek": "Crews stopped work for a day."},
    "empty-story": {"title": "Nothing yet"},
}
OUTLETS = {
    "the-daily-buoy": {"name": "The Daily Buoy", "domains": ["buoy.example"], "country": "GB"},
    "anchor-wire": {"name": "Anchor Wire"},
    "tide-times": {"name": "Tide Times", "domains": ["tide.example"], "language": "en"},
}
REPORT = {
    "url": "https://www.tide.example/2026/04/30/port-fees-rise-again-2026-04-30/",
    "outlet": "tide-times",
    "date": "2026-04-30",
    "inferred": ["outlet", "date"],
}
LEDGER = {"url": "https://ledger.example/a/b/12345"}


@pytest.fixture
def articles(make_article: MakeArticle) -> list[Article]:
    """Give six articles: dated, undated, unattributed, concluded, hidden, and in no story."""
    return [
        make_article(
            "buoy-lease",
            body="The port of Marrow leased a quay to Ada Finch.\n\nMore words follow here.",
            outlet="the-daily-buoy",
            date="2026-05-06",
            url="https://buoy.example/lease",
            via={"name": "Google News", "date": "2026-05-06"},
            lang="en",
            story="harbour-lease",
            tags=["Ports", "Leases"],
            sources=[REPORT, LEDGER],
            takeaways=["One quay, one tenant."],
            captured={"at": "2026-11-20T10:00:00Z", "by": "clipping", "sha256": "ab" * 32},
        ),
        make_article(
            "anchor-lease",
            body="In Marrow the quay of Ada Finch caused talk.",
            outlet="anchor-wire",
            date="2026-05-07",
            story="harbour-lease",
            tags=["Ports"],
            sources=[REPORT],
            inferred=["outlet"],
        ),
        make_article(
            "nameless",
            body="Nobody signed this. It speaks of Marrow alone.",
            story="harbour-lease",
            tags=["Leases"],
            sources=[REPORT],
            inferred=["title"],
            kind="analysis",
            text="abstract",
        ),
        make_article(
            "hidden",
            body="Words that nobody may see.",
            outlet="the-daily-buoy",
            date="2026-05-08",
            story="tug-strike",
            tags=["Ports"],
            snippet="A snippet that nobody may see.",
            kind="snippet",
            rights="headline",
        ),
        make_article("loose", body="Alone.", date="2026-05", outlet="the-daily-buoy"),
        make_article(
            "snippet",
            outlet="anchor-wire",
            date="2026-05-09",
            story="tug-strike",
            via={"name": "Google News", "date": "2026-05-09"},
            kind="snippet",
            snippet="Crews of tugs stop for a day",
        ),
    ]


@pytest.fixture
def edition(make_edition: MakeEdition, articles: list[Article]) -> Edition:
    """Give the archive of these articles, in flat addresses."""
    return make_edition(articles, stories=STORIES, outlets=OUTLETS)


@pytest.fixture
def pages_of() -> PagesOf:
    """Give every page of an edition by its path."""

    def of(edition: Edition) -> dict[str, Page]:
        return {page.path: page for page in pages.all_pages(edition)}

    return of


@pytest.fixture
def publish(make_edition: MakeEdition, pages_of: PagesOf) -> Publish:
    """Give every page of an archive made of articles, stories, outlets and settings."""

    def of(articles: list[Article], **fields: Any) -> dict[str, Page]:  # noqa: ANN401
        return pages_of(make_edition(articles, **fields))

    return of


@pytest.fixture
def texts() -> Callable[[Any], Iterator[str]]:
    """Give every text in a value of a page, at any depth."""

    def of(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a page holds
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for inner in value.values():
                yield from of(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from of(inner)

    return of


@pytest.fixture
def long(make_article: MakeArticle, make_edition: MakeEdition) -> Callable[..., Edition]:
    """Make an archive in which every list is long."""
    return partial(long_lists.archive, make_article, make_edition)


@pytest.fixture
def show() -> Callable[[Page], str]:
    """Render a page as the stamper does: head and partial, with nothing but page and config."""
    spec = importlib.util.find_spec("material")
    assert spec is not None
    icons = Path(str(spec.origin)).parent / "templates"
    loader = jinja2.FileSystemLoader([theme.templates(), icons])
    environment = jinja2.Environment(loader=loader, autoescape=False)  # noqa: S701 - as MkDocs does
    config = SimpleNamespace(site_name="Example archive", extra={})

    def render(page: Page) -> str:
        context = {
            "page": SimpleNamespace(meta=page.meta, content="", canonical_url="https://e.example/"),
            "config": config,
        }
        head = environment.get_template("partials/clipbook/head.html")
        body = environment.get_template(f"partials/clipbook/{page.kind}.html")
        return head.render(context) + body.render(context)

    return render
