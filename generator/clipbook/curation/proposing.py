"""What the machine would do with the articles that are in no story, on the content as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from clipbook.curation.proposals import Candidate, Proposal
from clipbook.model.article import Article
from clipbook.model.dates import PartialDate
from clipbook.model.slugs import MAX_BYTES, slugify
from clipbook.store.content import Content

if TYPE_CHECKING:
    from clipbook.grouping.grouping import Grouping
    from clipbook.grouping.grouping import Proposal as Found
    from clipbook.grouping.piece import Piece

SURE = 0.15
"""The margin from which on a proposal is taken unasked when articles come in."""
_SHARED = 6
_LEAD = 2_000
"""Characters of a text: more than are read of it."""


@dataclass(frozen=True)
class Outlook:
    """The articles of an archive grouped, those in stories held where they are."""

    content: Content
    dial: float

    @cached_property
    def grouping(self) -> Grouping:
        """Everything that was found."""
        from clipbook.grouping.grouping import group  # noqa: PLC0415 - loads numpy and scipy

        ledger = self.content.ledger
        found = pieces(self.content)
        return group(found, dial=self.dial, same=ledger.together, apart=ledger.apart)

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """Stories to join and to make, in the order of their first articles."""
        names = _Names(
            {story.slug for story in self.content.stories} | {*self.content.ledger.moved}
        )
        return tuple(self._proposal(each, names) for each in self.grouping.proposals)

    def candidate(self, article: str, margin: float | None = None) -> Candidate:
        """Give an article with what speaks for its place."""
        why = self.grouping.why(article)
        if why is None:
            return Candidate(id=article)
        shared = tuple(dict.fromkeys(term.text for term in why.shared))[:_SHARED]
        sure = round(why.margin if margin is None else margin, 2)
        return Candidate(id=article, margin=sure, nearest=why.nearest, shared=shared, days=why.gap)

    def _proposal(self, found: Found, names: _Names) -> Proposal:
        chosen = tuple(self.candidate(each.id, each.margin) for each in found.members)
        if found.story:
            return Proposal(story=found.story, articles=chosen)
        first = self._titled(each.id for each in found.members)
        title = first.title if first else "Untitled story"
        base = slugify(title, "") or chosen[0].id
        return Proposal(story=names.free(base), title=title, articles=chosen)

    def _titled(self, ids: Iterator[str]) -> Article | None:
        """Give the first article whose headline is its own, and no sentence of its text."""
        articles = self.content.articles
        number = self.number
        found = (articles[number[each]] for each in ids)
        return next((each for each in found if "title" not in each.inferred), None)

    @cached_property
    def number(self) -> dict[str, int]:
        """Places of articles by their ids."""
        return {ident: place for place, ident in enumerate(self.content.articles.ids)}


@dataclass(slots=True)
class _Names:
    """Slugs that are taken."""

    taken: set[str]

    def free(self, base: str) -> str:
        """Take a slug for a new story: this one, or with a number behind it."""
        slug, number = base, 2
        while slug in self.taken:
            tail = f"-{number}"
            slug = base[: MAX_BYTES - len(tail)].rstrip("-") + tail
            number += 1
        self.taken.add(slug)
        return slug


def pieces(content: Content) -> list[Piece]:
    """Give every article as it is grouped: headline, beginning, day, address, language, story."""
    return list(_pieces(content))


def _pieces(content: Content) -> Iterator[Piece]:
    from clipbook.grouping.piece import Piece  # noqa: PLC0415

    articles, holdings = content.articles, content.articles.holdings
    # A story that has no file is none: its articles are as free as others.
    stories = {story.slug for story in content.stories}
    for article, row in zip(articles, articles.rows, strict=True):
        story = article.story if article.story in stories else ""
        yield Piece(
            article.id,
            article.title,
            (holdings.words(row).text or article.snippet or "")[:_LEAD],
            _day(article.date),
            article.url or "",
            article.lang or "",
            story or "",
        )


def _day(date: PartialDate | None) -> float | None:
    whole = date.as_day if date else None
    return float(whole.toordinal()) if whole else None
