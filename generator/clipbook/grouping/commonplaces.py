"""Sentences that stand in many texts which are no copies: the boilerplate of pages.

One outlet's notice on subscriptions may be most of what was captured of its pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from clipbook.grouping.shingles import Sketch, opened, sampled

OFTEN = 8
"""Articles of one outlet beyond which what they share is its own boilerplate."""
_MOSTLY = 0.8
"""Share of all articles with a shingle from which on it is the one outlet's."""
_EVERYWHERE, _EVERYWHERE_SHARE = 50, 100
"""Articles, and one in so many of all, beyond which a shingle is in texts of all kinds."""

_LEFT_OF_OUTLET, _LEFT = 0.1, 0.5
"""Share of a text that has to be left without it: else the text itself is what is so common."""


class Commonplaces(NamedTuple):
    """Shingles that stand in many texts."""

    of_outlets: frozenset[int] = frozenset()
    """In many of one outlet's, and hardly in others'."""
    everywhere: frozenset[int] = frozenset()

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
        # The opening, of which all is kept, would count for more than it is.
        every, some = (own, left) if sketch.is_whole else (sampled(own), sampled(left))
        trimmed = left if len(some) >= _LEFT * len(every) else own
        return sketch._replace(shingles=trimmed).kept


def commonplaces(often: Sequence[Sequence[int]], outlets: Iterable[str]) -> Commonplaces:
    """Find what stands in many texts, of the shingles of each that more than `OFTEN` have.

    Each text has its outlet beside it, empty where none is known.
    """
    counts: Counter[int] = Counter()
    by_outlet: Counter[tuple[int, str]] = Counter()
    for outlet, shingles in zip(outlets, often, strict=True):
        counts.update(shingles)
        if outlet and shingles:
            by_outlet.update([(number, outlet) for number in shingles])
    many = max(_EVERYWHERE, len(often) // _EVERYWHERE_SHARE)
    return Commonplaces(
        frozenset(
            number
            for (number, _), count in by_outlet.items()
            if count > OFTEN and count >= _MOSTLY * counts[number]
        ),
        frozenset(number for number, count in counts.items() if count > many),
    )
