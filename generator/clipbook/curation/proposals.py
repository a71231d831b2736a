"""What the machine proposes: articles for a story that is there, or for a new one, with reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from clipbook.curation.edits import Edits, Placing
from clipbook.model.article import Article, Placement
from clipbook.model.fields import Line, Slug
from clipbook.model.record import Record
from clipbook.model.story import StoryEntry


class Candidate(Record):
    """An article that is proposed for a story, with the reasons."""

    id: Slug
    """The article's id."""
    margin: float | None = None
    """How far the story was ahead of the next best."""
    sure: float | None = None
    """How sure its place is: an import takes what has 1 or more."""
    nearest: Slug | None = None
    """The article of the story that it is most like."""
    shared: tuple[Line, ...] = ()
    """Names, words and figures that they share; names first, by their weight."""
    days: int | None = None
    """Days between the two."""


class Proposal(Record):
    """Articles that are proposed for one story."""

    story: Slug
    """The slug of the story, which is there, or is to be made."""
    title: Line | None = None
    """What a new story is to be called; nothing where it is there."""
    articles: tuple[Candidate, ...]

    @property
    def margin(self) -> float:
        """Give the least margin of its articles: the proposal is as sure as its weakest part."""
        return min((each.margin or 0.0 for each in self.articles), default=0.0)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who takes proposals, and whether that is the machine itself."""

    placement: Placement
    is_machine: bool = False


def accepted(
    proposals: Iterable[Proposal], articles: Mapping[str, Article], signature: Signature
) -> Edits:
    """Make edits of proposals; articles that are gone meanwhile are left out."""
    taken = [each for each in proposals if any(one.id in articles for one in each.articles)]
    placings = (
        Placing(articles[one.id], each.story, _placement(one, signature), signature.is_machine)
        for each in taken
        for one in each.articles
        if one.id in articles
    )
    made = {each.story: _entry(each, articles) for each in taken if each.title}
    return Edits(tuple(placings), made=made)


def _placement(candidate: Candidate, signature: Signature) -> Placement:
    return signature.placement.model_copy(
        update={
            "nearest": candidate.nearest,
            "shared": candidate.shared,
            "days": candidate.days,
            "margin": candidate.margin,
        }
    )


def _entry(proposal: Proposal, articles: Mapping[str, Article]) -> StoryEntry:
    there = [articles[each.id] for each in proposal.articles if each.id in articles]
    first = min(there, key=lambda article: article.order)
    return StoryEntry(title=proposal.title or "", founding=first.id, inferred=("title",))


def titled_by_hand(edits: Edits, proposed: Collection[str]) -> Edits:
    """Take the mark *inferred* off the titles of new stories that the machine did not propose."""
    made = {
        slug: each if each.title in proposed else each.model_copy(update={"inferred": ()})
        for slug, each in edits.made.items()
    }
    return replace(edits, made=made)


def sure(proposals: Sequence[Proposal], margin: float) -> list[Proposal]:
    """Give what is at least so sure: of stories that are there each article on its own."""
    found = []
    for each in proposals:
        if each.title:
            found += [each] if each.margin >= margin else []
        else:
            some = tuple(one for one in each.articles if (one.margin or 0.0) >= margin)
            found += [each.model_copy(update={"articles": some})] if some else []
    return found
