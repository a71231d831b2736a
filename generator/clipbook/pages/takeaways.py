"""What a reader should keep of a story: its curator's list, else the lists of its articles."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.model.story import Story
from clipbook.pages import cards
from clipbook.pages.cards import Card

MOST_LISTS = 3


def lists(edition: Edition, story: Story, articles: Iterable[Article]) -> list[Card]:
    """Give the lists to show, each with the article it stands in, or none for the curator's."""
    if story.takeaways:
        return [{"points": list(story.takeaways), "source": None}]
    found = (article for article in articles if edition.showing(article).takeaways)
    return [
        {
            "points": list(edition.showing(article).takeaways),
            "source": cards.reference(edition, article),
        }
        for article in islice(found, MOST_LISTS)
    ]
