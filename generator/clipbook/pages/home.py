"""The home page: what the archive holds, its lead story, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clipbook.edition import Edition
from clipbook.exports import json_ld
from clipbook.model import dates
from clipbook.model.article import Article
from clipbook.model.story import Story
from clipbook.pages import activity, cards, outlets, stories, tallies
from clipbook.pages.cards import Card
from clipbook.pages.head import Head, page
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.wording import plural, stat

PATH = "index"

TAGLINE = ("What was reported,", "where and when")
"""Stands on the home page where a curator has set no line; the second half is emphasised."""
DEK = "Every article links to its outlet, its story and the original."

CLUSTER = 6
LATEST = 10
STORIES = 6
OUTLETS = 10
TOPICS = 20


def pages(edition: Edition) -> Iterator[Page]:
    """Give the one page."""
    site, archive = edition.site, edition.archive
    lead = _lead(edition)
    said = Head(
        title=site.name,
        description=site.description or f"{' '.join(TAGLINE)}. {DEK}",
        json_ld=json_ld.site(edition),
    )
    shows = {
        "tagline": [site.settings.tagline, ""] if site.settings.tagline else list(TAGLINE),
        "dek": site.description or DEK,
        "empty": not archive.articles,
        "stats": _stats(edition),
        "span": dates.span([article.date for article in archive.articles if article.date]),
        "lead": _lead_card(edition, lead) if lead else None,
        "latest": [cards.article(edition, a) for a in _latest(archive.articles)],
        "activity": activity.chart(
            [article.date for article in archive.articles],
            [source.source.date for source in archive.cited.values()],
        ),
        "stories": _more_stories(edition, lead),
        "outlets": tallies.outlets(edition, archive.articles, OUTLETS),
        "topics": tallies.topics(edition, archive.articles, TOPICS),
        "ways": {
            name: site.addresses.of(f"{name}/index")
            for name in ("stories", "outlets", "topics", "sources")
        },
    }
    yield page(edition, KIND, PATH, said, shows)


def _stats(edition: Edition) -> list[Card]:
    archive = edition.archive
    named = [outlet for outlet in outlets.shown(edition) if outlet.key in archive.by_outlet]
    return [
        stat(len(archive.articles), "article"),
        stat(len(archive.stories), "story", "stories"),
        stat(len(named), "named outlet"),
        stat(len(archive.cited), "cited source"),
    ]


def _lead(edition: Edition) -> Story | None:
    """Choose the story with the most articles, of several the one covered last."""
    by_story = edition.archive.by_story
    covered = [story for story in stories.by_last_coverage(edition) if story.slug in by_story]
    return max(covered, key=lambda story: len(by_story[story.slug]), default=None)


def _lead_card(edition: Edition, story: Story) -> Card:
    articles = edition.archive.by_story[story.slug]
    cited = {source.url for article in articles for source in article.sources}
    what = plural(len(articles), "article")
    if len(articles) > 1:
        what = f"all {what}"
    more = f" and {plural(len(cited), 'cited source')}" if cited else ""
    return {
        **cards.story(edition, story),
        "cluster": [cards.reference(edition, a) for a in _one_of_each_outlet(articles)],
        "more": f"Compare {what}{more}",
    }


def _one_of_each_outlet(articles: Sequence[Article]) -> list[Article]:
    """Give articles of as many outlets as there is room for, the first of each before seconds."""
    seen: set[str] = set()
    firsts: list[Article] = []
    rest: list[Article] = []
    for article in articles:
        is_first = article.outlet is not None and article.outlet not in seen
        (firsts if is_first else rest).append(article)
        seen.add(article.outlet or "")
    return [*firsts, *rest][:CLUSTER]


def _latest(articles: Sequence[Article]) -> list[Article]:
    return tallies.newest_first(articles)[:LATEST]


def _more_stories(edition: Edition, lead: Story | None) -> list[Card]:
    others = [story for story in stories.by_last_coverage(edition) if story is not lead]
    return [cards.story(edition, story) for story in others[:STORIES]]


KIND = Kind(name="home", stamped=False, section=PATH, pages=pages)
