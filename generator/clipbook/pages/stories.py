"""The list of all stories, those covered last first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from clipbook.edition import Edition
from clipbook.model.story import Story
from clipbook.pages import cards, head, part_links, parts, story_lists
from clipbook.pages.cards import Card
from clipbook.pages.head import Head, crumbs
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.parts import Listing
from clipbook.pages.wording import plural

PATH = "stories/index"


def paths(edition: Edition) -> Iterable[str]:
    """Give the path of the list and of its parts."""
    return (PATH, *_listing(edition)[1].paths)


def page(edition: Edition, path: str) -> Page:
    """Make the list, or a part of it."""
    return _first(edition) if path == PATH else _part(edition, path)


def by_last_coverage(edition: Edition) -> list[Story]:
    """Give all stories, the one covered last first, those without a date at the end."""
    return edition.shared(_by_last_coverage)


def _by_last_coverage(edition: Edition) -> list[Story]:
    return story_lists.by_last_coverage(edition, edition.archive.stories)


def _listing(edition: Edition) -> tuple[list[Story], Listing]:
    return parts.kept(edition, PATH, lambda: _plan(edition))


def _plan(edition: Edition) -> tuple[list[Story], Listing]:
    stories = story_lists.in_parts(edition, edition.archive.stories)
    return stories, parts.listing(PATH, story_lists.entries(edition, stories))


def _first(edition: Edition) -> Page:
    listing = _listing(edition)[1]
    newest = by_last_coverage(edition)[: len(listing.places)]
    said = Head(
        title="Stories",
        description=f"Every story in {edition.site.name}, with its articles, outlets and sources.",
    )
    shows = {
        "kicker": "Browse",
        "dek": "Every story gathers the articles, outlets and cited sources that belong together.",
        "count": plural(len(edition.archive.stories), "story", "stories"),
        "crumbs": [],
        "groups": _groups(edition, newest, is_part=bool(listing.parts)),
        "parts": part_links.of_first(
            edition, listing, "By year of the last coverage", "Earlier stories"
        ),
    }
    return head.page(edition, KIND, PATH, said, shows)


def _part(edition: Edition, path: str) -> Page:
    stories, listing = _listing(edition)
    part = listing.part(path)
    title = f"Stories, {part_links.title(part)}"
    said = Head(
        title=title, description=f"Stories in {edition.site.name} by last coverage: {title}."
    )
    shows = {
        "kicker": "Browse",
        "dek": "",
        "count": "",
        "crumbs": crumbs(edition, ("Stories", PATH)),
        "groups": _groups(edition, [stories[place] for place in part.places], is_part=True),
        "parts": part_links.of_part(edition, listing, part, "By year of the last coverage"),
    }
    return head.page(edition, KIND, path, said, shows)


def _groups(edition: Edition, stories: Sequence[Story], *, is_part: bool) -> list[Card]:
    """Give the cards by the year of the last coverage; without headings where one is enough."""
    years = [
        (year, [cards.story(edition, story) for story in members])
        for year, members in groupby(
            stories, key=lambda story: story_lists.last_date(edition, story)[:4]
        )
    ]
    return [
        {
            "label": (str(int(year)) if year else "Undated") if is_part or len(years) > 1 else "",
            "stories": members,
        }
        for year, members in years
    ]


KIND = Kind(name="stories", section=PATH, paths=paths, page=page)
