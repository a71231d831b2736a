"""The list of all cited addresses, by year, with the articles that cite them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from clipbook.edition import Edition
from clipbook.model.archive import CitedPage
from clipbook.pages import cards, cited, outlets
from clipbook.pages.cards import Card
from clipbook.pages.head import Head, page
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.wording import number, stat

PATH = "sources/index"

MOST_CITED = 12


def pages(edition: Edition) -> Iterator[Page]:
    """Give the one page."""
    found = list(edition.archive.cited.values())
    citing = {article.id for source in found for article in source.cited_by}
    said = Head(
        title="Sources",
        description=f"Every address that articles in {edition.site.name} cite, and by whom.",
    )
    shows = {
        "kicker": "Browse",
        "dek": "Every address that is cited, and the articles that cite it.",
        "stats": [
            stat(len(found), "cited source"),
            stat(len(citing), "citing article"),
        ],
        "groups": _groups(edition, found),
        "most_cited": _most_cited(edition),
    }
    yield page(edition, KIND, PATH, said, shows)


def _groups(edition: Edition, found: list[CitedPage]) -> list[Card]:
    """Group cited pages by year, the newest first, the undated last."""
    newest_first = sorted(
        (source for source in found if source.source.date),
        key=lambda source: source.order,
        reverse=True,
    )
    undated = [source for source in found if not source.source.date]
    return [
        {
            "label": str(year) if year else "Undated",
            "anchor": f"y-{year}" if year else "y-undated",
            "n": number(len(members)),
            "sources": [_with_all(edition, source) for source in members],
        }
        for year, members in (
            (year, list(group)) for year, group in groupby([*newest_first, *undated], key=_year)
        )
    ]


def _with_all(edition: Edition, source: CitedPage) -> Card:
    return cited.card(edition, source, source.cited_by, len(source.cited_by))


def _year(source: CitedPage) -> int:
    return source.source.date.year if source.source.date else 0


def _most_cited(edition: Edition) -> list[Card]:
    counts = {
        key: outlets.times_cited(found) for key, found in edition.archive.cited_by_outlet.items()
    }
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_CITED]
    return [
        {**cards.outlet(edition, edition.archive.outlets[key]), "n": number(count)}
        for key, count in ranked
    ]


KIND = Kind(name="sources", stamped=False, section=PATH, pages=pages)
