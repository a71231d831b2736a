"""The list of all stories, those covered last first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from clipbook.edition import Edition
from clipbook.model.dates import PartialDate
from clipbook.model.story import Story
from clipbook.pages import cards
from clipbook.pages.cards import Card
from clipbook.pages.head import Head, page
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.wording import plural

PATH = "stories/index"


def pages(edition: Edition) -> Iterator[Page]:
    """Give the one page."""
    said = Head(
        title="Stories",
        description=f"Every story in {edition.site.name}, with its articles, outlets and sources.",
    )
    groups = _groups(edition)
    shows = {
        "kicker": "Browse",
        "dek": "Every story gathers the articles, outlets and cited sources that belong together.",
        "count": plural(len(edition.archive.stories), "story", "stories"),
        "groups": groups,
    }
    yield page(edition, KIND, PATH, said, shows)


def by_last_coverage(edition: Edition) -> list[Story]:
    """Give all stories, the one covered last first, those without a date at the end."""
    return sorted(edition.archive.stories, key=lambda story: _last(edition, story), reverse=True)


def _groups(edition: Edition) -> list[Card]:
    """Give the cards by the year of the last coverage; without headings where one is enough."""
    story_cards = cards.stories(edition)
    years = [
        (year, [story_cards[story.slug] for story in members])
        for year, members in groupby(
            by_last_coverage(edition), key=lambda story: _last(edition, story).year
        )
    ]
    return [
        {
            "label": (str(year) if year else "Undated") if len(years) > 1 else "",
            "stories": members,
        }
        for year, members in years
    ]


def _last(edition: Edition, story: Story) -> PartialDate:
    articles = edition.archive.by_story.get(story.slug, ())
    return max((article.date for article in articles if article.date), default=PartialDate(0))


KIND = Kind(name="stories", stamped=False, section=PATH, pages=pages)
