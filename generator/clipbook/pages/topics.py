"""The table of all topics."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.edition import Edition
from clipbook.model.archive import Topic
from clipbook.pages import dating, tallies
from clipbook.pages.cards import Card
from clipbook.pages.head import Head, page
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.wording import number, plural

PATH = "topics/index"


def pages(edition: Edition) -> Iterator[Page]:
    """Give the one page."""
    topics = edition.archive.topics.values()
    said = Head(title="Topics", description=f"What the coverage in {edition.site.name} is about.")
    ranked = sorted(topics, key=lambda topic: (-len(topic.articles), topic.name.casefold()))
    shows = {
        "kicker": "Browse",
        "dek": "What the coverage is about.",
        "count": plural(len(topics), "topic"),
        "rows": [_row(edition, topic) for topic in ranked],
    }
    yield page(edition, KIND, PATH, said, shows)


def _row(edition: Edition, topic: Topic) -> Card:
    latest = max((article.date for article in topic.articles if article.date), default=None)
    return {
        "name": topic.name,
        "path": edition.site.addresses.of(f"topics/{topic.slug}"),
        "articles": number(len(topic.articles)),
        "stories": number(len(tallies.story_slugs(edition, topic.articles))),
        "outlets": number(tallies.named_outlets(topic.articles)),
        "latest": latest.long if latest else dating.UNDATED,
        "latest_iso": str(latest) if latest else "",
    }


KIND = Kind(name="topics", stamped=False, section=PATH, pages=pages)
