"""The archive whole: every article, story and outlet, and how they refer to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from clipbook.model.article import Article, Words
from clipbook.model.citations import Citations, CitedPage
from clipbook.model.columns import Glance
from clipbook.model.holdings import Articles
from clipbook.model.ledger import Ledger
from clipbook.model.outlet import Outlet
from clipbook.model.rights import Rights, effective
from clipbook.model.slugs import name_slug
from clipbook.model.story import Story

__all__ = ["Archive", "CitedPage", "Topic", "topic_slug"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag, with the articles that carry it."""

    slug: str
    name: str
    articles: Articles


@dataclass(frozen=True)
class Archive:
    """All that is published, in one fixed order; drafts are left out before."""

    articles: Articles
    """Oldest first, the undated last."""
    stories: tuple[Story, ...]
    """By slug."""
    outlets: Mapping[str, Outlet]
    """By key, in the order of the keys."""
    site_rights: Rights = Rights.FULL
    ledger: Ledger = field(default_factory=Ledger)
    """What curators decided on stories."""

    def outlet_of(self, article: Article | Glance) -> Outlet | None:
        """Give an article's outlet, or None where none is recorded."""
        return self.outlets.get(article.outlet) if article.outlet else None

    def rights_of(self, article: Article) -> Rights:
        """Decide how much of an article may be shown."""
        outlet = self.outlet_of(article)
        return effective(article.rights, outlet.rights if outlet else None, self.site_rights)

    def words_of(self, article: Article) -> Words:
        """Give the text of an article, whatever its rights."""
        return self.articles.holdings.words(self.row_of[article.id])

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Rows of the holdings by the id of the article."""
        return dict(zip(self.articles.ids, self.articles.rows, strict=True))

    @cached_property
    def story_by_slug(self) -> dict[str, Story]:
        """Stories by slug."""
        return {story.slug: story for story in self.stories}

    @cached_property
    def moved(self) -> dict[str, str]:
        """Slugs of stories that are no more, and of the published ones that they were put into."""
        known = self.story_by_slug
        leads = sorted(self.ledger.moved.items())
        return {old: new for old, new in leads if new in known and old not in known}

    @cached_property
    def by_story(self) -> dict[str, Articles]:
        """Articles by the slug of their story; under "" those in none."""
        return self._group(self.articles.stories)

    @cached_property
    def by_outlet(self) -> dict[str, Articles]:
        """Articles by the key of their outlet; under "" those without one."""
        return self._group(self.articles.outlets)

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Topics by slug, in that order; the name is the first spelling in sort order."""
        names: dict[str, set[str]] = defaultdict(set)
        grouped: dict[str, list[int]] = defaultdict(list)
        found = self.articles
        of_story = {story.slug: story.tags for story in self.stories if story.tags}
        alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
        for row, own, story in zip(found.rows, found.tags, found.stories, strict=True):
            alike.setdefault((own, of_story.get(story, ())), []).append(row)
        for (own, others), rows in alike.items():
            tags = (*own, *others)
            for slug in topic_slugs(tags):
                grouped[slug] += rows
            for tag in tags:
                names[topic_slug(tag)].add(tag)
        return {
            slug: Topic(slug, min(names[slug]), self._chosen(sorted(grouped[slug])))
            for slug in sorted(grouped)
        }

    @cached_property
    def cited(self) -> Citations:
        """Cited pages by address, dated ones first, oldest first."""
        return Citations(self.articles, self.outlets)

    def of_story(self, slug: str) -> Articles:
        """Give the articles of a story, none where it has none."""
        return (slug and self.by_story.get(slug)) or self._chosen(())

    def of_outlet(self, key: str) -> Articles:
        """Give the articles of an outlet, none where it is only cited."""
        return (key and self.by_outlet.get(key)) or self._chosen(())

    def citing(self, pages: Iterable[CitedPage]) -> Articles:
        """Give the articles that cite any of these pages, each once, in the order of the pages."""
        rows = dict.fromkeys(row for page in pages for row in page.cited_by.rows)
        return self._chosen(list(rows))

    def cited_in(self, articles: Articles) -> tuple[CitedPage, ...]:
        """Give the pages that these articles cite, in the order of `cited`."""
        urls = {source.url for own in articles.sources for source in own}
        return tuple(sorted((self.cited[url] for url in urls), key=lambda page: page.order))

    def _group(self, keys: Sequence[str]) -> dict[str, Articles]:
        grouped: dict[str, list[int]] = defaultdict(list)
        for key, row in zip(keys, self.articles.rows, strict=True):
            grouped[key].append(row)
        return {key: self._chosen(rows) for key, rows in grouped.items()}

    def _chosen(self, rows: Sequence[int]) -> Articles:
        return Articles(self.articles.holdings, rows)


@lru_cache(maxsize=8192)
def topic_slug(tag: str) -> str:
    """Give the address name of a tag; case, accents and punctuation do not part topics."""
    return name_slug(tag)


@lru_cache(maxsize=8192)
def _slugs(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({topic_slug(tag) for tag in tags}))


def topic_slugs(tags: Iterable[str]) -> tuple[str, ...]:
    """Give the topics that tags name, each once, in the order of their slugs."""
    return _slugs(tuple(tags))
