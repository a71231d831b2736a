"""What can be found: articles and stories as documents, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clipbook import markup
from clipbook.edition import Edition
from clipbook.model.archive import topic_slug, topic_slugs
from clipbook.model.article import Article
from clipbook.model.dates import PartialDate
from clipbook.model.outlet import NO_OUTLET
from clipbook.model.story import Story
from clipbook.pages.dating import UNDATED
from clipbook.search.cards import Card, article_card, story_card

TITLE, NAMES, LEAD, BODY = 8, 3, 1, 0
"""What one occurrence in a field weighs, in mentions; 0: one mention, the less the longer the text.

The lead is part of the body and counts in both."""

UNKNOWN = "-"
"""The facet key of what is not recorded: no slug, so no outlet's and no year's own."""

FACETS = ("kind", "outlet", "story", "topic", "year")

Labels = dict[str, dict[str, str]]
"""By facet: what readers are told for each key."""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found, holding no word that its rights forbid."""

    language: str
    """The BCP 47 tag by which its words are stemmed."""
    fields: tuple[tuple[str, int], ...]
    """Texts, each with what one occurrence in it weighs."""
    length: int
    """Characters of the body."""
    keys: tuple[tuple[str, ...], ...]
    """For each of `FACETS`, in that order, the keys it falls under."""
    card: Card


def count(edition: Edition) -> int:
    """Give the number of documents."""
    return len(edition.archive.articles) + len(edition.archive.stories)


def count_dated(edition: Edition) -> int:
    """Give the number of documents with a date: they come first."""
    stories = sum(_story_date(edition, story) is not None for story in edition.archive.stories)
    return stories + sum(bool(date) for date in edition.archive.articles.iso_dates)


def documents(edition: Edition) -> Iterator[Document]:
    """Give every document, newest first, the undated last; a story before its articles."""
    holdings = edition.archive.articles.holdings
    for story, row in _newest_first(edition):
        if story:
            yield _of_story(edition, story)
        else:
            yield _of_article(edition, holdings.article(row))


def labels(edition: Edition) -> Labels:
    """Give what readers are told for each key of each facet."""
    archive = edition.archive
    topics = {topic_slug(tag): tag for story in archive.stories for tag in sorted(story.tags)[::-1]}
    return {
        "kind": {"story": "Story"},
        "outlet": {UNKNOWN: NO_OUTLET}
        | {key: outlet.name for key, outlet in archive.outlets.items()},
        "story": {story.slug: story.title for story in archive.stories},
        "topic": topics | {slug: topic.name for slug, topic in archive.topics.items()},
        "year": {UNKNOWN: UNDATED},
    }


def _newest_first(edition: Edition) -> list[tuple[Story | None, int]]:
    """Give stories, and articles by their row in the holdings."""
    dated: list[tuple[str, bool, str, Story | None, int]] = []
    undated: list[tuple[bool, str, Story | None, int]] = []
    for story in edition.archive.stories:
        date = max(edition.archive.of_story(story.slug).iso_dates, default="")
        if date:
            dated.append((date, True, story.slug, story, 0))
        else:
            undated.append((False, story.slug, story, 0))
    articles = edition.archive.articles
    for date, ident, row in zip(articles.iso_dates, articles.ids, articles.rows, strict=True):
        if date:
            dated.append((date, False, ident, None, row))
        else:
            undated.append((True, ident, None, row))
    dated.sort(key=lambda entry: entry[:3], reverse=True)
    undated.sort(key=lambda entry: entry[:2])
    return [entry[-2:] for entry in dated] + [entry[-2:] for entry in undated]


def _of_article(edition: Edition, article: Article) -> Document:
    showing = edition.showing(article)
    outlet = edition.archive.outlet_of(article)
    text = showing.text or showing.snippet
    lead = markup.first_words(text, markup.LEAD_WORDS)
    names = [*([outlet.name] if outlet else []), *article.authors]
    body = "\n".join([showing.text, showing.snippet, *showing.takeaways])
    story = article.story if article.story in edition.archive.story_by_slug else None
    return Document(
        language=article.lang or edition.site.language,
        fields=(
            (article.title, TITLE),
            ("\n".join([*names, *article.tags]), NAMES),
            (lead, LEAD),
            (body, BODY),
        ),
        length=len(body),
        keys=(
            (article.kind.value,),
            (outlet.key if outlet else UNKNOWN,),
            (story,) if story else (),
            _topics(article.tags),
            (_year(article.date),),
        ),
        card=article_card(edition, article, lead),
    )


def _of_story(edition: Edition, story: Story) -> Document:
    articles = edition.archive.of_story(story.slug)
    lead = markup.first_words(story.dek or " ".join(story.takeaways), markup.LEAD_WORDS)
    body = "\n".join([story.dek or "", *story.takeaways])
    return Document(
        language=edition.site.language,
        fields=((story.title, TITLE), ("\n".join(story.tags), NAMES), (lead, LEAD), (body, BODY)),
        length=len(body),
        keys=(
            ("story",),
            (),
            (story.slug,),
            _topics([*story.tags, *(tag for tags in articles.tags for tag in tags)]),
            (_year(_story_date(edition, story)),),
        ),
        card=story_card(edition, story, articles, lead),
    )


def _story_date(edition: Edition, story: Story) -> PartialDate | None:
    return PartialDate.known(max(edition.archive.of_story(story.slug).iso_dates, default=""))


def _topics(tags: Iterable[str]) -> tuple[str, ...]:
    return topic_slugs(tags)


def _year(date: PartialDate | None) -> str:
    return f"{date.year:04}" if date else UNKNOWN
