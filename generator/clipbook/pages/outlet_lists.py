"""What an outlet's page lists, and the parts of it: articles by story, and cited pages."""

from __future__ import annotations

from collections.abc import Iterable

from clipbook.edition import Edition
from clipbook.model.holdings import Articles
from clipbook.model.outlet import Outlet
from clipbook.pages import article_lists, cards, cited, cited_lists, outlets, part_links, parts
from clipbook.pages.cards import Card
from clipbook.pages.head import crumbs
from clipbook.pages.parts import Listing
from clipbook.pages.wording import short

_NOTHING: Card = {
    "note": "",
    "stats": [],
    "groups": [],
    "parts": None,
    "sources": [],
    "cited_parts": None,
    "facts": [],
    "activity": None,
    "stories": [],
    "topics": [],
    "others": [],
    "follow": [],
    "cite": None,
    "exports": [],
}
"""What the first page shows, and a part does not."""


def listings(edition: Edition, key: str) -> tuple[Listing, Listing]:
    """Plan the articles of an outlet and its cited pages."""
    base = f"outlets/{key}"
    return parts.kept(
        edition,
        base,
        lambda: parts.both(
            base,
            article_lists.entries(edition.archive.of_outlet(key)),
            cited_lists.entries(edition, urls(edition, key), cited.SHOWN),
            "cited-",
        ),
    )


def urls(edition: Edition, key: str) -> list[str]:
    """Give the addresses of an outlet that articles cite, oldest first, the undated last."""
    return edition.archive.cited.urls_by_outlet.get(key, [])


def source(edition: Edition, url: str) -> Card:
    """Show a cited page with those that cite it."""
    page = edition.archive.cited[url]
    return cited.card(edition, page, page.cited_by)


def part(edition: Edition, outlet: Outlet, path: str) -> Card:
    """Give what a part of the articles or of the cited pages shows."""
    articles, own = edition.archive.of_outlet(outlet.key), urls(edition, outlet.key)
    published, cited_pages = listings(edition, outlet.key)
    shows = {
        **_NOTHING,
        "outlet": cards.outlet(edition, outlet),
        "crumbs": crumbs(
            edition, ("Outlets", outlets.PATH), (short(outlet.name), f"outlets/{outlet.key}")
        ),
        "kicker": kicker(articles),
    }
    if published.has(path):
        here = published.part(path)
        shown = articles[here.start : here.stop].newest_first()
        return {
            **shows,
            "title": f"{outlet.name}, {part_links.title(here)}",
            "groups": groups(edition, shown.stories, cards.lines(edition, shown)),
            "parts": part_links.of_part(edition, published, here, "Articles by year"),
        }
    here = cited_pages.part(path)
    return {
        **shows,
        "title": f"{outlet.name}, cited pages, {part_links.title(here)}",
        "sources": [source(edition, url) for url in cited_lists.read(own, here)],
        "cited_parts": part_links.of_part(edition, cited_pages, here, "Cited pages by year"),
    }


def groups(edition: Edition, slugs: Iterable[str], shown: Iterable[Card]) -> list[Card]:
    """Give the cards of articles under their stories, the story reported last first."""
    grouped: dict[str, list[Card]] = {}
    known = edition.archive.story_by_slug
    for slug, card in zip(slugs, shown, strict=True):
        grouped.setdefault(slug if slug in known else "", []).append(card)
    loose = grouped.pop("", [])
    rows = [_group(edition, slug, found) for slug, found in grouped.items()]
    return [*rows, _group(edition, "", loose)] if loose else rows


def _group(edition: Edition, slug: str, articles: list[Card]) -> Card:
    story = edition.archive.story_by_slug.get(slug)
    return {
        "story": {
            "title": short(story.title),
            "path": edition.site.addresses.of(f"stories/{slug}"),
            "inferred": "title" in story.inferred,
        }
        if story
        else None,
        "articles": articles,
    }


def kicker(articles: Articles) -> str:
    """Say what an outlet is to the archive."""
    return "Outlet" if articles else "Cited source"
