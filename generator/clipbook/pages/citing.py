"""The page of an address that more articles cite than the list of all sources names."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.edition import Edition
from clipbook.model.archive import CitedPage
from clipbook.pages import article_lists, cards, cited, cited_lists, head, part_links, parts
from clipbook.pages.cards import Card
from clipbook.pages.head import Head, crumbs
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.parts import Listing, Part
from clipbook.pages.wording import short

NOTHING: Card = {
    "kicker": "",
    "dek": "",
    "stats": [],
    "crumbs": [],
    "groups": [],
    "most_cited": [],
    "source": None,
    "articles": [],
    "parts": None,
}
"""What a page of this section may show, not shown."""


def paths_of(edition: Edition, url: str) -> Iterator[str]:
    """Give the path of the page of an address and of its parts, if it has one."""
    if edition.archive.cited.times(url) > cited_lists.CITING:
        yield cited_lists.own_path(url)
        yield from _listing(edition, edition.archive.cited[url]).paths


def paths(edition: Edition) -> Iterator[str]:
    """Give the path of every such page and of its parts."""
    for path, url in _urls(edition).items():
        yield path
        yield from _listing(edition, edition.archive.cited[url]).paths


def page(edition: Edition, kind: Kind, path: str) -> Page:
    """Make the page of a much cited address, or a part of it."""
    base = parts.base_of(path)
    source = edition.archive.cited[_urls(edition)[base]]
    card = cited.alone(edition, source)
    if path == base:
        title, shows = str(card["title"]), _first(edition, source, card)
    else:
        part = _listing(edition, source).part(path)
        title = f"{card['title']}, {part_links.title(part)}"
        shows = _part(edition, source, part, card)
    said = Head(title=title, description=f"Articles that cite {short(source.url)}: {title}.")
    return head.page(edition, kind, path, said, {**NOTHING, **shows})


def _first(edition: Edition, source: CitedPage, card: Card) -> Card:
    listing = _listing(edition, source)
    shown = article_lists.first(source.cited_by, listing)
    return {
        "source": card,
        "crumbs": crumbs(edition, ("Sources", cited_lists.PATH)),
        "articles": [cards.article(edition, article) for article in shown],
        "parts": part_links.of_first(edition, listing, "By year", "Earlier articles"),
    }


def _part(edition: Edition, source: CitedPage, part: Part, card: Card) -> Card:
    listing = _listing(edition, source)
    return {
        # Its count would change every part when one more article cites the page.
        "source": {**card, "times": ""},
        "crumbs": crumbs(edition, ("Sources", cited_lists.PATH), (card["title"], listing.base)),
        "articles": article_lists.lines(edition, source.cited_by, part),
        "parts": part_links.of_part(edition, listing, part, "By year"),
    }


def _listing(edition: Edition, source: CitedPage) -> Listing:
    path = cited_lists.own_path(source.url)
    return parts.kept(
        edition, path, lambda: parts.listing(path, article_lists.entries(source.cited_by))
    )


def _urls(edition: Edition) -> dict[str, str]:
    """Give the much cited addresses by the path of their pages."""
    return edition.shared(_much_cited)


def _much_cited(edition: Edition) -> dict[str, str]:
    known = edition.archive.cited
    return {
        cited_lists.own_path(url): url for url in known if known.times(url) > cited_lists.CITING
    }
