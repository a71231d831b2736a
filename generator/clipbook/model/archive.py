"""The archive whole: every article, story and outlet, and how they refer to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from clipbook.model.article import Article
from clipbook.model.dates import PartialDate
from clipbook.model.outlet import Outlet
from clipbook.model.rights import Rights, effective
from clipbook.model.slugs import name_slug
from clipbook.model.source import Source, host_of
from clipbook.model.story import Story

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CitedPage:
    """One address that articles cite, with all that they say of it."""

    url: str
    source: Source
    """The fullest of the entries that name this address."""
    outlet: Outlet | None
    cited_by: tuple[Article, ...]

    @property
    def order(self) -> tuple[bool, PartialDate, str]:
        """Sort by date, the undated last, then by address."""
        return (self.source.date is None, self.source.date or PartialDate(0), self.url)


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag, with the articles that carry it."""

    slug: str
    name: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Archive:
    """All that is published, in one fixed order; drafts are left out before."""

    articles: tuple[Article, ...]
    """Oldest first, the undated last."""
    stories: tuple[Story, ...]
    """By slug."""
    outlets: Mapping[str, Outlet]
    """By key, in the order of the keys."""
    site_rights: Rights = Rights.FULL

    def outlet_of(self, article: Article) -> Outlet | None:
        """Give an article's outlet, or None where none is recorded."""
        return self.outlets.get(article.outlet) if article.outlet else None

    def rights_of(self, article: Article) -> Rights:
        """Decide how much of an article may be shown."""
        outlet = self.outlet_of(article)
        return effective(article.rights, outlet.rights if outlet else None, self.site_rights)

    @cached_property
    def as_of(self) -> PartialDate | None:
        """The day of the newest capture: the state of the archive that a citation names."""
        days = [article.captured.at.date() for article in self.articles if article.captured]
        return PartialDate(max(days).year, max(days).month, max(days).day) if days else None

    @cached_property
    def story_by_slug(self) -> dict[str, Story]:
        """Stories by slug."""
        return {story.slug: story for story in self.stories}

    @cached_property
    def by_story(self) -> dict[str, tuple[Article, ...]]:
        """Articles by the slug of their story."""
        return _group((article.story, article) for article in self.articles)

    @cached_property
    def by_outlet(self) -> dict[str, tuple[Article, ...]]:
        """Articles by the key of their outlet."""
        return _group((article.outlet, article) for article in self.articles)

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Topics by slug, in that order; the name is the first spelling in sort order."""
        names: dict[str, set[str]] = defaultdict(set)
        for article in self.articles:
            for tag in self._tags_of(article):
                names[topic_slug(tag)].add(tag)
        grouped = _group(
            (slug, article)
            for article in self.articles
            for slug in sorted({topic_slug(tag) for tag in self._tags_of(article)})
        )
        return {slug: Topic(slug, min(names[slug]), grouped[slug]) for slug in sorted(grouped)}

    def _tags_of(self, article: Article) -> tuple[str, ...]:
        """Give an article's own tags and those that a curator gave to its whole story."""
        story = self.story_by_slug.get(article.story or "")
        return (*article.tags, *story.tags) if story else article.tags

    @cached_property
    def cited(self) -> dict[str, CitedPage]:
        """Cited pages by address, dated ones first, oldest first."""
        entries: dict[str, list[tuple[Source, Article]]] = defaultdict(list)
        for article in self.articles:
            for source in article.sources:
                entries[source.url].append((source, article))
        pages = [self._cited_page(url, pairs) for url, pairs in entries.items()]
        return {page.url: page for page in sorted(pages, key=lambda page: page.order)}

    @cached_property
    def cited_by_outlet(self) -> dict[str, tuple[CitedPage, ...]]:
        """Cited pages by the key of the outlet they belong to."""
        return _group(
            (page.outlet.key if page.outlet else None, page) for page in self.cited.values()
        )

    def cited_in(self, articles: Iterable[Article]) -> tuple[CitedPage, ...]:
        """Give the pages that these articles cite, in the order of `cited`."""
        urls = {source.url for article in articles for source in article.sources}
        return tuple(sorted((self.cited[url] for url in urls), key=lambda page: page.order))

    def outlet_of_source(self, source: Source) -> Outlet | None:
        """Give a source's outlet: as recorded, else the one whose domain its address has."""
        if source.outlet:
            return self.outlets.get(source.outlet)
        return self._outlet_by_host(host_of(source.url))

    @cached_property
    def _by_domain(self) -> dict[str, Outlet]:
        return {
            domain.casefold(): outlet
            for outlet in self.outlets.values()
            for domain in outlet.domains
        }

    def _outlet_by_host(self, host: str) -> Outlet | None:
        while host:
            if host in self._by_domain:
                return self._by_domain[host]
            host = host.partition(".")[2]
        return None

    def _cited_page(self, url: str, pairs: list[tuple[Source, Article]]) -> CitedPage:
        source = max(
            (source for source, _ in pairs),
            key=lambda source: (
                bool(source.title),
                source.date or PartialDate(0),
                bool(source.outlet),
            ),
        )
        articles = {article.id: article for _, article in pairs}
        return CitedPage(url, source, self.outlet_of_source(source), tuple(articles.values()))


@lru_cache(maxsize=8192)
def topic_slug(tag: str) -> str:
    """Give the address name of a tag; case, accents and punctuation do not part topics."""
    return name_slug(tag)


def _group(pairs: Iterable[tuple[str | None, T]]) -> dict[str, tuple[T, ...]]:
    grouped: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        if key:
            grouped[key].append(value)
    return {key: tuple(values) for key, values in grouped.items()}
