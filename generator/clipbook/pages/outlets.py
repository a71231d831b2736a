"""The table of all outlets: who published, and who was cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clipbook.edition import Edition
from clipbook.model.archive import CitedPage
from clipbook.model.article import Article
from clipbook.model.outlet import Outlet
from clipbook.pages import cards, dating
from clipbook.pages.cards import Card
from clipbook.pages.head import Head, page
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.wording import number, plural

PATH = "outlets/index"


def pages(edition: Edition) -> Iterator[Page]:
    """Give the one page."""
    outlets = shown(edition)
    rows = [_row(edition, outlet) for outlet in outlets]
    nameless = [article for article in edition.archive.articles if not article.outlet]
    said = Head(
        title="Outlets",
        description=f"Who published and who was cited: the outlets in {edition.site.name}.",
    )
    shows = {
        "kicker": "Browse",
        "dek": "Who published, and who was cited as a source.",
        "count": plural(len(outlets), "outlet"),
        "rows": [*rows, _nameless(nameless)] if nameless else rows,
    }
    yield page(edition, KIND, PATH, said, shows)


def shown(edition: Edition) -> list[Outlet]:
    """Give the outlets that have a page: who published or is cited, most articles first."""
    archive = edition.archive
    published, cited = archive.by_outlet, archive.cited_by_outlet
    return sorted(
        (o for o in archive.outlets.values() if o.key in published or o.key in cited),
        key=lambda o: (
            -len(published.get(o.key, ())),
            -len(cited.get(o.key, ())),
            o.name.casefold(),
            o.key,
        ),
    )


def is_concluded(articles: Sequence[Article]) -> bool:
    """Say whether an outlet publishes here by conclusion alone."""
    return bool(articles) and all("outlet" in article.inferred for article in articles)


def times_cited(cited: Sequence[CitedPage]) -> int:
    """Count how often articles cite any of these pages."""
    return sum(len(page.cited_by) for page in cited)


def _row(edition: Edition, outlet: Outlet) -> Card:
    articles = edition.archive.by_outlet.get(outlet.key, ())
    cited = edition.archive.cited_by_outlet.get(outlet.key, ())
    return {
        **cards.outlet(edition, outlet, inferred=is_concluded(articles)),
        "role": "Publisher" if articles else "Cited source",
        "articles": number(len(articles)),
        "cited": number(times_cited(cited)),
        **_latest(articles, cited),
    }


def _latest(articles: Sequence[Article], cited: Sequence[CitedPage]) -> Card:
    own = [article.date for article in articles if article.date]
    found = own or [page.source.date for page in cited if page.source.date]
    latest = max(found, default=None)
    return {
        "latest": latest.long if latest else dating.UNDATED,
        "latest_iso": str(latest) if latest else "",
    }


def _nameless(articles: Sequence[Article]) -> Card:
    return {
        **cards.no_outlet(),
        "role": "Unknown",
        "articles": number(len(articles)),
        "cited": number(0),
        **_latest(articles, ()),
    }


KIND = Kind(name="outlets", stamped=False, section=PATH, pages=pages)
