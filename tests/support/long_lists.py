"""An archive in which every list is long, and what its pages list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.model.holdings import Articles
from clipbook.pages import KINDS, Page, cited_lists

MakeArticle = Callable[..., Article]
MakeEdition = Callable[..., Edition]
Shown = Callable[[Page], list[str]]

MUCH_CITED = "https://much.example/everyone-cites-this-2020-01-02/"

LISTS = {kind.name for kind in KINDS} - {"article", "search"}
"""Kinds of pages that list things."""


def archive(
    make_article: MakeArticle,
    make_edition: MakeEdition,
    count: int = 700,
    *,
    more: tuple[Article, ...] = (),
    **fields: Any,  # noqa: ANN401
) -> Edition:
    """Make an archive in which every list is long; fields are those of its articles."""
    articles = [article(make_article, n, **fields) for n in range(count)]
    stories = {f"s{n:04}": {"title": f"Story {n}"} for n in range(count // 2)}
    outlets = {f"o{n:04}": {"name": f"{_letter(n)} outlet {n}"} for n in range(count)}
    return make_edition(
        [*articles, *more],
        stories={**stories, "long": {"title": "The long story"}},
        outlets={**outlets, "big": {"name": "The Big Post", "domains": ["big.example"]}},
    )


def _letter(n: int) -> str:
    return ("A", "B", "É", "9", "深")[n % 5]


def article(make_article: MakeArticle, n: int, **fields: Any) -> Article:  # noqa: ANN401
    """Make one of its articles; every tenth is undated."""
    dated = {"date": _day(n)} if n % 10 else {}
    told = {
        "outlet": "big" if n % 2 else f"o{n:04}",
        "story": "long" if n % 3 else f"s{n // 2:04}",
        "tags": ["Everything", f"{_letter(n)} tag {n}"],
        "sources": [
            {"url": MUCH_CITED},
            {"url": f"https://big.example/page-number-{n}/", "date": _day(n + 1)},
            {"url": f"https://big.example/no-date/{n}"},
        ],
        "body": "Some words of its own.",
    }
    return make_article(f"a{n:05}", **{**told, **dated, **fields})


def _day(n: int) -> str:
    return f"{2019 + n % 7}-{1 + n % 12:02}-{1 + n % 28:02}"


def made(edition: Edition, *kinds: str) -> dict[str, Page]:
    """Make all pages of some kinds, of all without any, by path."""
    return {
        path: kind.page(edition, path)
        for kind in KINDS
        if kind.name in kinds or not kinds
        for path in kind.paths(edition)
    }


def parts_of(made: dict[str, Page], base: str, prefix: str = "") -> dict[str, Page]:
    """Give the parts of one list, by the name behind the dot."""
    start = f"{base}.{prefix}"
    found = {
        path.removeprefix(f"{base}."): page for path, page in made.items() if path.startswith(start)
    }
    return {name: page for name, page in found.items() if prefix or _is_plain(name)}


def _is_plain(name: str) -> bool:
    return not name.startswith(("cited-", "stories-"))


def of_groups(page: Page) -> list[str]:
    """Give the articles of an outlet's page, in their order on it."""
    return [card["path"] for group in page.meta["groups"] for card in group["articles"]]


def articles(page: Page) -> list[str]:
    """Give the articles of a page that lists them, in their order on it."""
    return [card["path"] for card in page.meta["articles"]]


def _sources(page: Page) -> list[str]:
    return [card["url"] for card in page.meta["sources"]]


def _sources_by_year(page: Page) -> list[str]:
    return [card["url"] for group in page.meta["groups"] for card in group["sources"]]


def _stories(page: Page) -> list[str]:
    return [card["path"] for card in page.meta["stories"]]


def _stories_by_year(page: Page) -> list[str]:
    return [card["path"] for group in page.meta["groups"] for card in group["stories"]]


def _timeline(page: Page) -> list[str]:
    return [
        entry.get("url") or entry["path"]
        for group in page.meta["timeline"]
        for entry in (*group["entries"], *group["folded"])
    ]


def _rows(page: Page) -> list[str]:
    return [row["path"] for row in page.meta["rows"] if row["path"]]


def _paths(articles: Articles) -> set[str]:
    return {f"{path}.html" for path in articles.paths}


def whole_lists(edition: Edition) -> dict[tuple[str, str], tuple[str, Shown, set[str]]]:
    """Give what each long list is to hold, by its page and the word before its years."""
    archive = edition.archive
    own = archive.of_story("long")
    cited = {source.url for sources in own.sources for source in sources}
    much = cited_lists.own_path(MUCH_CITED)
    big = set(archive.cited.urls_by_outlet["big"])
    slugs = {f"stories/{slug}.html" for slug in archive.by_story if slug}
    outlets = {f"outlets/{key}.html" for key in {*archive.by_outlet} - {""}}
    every = _paths(archive.articles)
    return {
        ("outlets/big", ""): ("outlet", of_groups, _paths(archive.of_outlet("big"))),
        ("outlets/big", "cited-"): ("outlet", _sources, big),
        ("topics/everything", ""): ("topic", articles, every),
        ("topics/everything", "stories-"): ("topic", _stories, slugs),
        ("stories/long", ""): ("story", _timeline, _paths(own) | cited),
        ("stories/long", "cited-"): ("story", _sources, cited),
        ("stories/index", ""): ("stories", _stories_by_year, _all_stories(edition)),
        ("sources/index", ""): ("sources", _sources_by_year, set(archive.cited)),
        (much, ""): ("sources", articles, every),
        ("outlets/index", ""): ("outlets", _rows, outlets),
        ("topics/index", ""): ("topics", _rows, {f"topics/{s}.html" for s in archive.topics}),
    }


def _all_stories(edition: Edition) -> set[str]:
    return {f"stories/{story.slug}.html" for story in edition.archive.stories}
