"""Decisions followed: every article put where the ledger says, and nothing else moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from clipbook.curation.edits import Edits, Placing
from clipbook.model.article import Placement
from clipbook.model.decision import Decision, Verdict
from clipbook.model.ledger import Ledger
from clipbook.store.content import Content


def settle(content: Content, now: dt.datetime) -> Edits:
    """Give what has to change so that every decision that counts is followed.

    A pin counts most, to a story or to none. Of articles that are the same, all follow the one
    that is pinned, else the first that is in a story. Of two that are never together, the later
    leaves its story.
    """
    ledger, articles = content.ledger, content.articles
    named = {name for each in ledger.decisions for name in each.named}
    if not named:
        return Edits()
    found = [articles[place] for place, ident in enumerate(articles.ids) if ident in named]
    order = [each.id for each in sorted(found, key=lambda each: each.order)]
    before = {each.id: each.story or "" for each in found}
    stories = {story.slug for story in content.stories}
    seats = _Seats(ledger, order, dict(before), stories)
    seats.fill()
    moved = [each for each in found if seats.story[each.id] != before[each.id]]
    return Edits(
        tuple(
            Placing(each, seats.story[each.id], _placement(ledger, each.id, seats, now))
            for each in moved
        )
    )


def _placement(ledger: Ledger, article: str, seats: _Seats, now: dt.datetime) -> Placement | None:
    """Say who decided, when and why; nothing for an article that is in no story now."""
    if not seats.story[article]:
        return None
    decision = next(iter(_deciding(ledger.of_article(article))), None)
    who = decision.who if decision else None
    day = decision.when.as_day if decision and decision.when else None
    at = dt.datetime.combine(day, dt.time(), dt.UTC) if day else now
    return Placement(by=who or "a curator", at=at, why=decision.why if decision else None)


def _deciding(decisions: Iterable[Decision]) -> list[Decision]:
    weight = {Verdict.PIN: 0, Verdict.SAME: 1}
    return sorted(decisions, key=lambda each: weight.get(each.verdict, len(weight)))


@dataclass(slots=True)
class _Seats:
    """Who sits where, while decisions are followed one after the other."""

    ledger: Ledger
    order: list[str]
    """Ids of the articles that decisions name, the first published first."""
    story: dict[str, str]
    stories: set[str]
    """Slugs that there are."""
    _parties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each article those that go where it goes, itself among them."""

    def fill(self) -> None:
        """Follow pins, then what is the same, then what is never together."""
        pins = {one: slug for one, slug in self.ledger.pins.items() if slug in self.stories}
        for one in self.order:
            self._parties.setdefault(one, (one,))
        for group in self.ledger.together:
            there = tuple(one for one in self.order if one in group)
            self._parties.update(dict.fromkeys(there, there))
            self._move(there, self._seat_of(there, pins))
        self.story.update({one: slug for one, slug in pins.items() if one in self.story})
        self.story.update({one: "" for one in self.ledger.out if one in self.story})
        for first, second in self._pairs():
            if self.story[first] and self.story[first] == self.story[second]:
                leaving = second if not set(self._parties[second]) & pins.keys() else first
                self._move(self._parties[leaving], "")

    def _seat_of(self, group: Iterable[str], pins: dict[str, str]) -> str:
        """Give the story of a group: where one is pinned, else where the first sits."""
        seats = [*(pins[one] for one in group if one in pins), *(self.story[one] for one in group)]
        return next(filter(None, seats), "")

    def _move(self, group: Iterable[str], story: str) -> None:
        self.story.update(dict.fromkeys(group, story))

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """Give the pairs that are never together, the earlier article first, in their order."""
        rank = {one: place for place, one in enumerate(self.order)}
        known = [pair for pair in self.ledger.apart if rank.keys() >= set(pair)]
        ranked = [sorted(pair, key=rank.__getitem__) for pair in known]
        yield from sorted(
            ((one, two) for one, two in ranked), key=lambda pair: (rank[pair[0]], rank[pair[1]])
        )
