"""What lists show of a cited page: whose it is, what it is called, and who cites it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from clipbook.edition import Edition
from clipbook.model.archive import CitedPage
from clipbook.model.article import Article
from clipbook.pages import address_labels, cards, dating
from clipbook.pages.cards import Card
from clipbook.pages.wording import listed, number, plural

SHOWN = 6
"""Citing articles named beside a source before the list is cut short."""


def anchor(url: str) -> str:
    """Give the place of an address on the page of all sources."""
    return f"s-{sha256(url.encode()).hexdigest()[:12]}"


def card(edition: Edition, page: CitedPage, citing: Sequence[Article], limit: int = SHOWN) -> Card:
    """Show a cited page with those that cite it, as many of `citing` as there is room for."""
    title, read = _title(page)
    return {
        "url": page.url,
        "title": title,
        "host": page.source.host if page.source.host not in title else "",
        "outlet": _outlet(edition, page),
        "date": dating.of_source(page.source),
        "read": _read_from_address(page, title_read=read),
        "anchor": anchor(page.url),
        "place": f"{edition.site.addresses.of('sources/index')}#{anchor(page.url)}",
        "times": f"cited by {plural(len(page.cited_by), 'article')}",
        "cited_by": [cards.reference(edition, article) for article in citing[:limit]],
        "more": number(len(citing) - limit) if len(citing) > limit else "",
    }


def _title(page: CitedPage) -> tuple[str, bool]:
    """Give the recorded title, else the address's own words, else the address."""
    if page.source.title:
        return page.source.title, "title" in page.source.inferred
    words = address_labels.words_of(page.url)
    return words or address_labels.place_of(page.url), bool(words)


def _outlet(edition: Edition, page: CitedPage) -> Card:
    if page.outlet:
        return cards.outlet(edition, page.outlet)
    host = page.source.host
    return {"name": host, "path": "", "inferred": False, **cards.chip(host, host)}


def _read_from_address(page: CitedPage, *, title_read: bool) -> str:
    """Say in plain words which of outlet, title and date the address alone has told."""
    outlet_read = page.outlet is not None and (
        "outlet" in page.source.inferred or page.source.outlet is None
    )
    date_read = page.source.date is not None and "date" in page.source.inferred
    parts = {"outlet": outlet_read, "title": title_read, "date": date_read}
    read = [name for name, is_read in parts.items() if is_read]
    return f"{listed(read)} read from the address".capitalize() if read else ""
