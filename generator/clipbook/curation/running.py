"""Curation on an archive's folder: read, planned, written; what commands call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from clipbook import checks
from clipbook.config import Site
from clipbook.curation import dial, grouping_up, proposals_file, writing
from clipbook.curation.edits import Edits
from clipbook.curation.grouping_up import Fit
from clipbook.curation.proposals import Proposal, sure
from clipbook.curation.proposing import Outlook
from clipbook.curation.signing import hand_of
from clipbook.curation.stories import Hand
from clipbook.errors import ClipbookError, ContentError
from clipbook.model.decision import Decision
from clipbook.problems import Severity
from clipbook.store import content, lock
from clipbook.store.content import Content
from clipbook.store.desk import anew

Plan = Callable[[Content, Hand], Edits]


def read(site: Site) -> Content:
    """Read the content; raises ContentError where it has errors."""
    loaded = content.load(site.root, site.content, site.settings.rights)
    problems = checks.run(loaded)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ContentError(problems)
    return loaded


def curate(site: Site, plan: Plan, who: str | None, why: str | None, now: dt.datetime) -> Edits:
    """Plan edits on the content as it is, and write them.

    Raises ContentError where the content has errors, ClipbookError where the plan cannot be.
    """
    hand = hand_of(site.root, who, why, now)
    with lock.writing(site.root):
        return _written(site, lambda loaded: plan(loaded, hand))


def _written(site: Site, plan: Callable[[Content], Edits]) -> Edits:
    """Plan edits and write them, once all is read that they rest on."""

    def planned() -> tuple[Content, Edits]:
        loaded = read(site)
        return loaded, plan(loaded)

    loaded, edits = anew(site.root, planned)
    with closing(loaded):
        writing.apply(loaded, edits)
    return edits


def take(
    site: Site,
    choose: Callable[[Content], tuple[Proposal, ...]],
    who: str | None,
    why: str | None,
    now: dt.datetime,
) -> Iterator[Edits]:
    """Follow the decisions that wait, then take the proposals that are chosen."""
    settled = curate(site, lambda loaded, _: grouping_up.settled(loaded, now), who, why, now)
    if settled:
        yield settled
    yield curate(
        site,
        lambda loaded, hand: grouping_up.taken_as_edited(loaded, choose(loaded), hand),
        who,
        why,
        now,
    )


def chosen(
    edited: Path | None, margin: float | None, mark: float | None, *, is_review: bool
) -> Callable[[Content], tuple[Proposal, ...]]:
    """Give how proposals are chosen: out of a file, or all that are at least so sure."""
    if edited is not None:
        return lambda _: proposals_file.read(edited)

    def choose(loaded: Content) -> tuple[Proposal, ...]:
        outlook = grouping_up.outlook(loaded, mark, is_review=is_review)
        found = outlook.changes if is_review else outlook.proposals
        return found if margin is None else tuple(sure(found, margin))

    return choose


def group_new(site: Site, new: Collection[str], now: dt.datetime) -> Edits:
    """Follow the decisions that wait, and take what is sure of what has just come in.

    The caller holds the right to write.
    """
    _written(site, lambda loaded: grouping_up.settled(loaded, now))
    return _written(site, lambda loaded: grouping_up.taken_unasked(loaded, new, now))


def fit_dial(site: Site, now: dt.datetime) -> Fit:
    """Fit the dial to the stories that were confirmed, and keep it."""
    with lock.writing(site.root):
        found = anew(site.root, lambda: grouping_up.fit(read(site), now))
        dial.keep(site.content, found.after)
        return found


def why(site: Site, article: str, mark: float | None) -> dict[str, Any]:
    """Say why an article stands where it does, or what speaks for a place.

    Raises ClipbookError where there is no such article.
    """
    return anew(site.root, lambda: _why(read(site), article, mark))


def _why(loaded: Content, article: str, mark: float | None) -> dict[str, Any]:
    found = grouping_up.outlook(loaded, mark)
    if article not in found.number:
        raise ClipbookError(f"there is no article “{article}”")
    whole = loaded.articles[found.number[article]]
    is_grouped = article in {piece.id for piece in found.grouping.pieces}
    reasons = found.grouping.why(article) if is_grouped else None
    by = "the machine" if "story" in whole.inferred else "a curator"
    place = f"in “{whole.story}”, put there by {by}" if whole.story else _waits(found, article)
    said: dict[str, Any] = {"id": article, "story": whole.story, "place": place}
    said["decisions"] = [_said(each) for each in loaded.ledger.of_article(article)]
    if reasons is None:
        return said
    return said | {
        "nearest": reasons.nearest,
        "gap": reasons.gap,
        "outlet": round(reasons.outlet, 4),
        "about": round(reasons.about, 4),
        "score": round(reasons.score, 4),
        "copy": reasons.is_copy,
        "mean": round(reasons.mean, 4),
        "cut": round(reasons.cut, 4),
        "rival": reasons.rival[0] if reasons.rival else None,
        "margin": round(reasons.margin, 4),
        "sure": round(reasons.sure, 4),
        "shared": [(term.text, round(term.weight, 4)) for term in reasons.shared],
    }


def _waits(found: Outlook, article: str) -> str:
    """Say of an article in no story which one it is proposed for."""
    named = (each for each in found.proposals if article in {one.id for one in each.articles})
    proposed = next(named, None)
    return f"in no story, proposed for “{proposed.story}”" if proposed else "in no story"


def _said(decision: Decision) -> str:
    words = decision.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return ", ".join(f"{name}: {value}" for name, value in words.items())
