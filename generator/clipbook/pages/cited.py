"""What lists show of a cited page: whose it is, what it is called, and who cites it."""

from __future__ import annotations

from clipbook.edition import Edition
from clipbook.model.archive import CitedPage
from clipbook.model.holdings import Articles
from clipbook.model.source import host_of
from clipbook.pages import address_labels, cards, cited_lists, dating
from clipbook.pages.cards import Card
from clipbook.pages.wording import listed, number, plural, short

SHOWN = 6
"""Citing articles named beside a source before the list is cut short."""


def card(edition: Edition, page: CitedPage, citing: Articles, limit: int = SHOWN) -> Card:
    """Show a cited page with those that cite it, as many of `citing` as there is room for."""
    shown = cards.references(edition, citing[:limit])
    more = number(len(citing) - limit) if len(citing) > limit else ""
    return {**alone(edition, page), "cited_by": shown, "more": more}


def alone(edition: Edition, page: CitedPage) -> Card:
    """Show a cited page without those that cite it; made once for all lists."""
    return edition.once(_alone, page, page.url)


def _alone(edition: Edition, page: CitedPage) -> Card:
    title, read = _title(page)
    host = host_of(page.url)
    return {
        "url": page.url,
        "title": title,
        "host": host if host not in title else "",
        "outlet": _outlet(edition, page),
        "date": dating.of_source(page.source),
        "read": _read_from_address(page, title_read=read),
        "anchor": cited_lists.anchor(page.url),
        "place": cited_lists.place(edition, page.url),
        "times": f"cited by {plural(len(page.cited_by), 'article')}",
        "cited_by": [],
        "more": "",
    }


def _title(page: CitedPage) -> tuple[str, bool]:
    """Give the recorded title, else the address's own words, else the address."""
    if page.source.title:
        return short(page.source.title), "title" in page.source.inferred
    words = address_labels.words_of(page.url)
    return short(words or address_labels.place_of(page.url)), bool(words)


def _outlet(edition: Edition, page: CitedPage) -> Card:
    if page.outlet:
        return cards.outlet(edition, page.outlet)
    host = host_of(page.url)
    return {"name": host, "path": "", "inferred": False, **cards.chip(host, host)}


def _read_from_address(page: CitedPage, *, title_read: bool) -> str:
    """Say in plain words which of outlet, title and date the address alone has told."""
    outlet_read = page.outlet is not None and (
        "outlet" in page.source.inferred or page.source.outlet is None
    )
    date_read = page.source.date is not None and "date" in page.source.inferred
    if not (outlet_read or title_read or date_read):
        return ""
    parts = (("outlet", outlet_read), ("title", title_read), ("date", date_read))
    read = listed([name for name, is_read in parts if is_read])
    return f"{read} read from the address".capitalize()
