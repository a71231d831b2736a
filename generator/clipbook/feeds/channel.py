"""What can be followed: the whole archive, a story, an outlet, a topic."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clipbook.edition import Edition
from clipbook.model.article import Article

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
    articles: tuple[Article, ...]
    subtitle: str = ""


def channels(edition: Edition) -> Iterator[Channel]:
    """Give everything that can be followed, in a fixed order.

    A story can be followed before its first article; an outlet that is only cited has no feed.
    """
    archive, name = edition.archive, edition.site.name
    everything = newest_first(archive.articles)
    yield Channel("atom.xml", "index", name, everything, edition.site.description)
    for story in archive.stories:
        articles = newest_first(archive.by_story.get(story.slug, ()))
        page, title = f"stories/{story.slug}", f"{story.title} – {name}"
        yield Channel(f"{page}.atom.xml", page, title, articles, story.dek or "")
    for key, outlet in archive.outlets.items():
        if key in archive.by_outlet:
            page, title = f"outlets/{key}", f"{outlet.name} – {name}"
            articles = newest_first(archive.by_outlet[key])
            yield Channel(f"{page}.atom.xml", page, title, articles)
    for topic in archive.topics.values():
        page, title = f"topics/{topic.slug}", f"{topic.name} – {name}"
        yield Channel(f"{page}.atom.xml", page, title, newest_first(topic.articles))


def newest_first(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Give the newest of articles that come in the archive's order; the undated come last."""
    dated = bisect(articles, 0, key=lambda article: int(article.date is None))
    newest = articles[max(0, dated - NEWEST) : dated][::-1]
    return (*newest, *articles[dated : dated + NEWEST - len(newest)])
