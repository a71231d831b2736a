"""The page of a topic: its stories, its articles, and what it appears with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from clipbook.edition import Edition
from clipbook.exports import citation
from clipbook.model.archive import Topic, topic_slug
from clipbook.pages import activity, cards, tallies, topics
from clipbook.pages.cards import Card
from clipbook.pages.head import SITE_FEED, Head, crumbs, feed_of, page
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.wording import plural, stat

COMPANIONS = 8
OUTLETS = 12


def pages(edition: Edition) -> Iterator[Page]:
    """Give the page of every topic."""
    story_cards, tagged = cards.stories(edition), _tagged(edition)
    for topic in edition.archive.topics.values():
        slugs = tallies.story_slugs(edition, topic.articles)
        every = dict.fromkeys([*slugs, *tagged.get(topic.slug, ())])
        yield _page(edition, topic, [story_cards[slug] for slug in every])


def _page(edition: Edition, topic: Topic, stories: Sequence[Card]) -> Page:
    articles = topic.articles
    said = Head(
        title=topic.name,
        description=(
            f"{topic.name} in {edition.site.name}: "
            f"{plural(len(articles), 'article')}, {cards.span(articles)}."
        ),
        own_feed=True,
    )
    shows = {
        "crumbs": crumbs(edition, ("Topics", topics.PATH)),
        "span": cards.span(articles),
        "stats": [
            stat(len(articles), "article"),
            stat(len(stories), "story", "stories"),
            stat(tallies.named_outlets(articles), "named outlet"),
        ],
        "stories": list(stories),
        "articles": [cards.article(edition, one) for one in tallies.newest_first(articles)],
        "activity": activity.chart([article.date for article in articles]),
        "company": _company(edition, topic),
        "outlets": tallies.outlets(edition, articles, OUTLETS),
        **_taken_away(edition, topic),
    }
    return page(edition, KIND, f"topics/{topic.slug}", said, shows)


def _tagged(edition: Edition) -> Mapping[str, list[str]]:
    """Give the stories whose own tags name a topic."""
    tagged: defaultdict[str, list[str]] = defaultdict(list)
    for story in edition.archive.stories:
        for slug in sorted({topic_slug(tag) for tag in story.tags}):
            tagged[slug].append(story.slug)
    return tagged


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
        "cite": {"text": citation.of_page(edition, topic.name, path), "bibtex": "", "files": []},
        "exports": [],
    }


KIND = Kind(name="topic", stamped=True, section=topics.PATH, pages=pages)
