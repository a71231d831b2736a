"""The content as it stands: what it is known by, and what a proposal rests on in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from clipbook import checks
from clipbook.config import Site
from clipbook.curation import dial
from clipbook.curation.proposals import Proposal
from clipbook.errors import ContentError
from clipbook.model.article import Article
from clipbook.model.story import Story
from clipbook.problems import Severity
from clipbook.store import content as contents
from clipbook.store.content import Content
from clipbook.store.desk import Desk

_DIGEST = 16


@dataclass(frozen=True)
class Standing:
    """Content that is sound, with the ways to what proposals name."""

    content: Content
    key: bytes
    """Tells this state of the content from others."""

    @cached_property
    def rows(self) -> dict[str, int]:
        """Rows of the articles' holdings, by id."""
        articles = self.content.articles
        return dict(zip(articles.ids, articles.rows, strict=True))

    @cached_property
    def stories(self) -> dict[str, Story]:
        """Stories by their slugs."""
        return {story.slug: story for story in self.content.stories}

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        articles = self.content.articles
        for ident, story in zip(articles.ids, articles.stories, strict=True):
            if story:
                found.setdefault(story, []).append(ident)
        return found

    def members(self, story: str) -> list[str]:
        """Give the ids of a story's articles, by date."""
        return self._members.get(story, [])

    def founding(self, story: str) -> str:
        """Give the id of the article that a story began with; empty where there is no story."""
        found, inside = self.stories.get(story), self.members(story)
        if found is None or found.founding in inside:
            return found.founding or "" if found else ""
        return inside[0] if inside else ""

    def story_of(self, article: str) -> str:
        """Give the slug of an article's story, empty where it is in none."""
        return self.content.articles.columns.stories[self.rows[article]]

    def article(self, ident: str) -> Article:
        """Give an article whole; raises KeyError where there is none."""
        return self.content.articles.holdings.article(self.rows[ident])

    def mark(self, proposal: Proposal) -> str:
        """Name a proposal with all that it rests on: it stands while that stays as it is."""
        return blake2b(repr([*self._rests_on(proposal)]).encode(), digest_size=_DIGEST).hexdigest()

    def _rests_on(self, proposal: Proposal) -> Iterator[object]:
        story, ledger = proposal.story, self.content.ledger
        yield story, bool(proposal.title), story in self.stories, ledger.moved.get(story)
        digest = self.content.articles.holdings.digest
        for ident in (*(one.id for one in proposal.articles), "", *self.members(story)):
            row = self.rows.get(ident)
            yield ident, row is not None and digest(row)
        for one in proposal.articles:
            yield ledger.of_article(one.id)


def look(site: Site, before: Standing | None) -> Standing:
    """Look at every file of the content; what is known of them is read, and never kept by us.

    Who keeps it is the session beside us, which would forget all that it holds. Raises
    ContentError where the content has errors.
    """
    desk = Desk.open(site.root)
    found = contents.of_desk(desk, site.content, site.settings.rights, 1)
    mark = dial.read(site.root, site.content)
    key = _key(desk, mark)
    if before and before.key == key:
        found.close()
        return before
    problems = checks.run(found)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ContentError(problems)
    return Standing(found, key)


def _key(desk: Desk, mark: dial.Dial) -> bytes:
    entries = desk.catalogue.entries
    books = [known.get("digest", b"") for known in (desk.read_before, desk.ledger_before)]
    files = sorted(zip(entries.files, entries.digests, strict=True))
    return blake2b(repr((mark, books, files)).encode(), digest_size=_DIGEST).digest()
