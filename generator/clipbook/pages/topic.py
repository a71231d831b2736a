"""The page of a topic: its stories, its articles, and what it appears with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from clipbook.edition import Edition
from clipbook.exports import citation
from clipbook.model.archive import Topic
from clipbook.model.story import Story
from clipbook.pages import (
    activity,
    article_lists,
    cards,
    head,
    part_links,
    parts,
    story_lists,
    tallies,
    topics,
)
from clipbook.pages.cards import Card
from clipbook.pages.head import SITE_FEED, Head, crumbs, feed_of
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.parts import Listing
from clipbook.pages.wording import plural, short, stat

COMPANIONS = 8
OUTLETS = 12


def paths(edition: Edition) -> Iterator[str]:
    """Give the path of every topic, and of the parts of its lists."""
    for topic in edition.archive.topics.values():
        yield f"topics/{topic.slug}"
        for listing in _plan(edition, topic).listings:
            yield from listing.paths


def page(edition: Edition, path: str) -> Page:
    """Make the page of a topic, or a part of its articles or of its stories."""
    base = parts.base_of(path)
    topic = edition.archive.topics[base.rpartition("/")[2]]
    shows = _first(edition, topic) if path == base else _part(edition, topic, path)
    title = shows.pop("title", topic.name)
    said = Head(
        title=title,
        description=shows.pop("description", f"{title}: from {edition.site.name}."),
        own_feed=path == base,
    )
    return head.page(edition, KIND, path, said, shows)


def published(edition: Edition, slug: str) -> Listing:
    """Give the plan of a topic's articles."""
    return _plan(edition, edition.archive.topics[slug]).listings[0]


class _Plan(NamedTuple):
    stories: list[Story]
    listings: tuple[Listing, Listing]


def _plan(edition: Edition, topic: Topic) -> _Plan:
    """Plan the articles and the stories of a topic."""
    return parts.kept(edition, f"topics/{topic.slug}", lambda: _planned(edition, topic))


def _planned(edition: Edition, topic: Topic) -> _Plan:
    articles = article_lists.entries(topic.articles)
    stories = _stories(edition, topic)
    in_parts = story_lists.in_parts(edition, stories)
    entries = story_lists.entries(edition, in_parts)
    listings = parts.both(f"topics/{topic.slug}", articles, entries, "stories-")
    return _Plan(in_parts if listings[1].parts else stories, listings)


def _first(edition: Edition, topic: Topic) -> Card:
    articles, plan = topic.articles, _plan(edition, topic)
    published, gathered = plan.listings
    shown = article_lists.first(articles, published)
    return {
        "description": (
            f"{topic.name} in {edition.site.name}: "
            f"{plural(len(articles), 'article')}, {cards.span(articles)}."
        ),
        "crumbs": crumbs(edition, ("Topics", topics.PATH)),
        "span": cards.span(articles),
        "stats": [
            stat(len(articles), "article"),
            stat(len(plan.stories), "story", "stories"),
            stat(tallies.named_outlets(articles), "named outlet"),
        ],
        "stories": story_lists.show(edition, plan.stories, gathered.places),
        "story_parts": part_links.of_first(edition, gathered, "Stories by year", "More stories"),
        "articles": [cards.article(edition, one) for one in shown],
        "parts": part_links.of_first(edition, published, "Articles by year", "Earlier articles"),
        "activity": activity.chart(articles.dates),
        "company": _company(edition, topic),
        "outlets": tallies.outlets(edition, articles, OUTLETS),
        **_taken_away(edition, topic),
    }


def _part(edition: Edition, topic: Topic, path: str) -> Card:
    plan = _plan(edition, topic)
    published, gathered = plan.listings
    way = crumbs(edition, ("Topics", topics.PATH), (short(topic.name), f"topics/{topic.slug}"))
    shows = {**_NOTHING, "crumbs": way}
    if published.has(path):
        part = published.part(path)
        return {
            **shows,
            "title": f"{topic.name}, {part_links.title(part)}",
            "articles": article_lists.lines(edition, topic.articles, part),
            "parts": part_links.of_part(edition, published, part, "Articles by year"),
        }
    part = gathered.part(path)
    return {
        **shows,
        "title": f"{topic.name}, stories, {part_links.title(part)}",
        "stories": story_lists.show(edition, plan.stories, part.places),
        "story_parts": part_links.of_part(edition, gathered, part, "Stories by year"),
    }


_NOTHING: Card = {
    "span": "",
    "stats": [],
    "stories": [],
    "story_parts": None,
    "articles": [],
    "parts": None,
    "activity": None,
    "company": [],
    "outlets": [],
    "follow": [],
    "cite": None,
    "exports": [],
}
"""What the first page shows, and a part does not."""


def _stories(edition: Edition, topic: Topic) -> list[Story]:
    """Give the stories of its articles, and those whose own tags name it."""
    known = edition.archive.story_by_slug
    slugs = tallies.story_slugs(edition, topic.articles)
    every = dict.fromkeys([*slugs, *tallies.stories_tagged(edition, topic.slug)])
    return [known[slug] for slug in every]


def _company(edition: Edition, topic: Topic) -> list[Card]:
    """Give the topics that its articles carry beside it, each with the share in per cent."""
    total = len(topic.articles)
    found = tallies.topics(edition, topic.articles, COMPANIONS + 1)
    return [
        {
            "name": other["name"],
            "path": other["path"],
            "share": str(round(other["count"] * 100 / total)),
            "label": f"{other['n']} of {total:,}",
        }
        for other in found
        if other["slug"] != topic.slug
    ][:COMPANIONS]


def _taken_away(edition: Edition, topic: Topic) -> Card:
    path = f"topics/{topic.slug}"
    return {
        "follow": [
            {"label": "This topic (Atom)", "path": feed_of(path)},
            {"label": "All articles (Atom)", "path": SITE_FEED},
        ],
        "cite": {
            "text": citation.of_page(edition, topic.name, path, topic.articles),
            "bibtex": "",
            "files": [],
        },
        "exports": [],
    }


KIND = Kind(name="topic", section=topics.PATH, paths=paths, page=page)
