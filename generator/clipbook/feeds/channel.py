"""What can be followed: the whole archive, a story, an outlet, a topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clipbook.edition import Edition
from clipbook.model.holdings import Articles

NEWEST = 50
"""Articles in a feed."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One thing that can be followed, with its newest articles, newest first."""

    path: str
    """Of the feed, from the root of the site."""
    page: str
    """The place of the page that it follows, without a suffix."""
    title: str
    articles: Articles
    subtitle: str = ""


SITE = "atom.xml"
SUFFIX = ".atom.xml"


def paths(edition: Edition) -> Iterator[str]:
    """Give the path of everything that can be followed, in a fixed order.

    A story can be followed before its first article; an outlet that is only cited has no feed.
    Whoever follows a story that was put into another one gets the feed of that one.
    """
    archive = edition.archive
    yield SITE
    yield from (f"stories/{story.slug}{SUFFIX}" for story in archive.stories)
    yield from (f"stories/{slug}{SUFFIX}" for slug in archive.moved)
    yield from (f"outlets/{key}{SUFFIX}" for key in archive.outlets if key in archive.by_outlet)
    yield from (f"topics/{slug}{SUFFIX}" for slug in archive.topics)


def channel(edition: Edition, path: str) -> Channel:
    """Give what can be followed at a path."""
    archive, name = edition.archive, edition.site.name
    if path == SITE:
        newest = newest_first(archive.articles)
        return Channel(path, "index", name, newest, edition.site.description)
    section, _, key = path.removesuffix(SUFFIX).partition("/")
    if section == "stories":
        key = archive.moved.get(key, key)
    page = f"{section}/{key}"
    path = f"{page}{SUFFIX}"
    title, articles, subtitle = _followed(edition, section, key)
    return Channel(path, page, f"{title} – {name}", newest_first(articles), subtitle)


def _followed(edition: Edition, section: str, key: str) -> tuple[str, Articles, str]:
    """Give the name of what is followed, its articles, and a line about it."""
    archive = edition.archive
    if section == "stories":
        story = archive.story_by_slug[key]
        return story.title, archive.of_story(key), story.dek or ""
    if section == "outlets":
        return archive.outlets[key].name, archive.of_outlet(key), ""
    return archive.topics[key].name, archive.topics[key].articles, ""


def newest_first(articles: Articles) -> Articles:
    """Give the newest of articles, newest first; the undated come last."""
    return articles.newest_first()[:NEWEST]
