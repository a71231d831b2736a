"""The list of all cited addresses, by year, with the articles that cite them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from clipbook.edition import Edition
from clipbook.pages import cards, cited, cited_lists, citing, head, part_links, parts
from clipbook.pages.cards import Card
from clipbook.pages.cited_lists import CITING, PATH
from clipbook.pages.head import Head, crumbs
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.wording import number, stat

MOST_CITED = 12


def paths(edition: Edition) -> Iterable[str]:
    """Give the paths of the list and its parts, then of each much cited address."""
    return (PATH, *cited_lists.every(edition).paths, *citing.paths(edition))


def page(edition: Edition, path: str) -> Page:
    """Make the list, a part of it, or the page of a much cited address."""
    if parts.base_of(path) != PATH:
        return citing.page(edition, KIND, path)
    return _first(edition) if path == PATH else _part(edition, path)


def _first(edition: Edition) -> Page:
    listing, found = cited_lists.every(edition), list(edition.archive.cited)
    said = Head(
        title="Sources",
        description=f"Every address that articles in {edition.site.name} cite, and by whom.",
    )
    shows = {
        "kicker": "Browse",
        "dek": "Every address that is cited, and the articles that cite it.",
        "stats": [
            stat(len(found), "cited source"),
            stat(edition.archive.cited.citing, "citing article"),
        ],
        "groups": _groups(edition, [found[place] for place in sorted(listing.places)]),
        "most_cited": _most_cited(edition),
        "parts": part_links.of_first(edition, listing, "By year", "More cited pages"),
    }
    return _page(edition, PATH, said, shows)


def _part(edition: Edition, path: str) -> Page:
    listing = cited_lists.every(edition)
    part = listing.part(path)
    urls = list(edition.archive.cited)[part.start : part.stop]
    title = f"Sources, {part_links.title(part)}"
    said = Head(title=title, description=f"Addresses that {edition.site.name} cites: {title}.")
    shows = {
        "kicker": "Browse",
        "crumbs": crumbs(edition, ("Sources", PATH)),
        "groups": _groups(edition, urls),
        "parts": part_links.of_part(edition, listing, part, "By year"),
    }
    return _page(edition, path, said, shows)


def _page(edition: Edition, path: str, said: Head, shows: dict[str, Any]) -> Page:
    return head.page(edition, KIND, path, said, {**citing.NOTHING, **shows})


def _groups(edition: Edition, urls: Sequence[str]) -> list[Card]:
    """Group cited pages by year, the newest first, the undated last."""
    year = {url: edition.archive.cited.said(url).date[:4] for url in urls}
    dated = [url for url in reversed(urls) if year[url]]
    undated = [url for url in urls if not year[url]]
    return [
        _group(edition, label, list(members))
        for label, members in groupby([*dated, *undated], key=year.__getitem__)
    ]


def _group(edition: Edition, year: str, urls: Sequence[str]) -> Card:
    known = edition.archive.cited
    return {
        "label": str(int(year)) if year else "Undated",
        "anchor": f"y-{int(year)}" if year else "y-undated",
        "n": number(len(urls)),
        "sources": [cited.card(edition, known[url], known[url].cited_by, CITING) for url in urls],
    }


def _most_cited(edition: Edition) -> list[Card]:
    counts = edition.archive.cited.times_by_outlet
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_CITED]
    return [
        {**cards.outlet(edition, edition.archive.outlets[key]), "n": number(count)}
        for key, count in ranked
    ]


KIND = Kind(name="sources", section=PATH, paths=paths, page=page)
