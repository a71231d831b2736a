"""Articles made up by a seeded generator: words as common as words are, stories with own words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import accumulate

from clipbook.grouping.piece import Piece

_SYLLABLES = tuple(a + b for a in "bdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el"))
_WORDS = 60_000
_FIRST = date(2020, 1, 1).toordinal()


def articles(count: int, *, seed: int = 1, days: int = 1500, lead: int = 80) -> Iterator[Piece]:
    """Make articles of stories of one to forty, each story within some days."""
    chance = random.Random(seed)  # noqa: S311 - a fair draw
    words = _words(chance)
    weights = list(accumulate(1 / (rank + 3) for rank in range(_WORDS)))
    made = 0
    while made < count:
        own = [words[chance.randrange(2_000, _WORDS)] for _ in range(12)]
        names = [word.title() for word in own[:4]]
        day = _FIRST + chance.randrange(days)
        for _ in range(min(count - made, int(40 * chance.random() ** 4) + 1)):
            title = chance.choices(words, cum_weights=weights, k=5) + chance.sample(names, 2)
            text = chance.choices(words, cum_weights=weights, k=lead) + chance.choices(own, k=8)
            chance.shuffle(text)
            made += 1
            yield Piece(
                f"a{made:07}",
                " ".join(title + chance.sample(own, 2)),
                " ".join(text + names),
                float(day + chance.randrange(4)),
                lang="en",
            )


def _words(chance: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < _WORDS:
        found["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))] = None
    return list(found)
