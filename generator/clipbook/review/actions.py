"""What a curator does with a proposal, planned with the functions that the commands are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from clipbook.curation import grouping_up, stories
from clipbook.curation.edits import Edits, Placing
from clipbook.curation.proposals import Proposal, titled_by_hand
from clipbook.curation.stories import Hand
from clipbook.errors import ClipbookError
from clipbook.model.article import Article
from clipbook.model.decision import Decision
from clipbook.review.standing import Standing
from clipbook.store.cache import relative
from clipbook.store.content import DECISIONS, STORIES, Content

CHANGED = (
    "this proposal has changed since the page was shown: nothing was written. "
    "What is below is how things are now"
)


class ChangedError(ClipbookError):
    """What a proposal rests on is not as it was when it was shown."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A proposal as it was shown, and the articles of it that are chosen."""

    mark: str
    proposal: Proposal
    ids: tuple[str, ...]
    title: str = ""
    """What a new story is to be called; empty for what was proposed."""
    slug: str = ""
    """The address of a new story, likewise."""


def accept(choice: Choice, content: Content, hand: Hand) -> Edits:
    """Take the articles that are chosen.

    Raises ChangedError where the proposal is not as it was, ClipbookError where it cannot be.
    """
    _check(choice, content)
    chosen = _chosen(choice)
    if chosen.title and any(story.slug == chosen.story for story in content.stories):
        raise ClipbookError(f"the address “{chosen.story}” is taken by a story; choose another")
    edits = grouping_up.taken(content, [chosen], hand)
    stories.check_sound(content, edits.decisions)
    # What a curator wrote was not concluded.
    return titled_by_hand(edits, {choice.proposal.title or ""})


def refuse(choice: Choice, content: Content, hand: Hand) -> Edits:
    """Note that the articles that are chosen are not of the story.

    Where some are in another story, all is left as it is: those are confirmed there.
    Raises ChangedError where the proposal is not as it was, ClipbookError where the ledger says
    that they are of one story.
    """
    _check(choice, content)
    standing = Standing(content, b"")
    there = [standing.article(one.id) for one in choice.proposal.articles if one.id in choice.ids]
    staying = [each for each in there if each.story]
    free = [] if staying else [each.id for each in there]
    decisions = tuple(
        Decision(apart=pair, **hand.signature) for pair in _apart(choice, standing, free)
    )
    stories.check_sound(content, decisions)
    return Edits(tuple(_confirmed(content, staying, hand)), decisions)


def settle(content: Content, hand: Hand) -> Edits:
    """Put articles where decisions want them."""
    return grouping_up.settled(content, hand.placement.at)


def written(content: Content, edits: Edits) -> tuple[str, ...]:
    """Name the files that edits change or make, relative to the archive's folder."""
    folder = relative(content.folder, content.root)
    made = [f"{folder}/{STORIES}/{slug}.md" for slug in edits.made]
    ledger = [f"{folder}/{DECISIONS}"] if edits.decisions else []
    return (*made, *ledger, *(each.article.file for each in edits.placings))


def _check(choice: Choice, content: Content) -> None:
    if Standing(content, b"").mark(choice.proposal) != choice.mark:
        raise ChangedError(CHANGED)
    if not choice.ids:
        raise ClipbookError("no article is ticked: nothing was written")


def _chosen(choice: Choice) -> Proposal:
    """Give the proposal as the curator wants it, held to what its fields may be."""
    proposal = choice.proposal
    said = proposal.model_dump()
    said["articles"] = [one for one in said["articles"] if one["id"] in choice.ids]
    if proposal.title:
        said |= {"title": choice.title or proposal.title, "story": choice.slug or proposal.story}
    try:
        return Proposal.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        fix = first.get("ctx", {}).get("fix", "")
        raise ClipbookError(f"{first['msg']}. {fix}".strip()) from None


def _apart(
    choice: Choice, standing: Standing, refused: Collection[str]
) -> Iterator[tuple[str, ...]]:
    """Give what is never together: with a story's founding article, else with all that is left."""
    first = standing.founding(choice.proposal.story)
    if first:
        yield from ((first, each) for each in refused)
        return
    every = [one.id for one in choice.proposal.articles]
    if len(refused) > 1 and set(choice.ids) >= set(every):
        yield tuple(refused)
    left = [one for one in every if one not in refused]
    yield from ((other, each) for each in refused for other in left)


def _confirmed(content: Content, staying: Collection[Article], hand: Hand) -> Iterator[Placing]:
    """Confirm the places of articles that the machine would now move."""
    ids = {each.id for each in staying}
    for story in sorted({each.story for each in staying if each.story}):
        confirmed = stories.confirm(content, story, hand)
        yield from (each for each in confirmed.placings if each.article.id in ids)
