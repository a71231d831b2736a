"""What can be found: articles and stories as documents, in the order of time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from clipbook import markup
from clipbook.edition import Edition
from clipbook.model.archive import topic_slug, topic_slugs
from clipbook.model.article import Article
from clipbook.model.dates import PartialDate
from clipbook.model.outlet import NO_OUTLET
from clipbook.model.story import Story
from clipbook.pages.dating import UNDATED
from clipbook.search.card import Card
from clipbook.search.cards import article_card, story_card

UNKNOWN = "-"
"""The facet key of what is not recorded: no slug, so no outlet's and no year's own."""

FACETS = ("kind", "outlet", "story", "topic", "year")

_NOUN_CAPITALISING = ("de", "lb")
_CAPITAL = r"[A-Z\u00c0-\u00d6\u00d8-\u00de\u0410-\u042f][\w.’'-]*\w"
_NAMES = re.compile(rf"(?<=[a-z\u00df-\u00ff\u0430-\u044f,;] ){_CAPITAL}(?: {_CAPITAL})+")

Labels = dict[str, dict[str, str]]
"""By facet: what readers are told for each key."""

Keys = tuple[tuple[str, ...], ...]
"""For each of `FACETS`, in that order, the keys that a document falls under."""


class Entry(NamedTuple):
    """A document in the order of all, before it is looked at."""

    date: str
    """In EDTF; empty where none is recorded."""
    ident: str
    story: Story | None
    row: int
    """Of an article, in the holdings."""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found, holding no word that its rights forbid."""

    language: str
    """The BCP 47 tag by which its words are stemmed."""
    title: str
    names: str
    """Outlet, authors and topics, one a line."""
    body: str
    """Text, snippet and takeaways, one a line."""
    copied: bytes
    """What copies have in common; empty where there is nothing to compare."""
    named: tuple[str, ...]
    """Names that stand in the title and the opening words."""
    keys: Keys
    card: Card


def entries(edition: Edition) -> list[Entry]:
    """Give every document: the undated first, then the oldest; a story after its last article."""
    found = [
        Entry(_newest(edition, story), story.slug, story, 0) for story in edition.archive.stories
    ]
    articles = edition.archive.articles
    for date, ident, row in zip(articles.iso_dates, articles.ids, articles.rows, strict=True):
        found.append(Entry(date, ident, None, row))
    dated = sorted((entry for entry in found if entry.date), key=_by_time)
    undated = [entry for entry in found if not entry.date]
    # Twice: ids go the other way round, and sorting keeps the order of equals.
    undated.sort(key=lambda entry: entry.ident, reverse=True)
    undated.sort(key=lambda entry: entry.story is not None)
    return [*undated, *dated]


def _by_time(entry: Entry) -> tuple[str, bool, str]:
    return entry.date, entry.story is not None, entry.ident


def document(edition: Edition, entry: Entry) -> Document:
    """Give a document whole."""
    if entry.story:
        return _of_story(edition, entry.story)
    return _of_article(edition, edition.archive.articles.holdings.article(entry.row))


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


class Marks:
    """Tells what a document was made of: the same mark, the same document."""

    def __init__(self, edition: Edition) -> None:
        """Take the edition; what an outlet adds to its articles is looked at once."""
        self._edition = edition
        self._digest = edition.archive.articles.holdings.digest
        self._columns = edition.archive.articles.columns
        self._outlets = {
            key: repr((outlet.name, outlet.rights))
            for key, outlet in edition.archive.outlets.items()
        }

    def every(self) -> bytes:
        """Give what all documents hang on."""
        site = self._edition.site
        return repr((site.language, site.settings.rights, site.flat)).encode()

    def of(self, entry: Entry) -> bytes:
        """Give the mark of a document."""
        if entry.story:
            articles = self._edition.archive.of_story(entry.ident)
            return repr((entry.story, articles.iso_dates, articles.tags)).encode()
        slug = self._columns.stories[entry.row]
        in_story = slug in self._edition.archive.story_by_slug
        key = self._columns.outlets[entry.row]
        outlet = f"{key}{self._outlets.get(key, '')}"
        return f"{entry.ident}\n{outlet}{in_story:d}".encode() + self._digest(entry.row)


def _of_article(edition: Edition, article: Article) -> Document:
    showing = edition.showing(article)
    outlet = edition.archive.outlet_of(article)
    lead = markup.first_words(showing.text or showing.snippet, markup.LEAD_WORDS)
    beside = [*([outlet.name] if outlet else []), *article.authors, *article.tags]
    story = article.story if article.story in edition.archive.story_by_slug else None
    return Document(
        language=article.lang or edition.site.language,
        title=article.title,
        names="\n".join(beside),
        body="\n".join(filter(None, [showing.text, showing.snippet, *showing.takeaways])),
        copied=fingerprint(showing.text),
        named=_named(article, lead),
        keys=(
            (article.kind.value,),
            (outlet.key if outlet else UNKNOWN,),
            (story,) if story else (),
            topic_slugs(article.tags),
            (_year(article.date),),
        ),
        card=article_card(edition, article, lead, whole=len(showing.text) > len(lead)),
    )


def _of_story(edition: Edition, story: Story) -> Document:
    articles = edition.archive.of_story(story.slug)
    lead = markup.first_words(story.dek or " ".join(story.takeaways), markup.LEAD_WORDS)
    body = "\n".join([story.dek or "", *story.takeaways])
    return Document(
        language=edition.site.language,
        title=story.title,
        names="\n".join(story.tags),
        body=body,
        copied=b"",
        named=(),
        keys=(
            ("story",),
            (),
            (story.slug,),
            topic_slugs([*story.tags, *_all(articles.tags)]),
            (_year(PartialDate.known(_newest(edition, story))),),
        ),
        card=story_card(edition, story, articles, lead, whole=len(body) > len(lead)),
    )


def _named(article: Article, lead: str) -> tuple[str, ...]:
    """Give authors, and capitalised words in a row within a sentence: enough to suggest them."""
    if (article.lang or "").startswith(_NOUN_CAPITALISING):
        return tuple(sorted(article.authors))
    words = article.title.split()
    # A headline in which most words are capitalised tells nothing.
    is_plain = 2 * sum(word[:1].isupper() for word in words) <= len(words)
    text = f"{article.title} {lead}" if is_plain else lead
    return tuple(sorted({*article.authors, *_NAMES.findall(text)}))


def _newest(edition: Edition, story: Story) -> str:
    return max(edition.archive.of_story(story.slug).iso_dates, default="")


def _all(tags: Iterable[tuple[str, ...]]) -> Iterable[str]:
    return (tag for own in tags for tag in own)


def _year(date: PartialDate | None) -> str:
    return f"{date.year:04}" if date else UNKNOWN


def fingerprint(text: str) -> bytes:
    """Name a text; nothing where it is too short to be told a copy: such are alike by chance."""
    if len(text) < SHORTEST_COPY:
        return b""
    return blake2b(text.encode(), digest_size=10).digest()


SHORTEST_COPY = 200
"""Characters."""
