"""Lists of articles that may be long: of an outlet, of a topic, of those that cite one page."""

from __future__ import annotations

from clipbook.edition import Edition
from clipbook.model.holdings import Articles
from clipbook.pages import cards, parts
from clipbook.pages.cards import Card
from clipbook.pages.parts import Entry, Listing, Part

WITH_WORDS = 1_700
"""Bytes of an article with its opening words: 64 of them fill a page."""
LINE = 1_100
"""Bytes of an article without, as parts show it: 100 of them fill a page."""


def entries(articles: Articles) -> list[Entry]:
    """Give what a list of articles is planned by."""
    dated = zip(articles.iso_dates, articles.ids, strict=True)
    return [parts.entry(date, key, LINE, WITH_WORDS) for date, key in dated]


def first(articles: Articles, listing: Listing) -> Articles:
    """Give the articles that the first page of their list shows, newest first."""
    shown = sorted(listing.places)
    return Articles(articles.holdings, [articles.rows[n] for n in shown]).newest_first()


def lines(edition: Edition, articles: Articles, part: Part) -> list[Card]:
    """Show the articles of a part, newest first."""
    return cards.lines(edition, articles[part.start : part.stop].newest_first())
