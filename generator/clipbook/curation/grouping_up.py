"""Articles grouped in an archive: decisions followed, proposals taken, the dial fitted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from clipbook.curation import dial, proposing, settling
from clipbook.curation.edits import Edits
from clipbook.curation.proposals import Proposal, Signature, accepted, titled_by_hand
from clipbook.curation.proposing import Outlook
from clipbook.curation.stories import Hand, pin
from clipbook.errors import ClipbookError
from clipbook.model.article import Article, Placement
from clipbook.model.dates import PartialDate
from clipbook.store.content import Content

_FEWEST, _ENOUGH = 2, 12
"""Confirmed stories: to fit the dial at all, and to rely on it."""
MACHINE = "clipbook"
_MIDDLE = 0.0


@dataclass(frozen=True, slots=True)
class Fit:
    """What fitting the dial came to."""

    before: dial.Dial
    after: dial.Dial
    f1_before: float
    """BCubed F1 of the confirmed stories with the dial in the middle, 0 to 1."""
    f1_after: float
    """The same as it is fitted now."""

    @property
    def is_reliable(self) -> bool:
        """Whether there were enough confirmed stories."""
        return (self.after.stories or 0) >= _ENOUGH


def outlook(
    content: Content,
    mark: float | None = None,
    *,
    is_review: bool = False,
    new: Collection[str] = (),
) -> Outlook:
    """Group the archive as its dial stands, or with the dial at a mark; or what is near some."""
    stands = dial.read(content.root, content.folder)
    mark = stands.dial if mark is None else mark
    return Outlook(content, mark, is_review, stands.largest, frozenset(new), stands.embed)


def taken_unasked(content: Content, new: Collection[str], now: dt.datetime) -> Edits:
    """Give the edits that an import makes: sure proposals in which something is new."""
    if len(content.articles) < _FEWEST:
        return Edits()
    found = [each for each in outlook(content, new=new).sure if _has(each, new)]
    signature = Signature(Placement(by=MACHINE, at=now), is_machine=True)
    return accepted(found, articles_of(content, found), signature)


def taken(content: Content, proposals: Sequence[Proposal], hand: Hand) -> Edits:
    """Give the edits of proposals that a curator takes.

    Raises ClipbookError where one of them is for a story that is neither there nor to be made, or
    names articles that are not there.
    """
    stories = {story.slug for story in content.stories}
    for each in proposals:
        if not each.title and each.story not in stories:
            raise ClipbookError(f"there is no story “{each.story}”; give it a title to make it")
        if each.title and each.story in content.ledger.moved:
            raise ClipbookError(f"the address “{each.story}” leads to another story")
    found = articles_of(content, proposals)
    missing = [one.id for each in proposals for one in each.articles if one.id not in found]
    if missing:
        more = f", nor {len(missing) - 1} others of the proposals" if missing[1:] else ""
        raise ClipbookError(f"there is no article “{missing[0]}”{more}")
    edits = accepted(proposals, found, Signature(hand.placement))
    # What was in a story may have been published there: its move is a decision like any other.
    out = content.ledger.out
    moved = (
        each
        for each in edits.placings
        if (each.article.story or each.story) != each.story or each.article.id in out
    )
    pins = (pin(content, each.article.id, each.story, hand) for each in moved)
    return replace(edits, decisions=tuple(pins))


def taken_as_edited(content: Content, proposals: Sequence[Proposal], hand: Hand) -> Edits:
    """Give the edits of proposals that may have been edited: a title that is no headline is theirs.

    Raises ClipbookError as `taken` does.
    """
    headlines = {*content.articles.columns.titles, proposing.UNTITLED}
    return titled_by_hand(taken(content, proposals, hand), headlines)


def settled(content: Content, now: dt.datetime) -> Edits:
    """Give the edits that decisions ask for."""
    return settling.settle(content, now)


def articles_of(content: Content, proposals: Sequence[Proposal]) -> Mapping[str, Article]:
    """Give the articles that proposals name, as far as they are there."""
    named = {one.id for each in proposals for one in each.articles}
    articles = content.articles
    places = (place for place, ident in enumerate(articles.ids) if ident in named)
    return {article.id: article for article in (articles[place] for place in places)}


def fit(content: Content, now: dt.datetime) -> Fit:
    """Fit the dial to the stories that a curator has confirmed.

    Raises ClipbookError where there are too few.
    """
    from clipbook.grouping.grouping import fit as fitted  # noqa: PLC0415 - loads numpy and scipy

    confirmed = _confirmed(content)
    if len(confirmed) < _FEWEST:
        raise ClipbookError(
            "there are fewer than two stories to go by, in which no article was put by Clipbook "
            "alone: confirm some with `clipbook story confirm`"
        )
    before = dial.read(content.root, content.folder)
    embed = proposing.embedder() if before.embed else None
    waiting = _waiting(Outlook(content, _MIDDLE, embed=before.embed), confirmed)
    found = fitted(proposing.pieces(content), confirmed, waiting=waiting, embed=embed)
    day = PartialDate(now.year, now.month, now.day)
    after = dial.Dial(
        dial=found.dial,
        largest=found.largest,
        embed=before.embed,
        fitted=day,
        stories=len(confirmed),
    )
    return Fit(before, after, found.before, found.after)


def _waiting(looked_at: Outlook, confirmed: Collection[str]) -> dict[str, list[str]]:
    """Give what would join stories that are confirmed, with the dial in the middle.

    Whether it belongs there nobody has said: to take it for wrong would teach that stories are
    as small as they are while half of them waits.
    """
    return {
        each.story: [one.id for one in each.articles]
        for each in looked_at.proposals
        if each.story in confirmed
    }


def _confirmed(content: Content) -> dict[str, list[str]]:
    """Give the stories of two and more articles, none of which the machine alone put there."""
    found: dict[str, list[str]] = {}
    doubtful = set()
    articles = content.articles
    known = {story.slug for story in content.stories}
    for ident, story, inferred in zip(
        articles.ids, articles.stories, articles.inferred, strict=True
    ):
        found.setdefault(story, []).append(ident)
        doubtful |= {story} if "story" in inferred else set()
    return {
        story: ids
        for story, ids in found.items()
        if story in known and story not in doubtful and len(ids) > 1
    }


def _has(proposal: Proposal, new: Collection[str]) -> bool:
    return any(each.id in new for each in proposal.articles)
