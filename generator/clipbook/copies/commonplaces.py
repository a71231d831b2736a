"""Sentences that stand in many texts which are no copies: the boilerplate of pages.

One outlet's notice on subscriptions may be most of what was captured of its pages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from clipbook.copies.shingles import opened, sampled

_LOOKED_AT = 40
"""Articles of one outlet that are looked at; what is on all of its pages is on these, too."""
OFTEN, _SHARE = 8, 5
"""Of these, more than so many, and one in so many, share what is no text of one of them."""
_OUTLETS = 2
"""Outlets that may share their boilerplate; what more have is something that many ran."""

_LEFT_OF_OUTLET, _LEFT = 0.1, 0.5
"""Share of a text that has to be left without it: else the text itself is what is so common."""


class Commonplaces(NamedTuple):
    """Shingles that stand in many texts."""

    of_outlets: frozenset[int] = frozenset()
    """In many texts of one outlet, or two."""
    everywhere: frozenset[int] = frozenset()
    """In many texts of many outlets: boilerplate, or what they all ran."""

    @property
    def any(self) -> frozenset[int]:
        """All of them."""
        return self.of_outlets | self.everywhere

    def left_out(self, kept: bytes) -> bytes:
        """Give the sketch without them, where enough of a text is left."""
        sketch = opened(kept)
        own = [number for number in sketch.shingles if number not in self.of_outlets]
        if len(own) < _LEFT_OF_OUTLET * len(sketch.shingles):
            own = sketch.shingles
        left = [number for number in own if number not in self.everywhere]
        # By the sample alone: of a longer text little else is kept, so little else can be common.
        is_little = len(sampled(left)) < _LEFT * len(sampled(own))
        trimmed = own if is_little else left
        return replace(sketch, shingles=trimmed).kept


def commonplaces(sketches: Iterable[bytes], outlets: Iterable[str]) -> Commonplaces:
    """Find what stands in many texts; each has its outlet beside it, empty where none is known."""
    by_outlet: dict[str, list[bytes]] = defaultdict(list)
    for kept, outlet in zip(sketches, outlets, strict=True):
        by_outlet[outlet].append(kept)
    counts = Counter(number for every in by_outlet.values() for number in _often(every))
    return Commonplaces(
        frozenset(number for number, count in counts.items() if count <= _OUTLETS),
        frozenset(number for number, count in counts.items() if count > _OUTLETS),
    )


def _often(sketches: Sequence[bytes]) -> list[int]:
    if len(sketches) <= OFTEN:
        return []
    some = sketches[:: -(-len(sketches) // _LOOKED_AT)]
    counts: Counter[int] = Counter()
    for kept in some:
        counts.update(opened(kept).shingles)
    return [n for n, count in counts.items() if count > max(OFTEN, len(some) // _SHARE)]
