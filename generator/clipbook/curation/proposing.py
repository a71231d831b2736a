"""What the machine would do with the articles that are in no story, on the content as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from clipbook.curation.copied import copies
from clipbook.curation.proposals import Candidate, Proposal
from clipbook.model.article import Article
from clipbook.model.dates import PartialDate
from clipbook.model.slugs import MAX_BYTES, slugify
from clipbook.store.content import Content

if TYPE_CHECKING:
    from clipbook.grouping.grouping import Grouping
    from clipbook.grouping.grouping import Proposal as Found
    from clipbook.grouping.meanings import Embed
    from clipbook.grouping.piece import Piece

UNTITLED = "Untitled story"
"""What a new story is called where no article of it has a headline of its own."""
SURE = 1.0
"""How sure a place has to be for an import to take it unasked."""
_SHARED = 6
_LEAD = 2_000
"""Characters of a text: more than are read of it."""


@dataclass(frozen=True)
class Outlook:
    """The articles of an archive grouped, those in stories held where they are."""

    content: Content
    dial: float
    is_review: bool = False
    """Whether articles that the machine alone put into stories are free again."""
    largest: float | None = None
    """Articles from which on a story has to be more alike."""
    new: frozenset[str] = frozenset()
    """Articles that have just come in: where there are many others, what is near these counts."""
    embed: bool = False
    """Whether what they are about counts, too, where all are grouped."""

    @cached_property
    def grouping(self) -> Grouping:
        """Everything that was found."""
        from clipbook.grouping import group  # noqa: PLC0415 - loads numpy and scipy

        if self.new:
            from clipbook.curation import near_new  # noqa: PLC0415 - likewise

            near = near_new.grouping(self.content, self.new, self.dial, self.largest)
            if near is not None:
                return near
        ledger = self.content.ledger
        found = pieces(self.content, is_review=self.is_review)
        alike = copies(self.content, found)
        together, apart = ledger.together, ledger.apart
        return group(
            found,
            dial=self.dial,
            largest=self.largest,
            same=together,
            apart=apart,
            copies=alike,
            embed=embedder() if self.embed else None,
        )

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """Stories to join and to make, in the order of their first articles."""
        names = self._names()
        found = self._found
        if self.is_review:
            return tuple(self._changed(found, names))
        return tuple(self._proposal(each, names) for each in found)

    @property
    def changes(self) -> tuple[Proposal, ...]:
        """What a review is about: proposals that would take an article out of another story.

        Where nothing would be moved, articles wait as they do without a review.
        """
        return tuple(
            each for each in self.proposals if any(self._place(one.id) for one in each.articles)
        )

    @cached_property
    def sure(self) -> tuple[Proposal, ...]:
        """What needs no asking: of each story those articles whose place is sure.

        What is left of a story is proposed for it once that is there.
        """
        found = (
            replace(each, members=tuple(one for one in each.members if one.sure >= SURE))
            for each in self._found
        )
        kept = [each for each in found if len(each.members) > (0 if each.story else 1)]
        names = self._names()
        return tuple(self._proposal(each, names) for each in kept)

    @property
    def _found(self) -> Sequence[Found]:
        """What was found; where some are new, what holds any of them."""
        found = self.grouping.proposals
        if not self.new:
            return found
        return [each for each in found if any(one.id in self.new for one in each.members)]

    def _names(self) -> _Names:
        return _Names({story.slug for story in self.content.stories} | {*self.content.ledger.moved})

    def _changed(self, found: Iterable[Found], names: _Names) -> Iterator[Proposal]:
        """Give what would be otherwise: a group is the story that most of it is in now."""
        # A story of which a curator's part is held is that part's, however large another group is.
        claimed = {*self.grouping.bonds.stories}
        for each in sorted(found, key=lambda one: -len(one.members)):
            story = each.story or self._story_of(each, claimed)
            claimed |= {story}
            places = [self._place(one.id) for one in each.members]
            if not story and not any(places):
                # It waits as ever: nothing of it would be moved.
                continue
            pairs = zip(each.members, places, strict=True)
            others = tuple(one for one, place in pairs if not story or place != story)
            if others and (story or len(others) > 1):
                yield self._proposal(replace(each, story=story or None, members=others), names)

    def _story_of(self, found: Found, claimed: Collection[str]) -> str:
        """Give the story that most of a group is in, and no larger group is."""
        places = Counter(self._place(each.id) for each in found.members)
        known = [(-count, story) for story, count in places.items() if story not in claimed]
        return min((pair for pair in known if pair[1]), default=(0, ""))[1]

    def _place(self, article: str) -> str:
        return self.content.articles.stories[self.number[article]]

    def candidate(self, article: str) -> Candidate:
        """Give an article with what speaks for its place."""
        why = self.grouping.why(article)
        if why is None:
            return Candidate(id=article)
        # Names say more to a reader than words that weigh as much.
        ranked = sorted(why.shared, key=lambda term: not term.name)
        shared = tuple(dict.fromkeys(term.text for term in ranked))[:_SHARED]
        return Candidate(
            id=article,
            margin=round(why.margin, 2),
            sure=round(why.sure, 2),
            nearest=why.nearest,
            shared=shared,
            days=why.gap,
        )

    def _proposal(self, found: Found, names: _Names) -> Proposal:
        chosen = tuple(self.candidate(each.id) for each in found.members)
        if found.story:
            return Proposal(story=found.story, articles=chosen)
        first = self._titled(each.id for each in found.members)
        title = first.title if first else UNTITLED
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


def pieces(
    content: Content, *, is_review: bool = False, rows: Sequence[int] | None = None
) -> list[Piece]:
    """Give the articles as they are grouped: headline, beginning, day, address, language, story.

    Drafts and what is under embargo are left aside: a story would be named after them. So are
    those that stay out of all stories. In a review, those that only the machine put into a story
    are in none. With `rows`, those of the holdings alone.
    """
    return list(_pieces(content, is_review, published(content) if rows is None else rows))


def embedder() -> Embed:
    """Give what makes vectors of articles; the extra that it needs is asked for when it is used."""
    from clipbook.grouping.embedding import vectors  # noqa: PLC0415 - loads numpy

    return vectors


def published(content: Content) -> list[int]:
    """Give the rows of the holdings that are grouped."""
    drafts, ids, out = content.facts.draft, content.articles.columns.ids, content.ledger.out
    return [row for row in content.articles.rows if not drafts[row] and ids[row] not in out]


def _pieces(content: Content, is_review: bool, rows: Iterable[int]) -> Iterator[Piece]:
    from clipbook.grouping.piece import Piece  # noqa: PLC0415

    holdings = content.articles.holdings
    # A story that has no file is none: its articles are as free as others.
    stories = {story.slug for story in content.stories}
    for row, article in ((row, holdings.article(row)) for row in rows):
        is_free = is_review and "story" in article.inferred
        story = article.story if article.story in stories and not is_free else ""
        yield Piece(
            article.id,
            article.title,
            (holdings.words(row).text or article.snippet or "")[:_LEAD],
            _day(article.date),
            article.url or "",
            article.lang or "",
            story or "",
            article.outlet or "",
        )


class Days(dict[str, "float | None"]):
    """Date in EDTF -> day; each is looked at once."""

    def __missing__(self, date: str) -> float | None:
        self[date] = found = _day(PartialDate.known(date))
        return found


def _day(date: PartialDate | None) -> float | None:
    whole = date.as_day if date else None
    return float(whole.toordinal()) if whole else None
