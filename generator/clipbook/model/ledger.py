"""The ledger: what curators decided on stories, without what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations, pairwise
from typing import NamedTuple

from clipbook.model.decision import Decision
from clipbook.model.joined import Joined


class Clash(NamedTuple):
    """Two decisions that cannot both hold; neither is applied."""

    one: int
    other: int
    """Their places in the ledger, the earlier first."""
    why: str


@dataclass(frozen=True)
class Ledger:
    """What counts, ready to be asked."""

    decisions: tuple[Decision, ...] = ()
    """All of them, as they stand in the file."""
    clashes: tuple[Clash, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    """Groups of articles that are of one story, each sorted."""
    apart: frozenset[tuple[str, str]] = frozenset()
    """Pairs of articles that are not, the lesser id first."""
    pins: Mapping[str, str] = field(default_factory=dict)
    """Stories by the ids of the articles that stay in them."""
    out: frozenset[str] = frozenset()
    """Ids of articles that stay out of all stories."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Stories that are no more, and where their addresses lead in the end."""
    past: frozenset[int] = frozenset()
    """Places of decisions that a later one stands instead of."""

    def of_article(self, article: str) -> tuple[Decision, ...]:
        """Give the decisions that name an article and count."""
        dead = self.ignored
        return tuple(
            decision
            for place, decision in enumerate(self.decisions)
            if place not in dead and article in decision.named
        )

    @property
    def ignored(self) -> frozenset[int]:
        """Places of decisions that are not applied: past, or in contradiction to each other."""
        return self.past | {place for clash in self.clashes for place in clash[:2]}


def ledger_of(decisions: Iterable[Decision]) -> Ledger:
    """Make the ledger of its entries: two that contradict each other are both left out."""
    said = tuple(decisions)
    past = frozenset(_past(said))
    every = tuple(_NOTHING if place in past else each for place, each in enumerate(said))
    found = (find(every) for find in (_clashing_pins, _clashing_moves, _parted, _torn))
    clashes = tuple(sorted(set(chain.from_iterable(found))))
    dead = {place for clash in clashes for place in clash[:2]}
    sound = [decision for place, decision in enumerate(every) if place not in dead]
    moved = _ends({one.left: one.into for one in sound if one.left and one.into})
    pins = {one.pin: one.story for one in sound if one.pin and one.story}
    return Ledger(
        said,
        clashes,
        _joined(enumerate(sound)).groups,
        frozenset(
            pair for decision in sound for pair in combinations(sorted({*decision.apart}), 2)
        ),
        {article: moved.get(story, story) for article, story in pins.items()},
        frozenset(one.out for one in sound if one.out),
        moved,
        past,
    )


_NOTHING = Decision.model_construct()
"""Stands for a decision that is past."""


def _past(decisions: tuple[Decision, ...]) -> Iterator[int]:
    """Find what was decided of an article's place before something else was decided instead."""
    last = {one.seated: place for place, one in enumerate(decisions) if one.instead}
    for place, one in enumerate(decisions):
        if one.seated and place < last.get(one.seated, 0):
            yield place


def _joined(decisions: Iterable[tuple[int, Decision]]) -> Joined:
    joined = Joined()
    for place, decision in decisions:
        if decision.same:
            joined.join(decision.same, place)
    return joined


def _clashing_pins(decisions: tuple[Decision, ...]) -> Iterator[Clash]:
    """Find articles that two entries pin to two stories, or one to a story and one to none."""
    yield from _twice(((one.seated, one.story) for one in decisions), "pinned to")


def _twice(said: Iterable[tuple[str | None, str | None]], verb: str) -> Iterator[Clash]:
    """Find what two entries put to two stories; `said` has the thing and the story of each."""
    first: dict[str, tuple[int, str | None]] = {}
    for place, (thing, story) in enumerate(said):
        if thing:
            other, before = first.setdefault(thing, (place, story))
            if before != story:
                yield Clash(other, place, f"“{thing}” is {verb} {_two(before, story)}")


def _two(*stories: str | None) -> str:
    return "two stories" if all(stories) else "a story, and to none"


def _clashing_moves(decisions: tuple[Decision, ...]) -> Iterator[Clash]:
    """Find stories that are merged into two others, or round in a circle."""
    yield from _twice(((one.left, one.into) for one in decisions), "merged into")
    first: dict[str, int] = {}
    for place, decision in enumerate(decisions):
        if decision.left:
            first.setdefault(decision.left, place)
    seen: set[str] = set()
    for slug in first:
        way: dict[str, int] = {}
        step: str | None = slug
        while step in first and step not in seen:
            seen.add(str(step))
            way[str(step)] = len(way)
            step = decisions[first[str(step)]].into
        if step in way:
            circle = list(way)[way[str(step)] :]
            ring = sorted(first[each] for each in circle)
            yield Clash(ring[0], ring[-1], f"“{min(circle)}” is merged into itself in the end")


def _parted(decisions: tuple[Decision, ...]) -> Iterator[Clash]:
    """Find pairs that one entry joins, or pins into one story, and another parts."""
    joined = _joined(enumerate(decisions))
    pins = _pins_of_all(decisions, joined)
    for place, decision in enumerate(decisions):
        for one, other in combinations(sorted({*decision.apart}), 2):
            named, joining = f"“{one}” and “{other}”", joined.since(one, other)
            if joining is not None:
                why = f"{named} are the same, and never together"
                yield Clash(min(joining, place), max(joining, place), why)
            (first, here), (second, there) = pins.get(one, _NO_PIN), pins.get(other, _NO_PIN)
            if here and here == there:
                why = f"{named} are pinned to one story, and never together"
                pin = max(first, second)
                yield Clash(min(pin, place), max(pin, place), why)


_Pin = tuple[int, str | None]
"""The entry that pins, and the story."""
_NO_PIN: _Pin = (0, None)


def _pins_of_all(decisions: tuple[Decision, ...], joined: Joined) -> dict[str, _Pin]:
    """Give the pins of articles, also of those that are the same as one that is pinned."""
    pins: dict[str, _Pin] = {}
    for place, decision in enumerate(decisions):
        if decision.pin:
            pins.setdefault(decision.pin, (place, decision.story))
    for group in joined.groups:
        pinned = next((one for one in group if one in pins), None)
        for one in group if pinned else ():
            since = joined.since(one, str(pinned)) if one != pinned else 0
            place, story = pins[str(pinned)]
            pins.setdefault(one, (max(place, since or 0), story))
    return pins


def _torn(decisions: tuple[Decision, ...]) -> Iterator[Clash]:
    """Find articles that are the same, and pinned to two stories."""
    joined = _joined(enumerate(decisions))
    pins = {one.pin: (place, one.story) for place, one in enumerate(decisions) if one.pin}
    for group in joined.groups:
        pinned = [one for one in group if one in pins]
        for one, other in pairwise(pinned):
            joining = joined.since(one, other)
            if pins[one][1] != pins[other][1] and joining is not None:
                pin = max(pins[one][0], pins[other][0])
                why = f"“{one}” and “{other}” are the same, and pinned to two stories"
                yield Clash(min(pin, joining), max(pin, joining), why)


def _ends(moved: dict[str, str]) -> dict[str, str]:
    """Follow each story that was merged to the one that is there."""
    ends: dict[str, str] = {}
    for slug in moved:
        way, into = [], slug
        while into in moved and into not in ends:
            way.append(into)
            into = moved[into]
        ends.update(dict.fromkeys(way, ends.get(into, into)))
    return {slug: ends[slug] for slug in moved}
