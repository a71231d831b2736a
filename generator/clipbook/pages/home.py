"""The home page: what the archive holds, its lead story, and the ways in."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import islice

from clipbook.edition import Edition
from clipbook.exports import json_ld
from clipbook.model import dates
from clipbook.model.holdings import Articles
from clipbook.model.story import Story
from clipbook.pages import activity, cards, head, stories, tallies
from clipbook.pages.cards import Card
from clipbook.pages.head import Head
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


def paths(_edition: Edition) -> Iterable[str]:
    """Give the one path."""
    return (PATH,)


def shows(edition: Edition, paths: Container[str], slugs: Container[str]) -> bool:
    """Say whether words of any of these articles or stories stand here."""
    latest = edition.archive.articles.newest_first()[:LATEST]
    lead = _lead(edition)
    told = [lead, *_others(edition, lead)] if lead else []
    return any(path in paths for path in latest.paths) or any(one.slug in slugs for one in told)


def page(edition: Edition, path: str) -> Page:
    """Make the page."""
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
        "span": dates.span([date for date in set(archive.articles.dates) if date]),
        "lead": _lead_card(edition, lead) if lead else None,
        "latest": [cards.article(edition, a) for a in archive.articles.newest_first()[:LATEST]],
        "activity": activity.chart(archive.articles.dates, archive.cited.dates),
        "stories": _more_stories(edition, lead),
        "outlets": tallies.outlets(edition, archive.articles, OUTLETS),
        "topics": tallies.topics(edition, archive.articles, TOPICS),
        "ways": {
            name: site.addresses.of(f"{name}/index")
            for name in ("stories", "outlets", "topics", "sources")
        },
    }
    return head.page(edition, KIND, path, said, shows)


def _stats(edition: Edition) -> list[Card]:
    archive = edition.archive
    return [
        stat(len(archive.articles), "article"),
        stat(len(archive.stories), "story", "stories"),
        stat(tallies.named_outlets(archive.articles), "named outlet"),
        stat(len(archive.cited), "cited source"),
    ]


def _lead(edition: Edition) -> Story | None:
    """Choose the story with the most articles, of several the one covered last."""
    by_story = edition.archive.by_story
    covered = [story for story in stories.by_last_coverage(edition) if story.slug in by_story]
    return max(covered, key=lambda story: len(by_story[story.slug]), default=None)


def _lead_card(edition: Edition, story: Story) -> Card:
    articles = edition.archive.by_story[story.slug]
    cited = {source.url for own in articles.sources for source in own}
    what = plural(len(articles), "article")
    if len(articles) > 1:
        what = f"all {what}"
    more = f" and {plural(len(cited), 'cited source')}" if cited else ""
    return {
        **cards.story(edition, story),
        "cluster": [cards.reference(edition, a) for a in _one_of_each_outlet(articles)],
        "more": f"Compare {what}{more}",
    }


def _one_of_each_outlet(articles: Articles) -> Articles:
    """Give articles of as many outlets as there is room for, the first of each before seconds."""
    seen: set[str] = set()
    firsts: list[int] = []
    rest: list[int] = []
    for row, outlet in zip(articles.rows, articles.outlets, strict=True):
        is_first = outlet != "" and outlet not in seen
        (firsts if is_first else rest).append(row)
        seen.add(outlet)
    return Articles(articles.holdings, [*firsts, *rest][:CLUSTER])


def _more_stories(edition: Edition, lead: Story | None) -> list[Card]:
    return [cards.story(edition, story) for story in _others(edition, lead)]


def _others(edition: Edition, lead: Story | None) -> list[Story]:
    others = (story for story in stories.by_last_coverage(edition) if story is not lead)
    return list(islice(others, STORIES))


KIND = Kind(name="home", section=PATH, paths=paths, page=page)
