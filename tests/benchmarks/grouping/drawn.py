"""Collections of many kinds, drawn from labelled ones: small stories and big, bare ones."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from clipbook.grouping.data import piece
from clipbook.grouping.piece import Piece

SMALL = (2, 3, 5, 10)
"""Articles of each story that are drawn."""
_OUTLETS = ("courier", "herald", "planet")
_FIRST, _SPAN = 735_000, 365
"""The day of the first story, and days within which all begin."""
_DELAYS = (0, 0, 0, 1, 1, 2)


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles with the stories that they are in."""

    name: str
    pieces: tuple[Piece, ...]
    """Without their stories."""
    labels: dict[str, str]
    """Id -> story."""


def load(path: Path) -> Collection:
    """Read lines of JSON with `id`, `title`, `story` and what else there is."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    labels = {row["id"]: row["story"] for row in rows}
    return Collection(path.stem, tuple(piece(row) for row in rows), labels)


def derived(whole: Sequence[Collection], draws: int = 2) -> Iterator[Collection]:
    """Draw collections from whole ones: those themselves, halves, and stories cut to a size.

    None of them says more than the whole does, but each asks for another cut.
    """
    for one in whole:
        yield one
        for seed in range(draws):
            yield _named(one, f"half {seed}", _halved(one, seed))
            for most in SMALL:
                yield _named(
                    one, f"{most} a story {seed}", _drawn(one, partial(_always, most), seed)
                )
            mixed = _drawn(one, _any_size, seed)
            yield _named(one, f"sizes mixed {seed}", mixed)
            yield _named(one, f"three outlets {seed}", _published(one, seed))
            if any(piece.lead for piece in one.pieces):
                bare = tuple(replace(p, lead="") for p in _drawn(one, partial(_always, 3), seed))
                yield _named(one, f"titles, 3 a story {seed}", bare)
    for seed in range(draws):
        for most in (3, 8):
            parts = [
                _named(one, "", _drawn(one, partial(_always, most), seed + 9)) for one in whole
            ]
            pieces = tuple(replace(p, day=None) for part in parts for p in part.pieces)
            labels = {key: value for part in parts for key, value in part.labels.items()}
            yield Collection(f"all, {most} a story {seed}", pieces, labels)


def _always(most: int, _: random.Random) -> int:
    return most


def _any_size(chance: random.Random) -> int:
    return int(2 ** (chance.random() * 6))


def _named(one: Collection, name: str, pieces: tuple[Piece, ...]) -> Collection:
    return Collection(f"{one.name}, {name}", pieces, {p.id: one.labels[p.id] for p in pieces})


def _halved(one: Collection, seed: int) -> tuple[Piece, ...]:
    stories = sorted(set(one.labels.values()))
    kept = set(random.Random(seed).sample(stories, len(stories) // 2))  # noqa: S311 - a fair draw
    return tuple(p for p in one.pieces if one.labels[p.id] in kept)


def _published(one: Collection, seed: int) -> tuple[Piece, ...]:
    """Draw three articles of each story, and say that three outlets had them within some days.

    Dates and outlets are made up: what labelled news there is says little of either.
    """
    chance = random.Random(seed)  # noqa: S311 - a fair draw
    met: Counter[str] = Counter()
    first: dict[str, int] = {}
    found = []
    for p in _drawn(one, partial(_always, len(_OUTLETS)), seed):
        story = one.labels[p.id]
        day = first.setdefault(story, _FIRST + chance.randrange(_SPAN)) + chance.choice(_DELAYS)
        outlet = _OUTLETS[met[story]]
        met[story] += 1
        found.append(replace(p, day=float(day), outlet=outlet, address=""))
    return tuple(found)


def _drawn(one: Collection, size: Callable[[random.Random], int], seed: int) -> tuple[Piece, ...]:
    chance = random.Random(seed)  # noqa: S311 - a fair draw
    members: dict[str, list[Piece]] = defaultdict(list)
    for p in sorted(one.pieces, key=lambda p: p.id):
        members[one.labels[p.id]].append(p)
    found: list[Piece] = []
    for _, own in sorted(members.items()):
        found += chance.sample(own, min(len(own), max(1, size(chance))))
    return tuple(found)
