"""What an import takes unasked: how much of it, and how much of that is right.

usage, in tests/: python -m benchmarks.grouping.unasked FOLDER [--embed]

FOLDER holds labelled `*.jsonl` (see `fit.py`). From these, collections of many kinds are drawn
(`drawn.py`), and folders of a few articles of a few stories. An article that is taken is right
where it is of the story that most of those are of that were taken with it. Beside it stands what
is taken by the margin alone, a whole story at a time. With --embed, what articles are about
counts, too, which needs the extra `clipbook[embed]`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.grouping.drawn import Collection, derived, load
from clipbook.grouping import Proposal, group
from clipbook.grouping.meanings import Embed

SURE, MARGIN = 1.0, 0.15
_FOLDERS = ((6, 30), (12, 20), (25, 12), (50, 8))
"""Articles of a folder, and how many folders are drawn."""
_A_STORY = (2, 3, 4, 5)
"""Articles of a story in a folder, about."""


@dataclass(slots=True)
class Tally:
    """What was taken of some collections."""

    articles: int = 0
    taken: int = 0
    right: int = 0
    stories: int = 0

    def take(self, one: Collection, parts: Sequence[Sequence[str]]) -> None:
        """Count what was taken of a collection, story by story."""
        self.articles += len(one.pieces)
        for part in parts:
            self.stories += 1
            self.taken += len(part)
            self.right += Counter(one.labels[each] for each in part).most_common(1)[0][1]

    def __str__(self) -> str:
        """Say the share that was taken, and the share of that which is right."""
        right = f"{self.right / self.taken:.3f}" if self.taken else "  –  "
        return f"{self.taken / max(1, self.articles):5.0%} {right} {self.stories:4}"


def surely(found: Sequence[Proposal]) -> list[list[str]]:
    """Give what an import takes of what is proposed."""
    parts = ([each.id for each in one.members if each.sure >= SURE] for one in found)
    return [part for part in parts if len(part) > 1]


def by_margin(found: Sequence[Proposal]) -> list[list[str]]:
    """Give the stories whose least margin is great enough."""
    kept = (one for one in found if min(each.margin for each in one.members) >= MARGIN)
    return [[each.id for each in one.members] for one in kept]


def folders(one: Collection) -> Iterator[Collection]:
    """Draw folders of a few articles, as somebody may begin with."""
    stories = sorted(set(one.labels.values()))
    ordered = sorted(one.pieces, key=lambda piece: piece.id)
    for size, draws in _FOLDERS:
        for draw in range(draws):
            chance = random.Random(f"{one.name} {size} {draw}")  # noqa: S311 - a fair draw
            count = max(2, size // chance.choice(_A_STORY))
            chosen = set(chance.sample(stories, min(len(stories), count)))
            pool = [piece for piece in ordered if one.labels[piece.id] in chosen]
            pieces = tuple(chance.sample(pool, min(size, len(pool))))
            labels = {piece.id: one.labels[piece.id] for piece in pieces}
            yield Collection(f"{one.name}, {size} articles", pieces, labels)


def strangers(one: Collection) -> Iterator[Collection]:
    """Draw folders of articles no two of which are of one story: all that is taken is wrong."""
    stories = sorted(set(one.labels.values()))
    ordered = sorted(one.pieces, key=lambda piece: piece.id)
    for draw in range(_FOLDERS[0][1]):
        chance = random.Random(f"{one.name} strangers {draw}")  # noqa: S311 - a fair draw
        chosen = chance.sample(stories, _FOLDERS[0][0])
        pieces = tuple(
            chance.choice([each for each in ordered if one.labels[each.id] == story])
            for story in chosen
        )
        labels = {piece.id: one.labels[piece.id] for piece in pieces}
        yield Collection(f"{one.name}, six of six stories", pieces, labels)


def kind(name: str) -> str:
    """Give a collection's name without the number of its draw."""
    head, _, last = name.rpartition(" ")
    return head if head and len(last) == 1 and last.isdigit() else name


def _embedder() -> Embed:
    from clipbook.grouping.embedding import vectors  # noqa: PLC0415 - the extra it needs

    return vectors


def main() -> None:
    """Print a line for each kind of collection."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--embed", action="store_true")
    options = asked.parse_args()
    embed = _embedder() if options.embed else None
    whole = [load(path) for path in sorted(options.folder.glob("*.jsonl"))]
    tallies: dict[str, tuple[Tally, Tally]] = {}
    small = (drawn for one in whole for draw in (folders, strangers) for drawn in draw(one))
    for one in (*derived(whole), *small):
        sure, wide = tallies.setdefault(kind(one.name), (Tally(), Tally()))
        found = group(one.pieces, embed=embed).proposals
        sure.take(one, surely(found))
        wide.take(one, by_margin(found))
    sys.stdout.write(f"{'':40} sure: taken right stories   by margin\n")
    for name, (sure, wide) in tallies.items():
        sys.stdout.write(f"{name:40} {sure!s:>20}   {wide!s:>20}\n")


if __name__ == "__main__":
    main()
