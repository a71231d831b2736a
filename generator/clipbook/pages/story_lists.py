"""Lists of stories that may be long: of the whole archive, and of a topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clipbook.edition import Edition
from clipbook.model.story import Story
from clipbook.pages import cards, parts
from clipbook.pages.cards import MOST_OF_A_LEAD, Card
from clipbook.pages.parts import Entry
from clipbook.pages.wording import html_size, short

_CARD = 550


def by_last_coverage(edition: Edition, stories: Iterable[Story]) -> list[Story]:
    """Sort stories, the one covered last first, those without a date at the end."""
    return sorted(stories, key=lambda story: last_date(edition, story), reverse=True)


def in_parts(edition: Edition, stories: Iterable[Story]) -> list[Story]:
    """Sort stories as parts hold them, the one covered last at the end of the dated ones."""
    newest_first = by_last_coverage(edition, stories)
    dated = [story for story in newest_first if last_date(edition, story)]
    return [*reversed(dated), *newest_first[len(dated) :]]


def entries(edition: Edition, stories: Iterable[Story]) -> list[Entry]:
    """Give what a list of stories is planned by: the year in which each was covered last."""
    return [
        parts.entry(last_date(edition, story), story.slug, _CARD + _texts(story))
        for story in stories
    ]


def show(edition: Edition, stories: Sequence[Story], places: Iterable[int]) -> list[Card]:
    """Show the stories that a first page or a part holds."""
    return [cards.story(edition, stories[place]) for place in places]


def last_date(edition: Edition, story: Story) -> str:
    """Give the date of a story's newest article, in EDTF; empty where none is recorded."""
    return edition.shared(_last_dates).get(story.slug, "")


def _last_dates(edition: Edition) -> dict[str, str]:
    by_story = edition.archive.by_story
    return {slug: max(articles.iso_dates) for slug, articles in by_story.items()}


def _texts(story: Story) -> int:
    return html_size(short(story.title)) + html_size(short(story.dek or "", MOST_OF_A_LEAD))
