"""What curators decided on stories, as pages say it: where a story went, what keeps an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from clipbook.edition import Edition
from clipbook.model.decision import Decision

RENAMED = "renamed"


class Decided(NamedTuple):
    """One decision, as plain values; what is not recorded is empty."""

    story: str
    """The slug of the story that an article is kept in, or that another one was put into."""
    who: str
    when: str
    """In readers' words."""
    why: str
    how: str = ""
    """`renamed` where a story has another address alone, and was put into no other one."""

    @property
    def is_renamed(self) -> bool:
        """Whether a story has another address, and no more."""
        return self.how == RENAMED

    def said(self, deed: str) -> str:
        """Say what was done, by whom and when: `Kept here by Ann Gray, 6 May 2026`."""
        return f"{deed} by {self.who or 'a curator'}{f', {self.when}' if self.when else ''}"


def pins(edition: Edition) -> Mapping[str, Decided]:
    """Give what keeps articles in their stories, by their ids."""
    return edition.shared(_pins)


def moves(edition: Edition) -> Mapping[str, Decided]:
    """Give where stories went that are no more, by their slugs; only what is published."""
    return edition.shared(_moves)


def _pins(edition: Edition) -> dict[str, Decided]:
    leads = edition.archive.ledger.pins
    named = ((one.pin or "", one) for one in _counting(edition))
    return {article: _plain(one, leads[article]) for article, one in named if article in leads}


def _moves(edition: Edition) -> dict[str, Decided]:
    leads = edition.archive.moved
    left = {one.left: one for one in _counting(edition) if one.left}
    return {
        slug: _plain(one, leads[slug])._replace(how=RENAMED if _is_renamed(slug, left) else "")
        for slug, one in left.items()
        if slug in leads
    }


def _is_renamed(slug: str, left: Mapping[str, Decision]) -> bool:
    """Say whether each step from an old address on is a new name."""
    while slug in left:
        if not left[slug].renamed:
            return False
        slug = left[slug].into or ""
    return True


def _counting(edition: Edition) -> Iterator[Decision]:
    """Give the decisions that contradict no other."""
    ledger = edition.archive.ledger
    dead = ledger.ignored
    return (one for place, one in enumerate(ledger.decisions) if place not in dead)


def _plain(decision: Decision, story: str) -> Decided:
    when = decision.when.long if decision.when else ""
    return Decided(story, decision.who or "", when, decision.why or "")
