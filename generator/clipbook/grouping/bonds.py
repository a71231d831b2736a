"""What is settled before anything is grouped: stories, what belongs together, what never does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from clipbook.grouping.linkage import FREE
from clipbook.grouping.piece import Piece
from clipbook.grouping.terms import Array, Matrix

WINDOW = 30
"""Days after which a story is over: an article so far from all of it does not join it."""


@dataclass(frozen=True, slots=True)
class Bonds:
    """What is settled, for articles in their order."""

    start: Array
    """The number of the group that each article is in from the beginning."""
    held: Array
    """The number of its story, or `FREE`."""
    stories: tuple[str, ...]
    """Stories by number."""
    apart: Array
    """Pairs that never come into one group, in two columns."""

    tied: bool
    """Whether any belong together by more than what they say."""

    @property
    def any(self) -> bool:
        """Whether anything is settled beyond what is the same word for word."""
        return bool(self.tied or self.stories or len(self.apart))


def bonds(
    pieces: Sequence[Piece],
    same: Iterable[Sequence[str]],
    apart: Iterable[tuple[str, str]],
    alike: Iterable[tuple[int, int]],
) -> Bonds:
    """Settle what can be settled of what was said; `alike` is what `copies` gives.

    Stories stay whatever else is said. Of the rest, `apart` comes before `same`, and `same` before
    what articles say: what would bring two stories, or a pair that is kept apart, into one group
    is passed over. Ids that no article has are, too.
    """
    number = {piece.id: at for at, piece in enumerate(pieces)}
    stories = tuple(sorted({piece.story for piece in pieces if piece.story}))
    place = {story: at for at, story in enumerate(stories)}
    held = np.array([place.get(piece.story, FREE) for piece in pieces], dtype=np.int64)
    pairs = sorted(
        {tuple(sorted((number[a], number[b]))) for a, b in apart if a in number and b in number}
    )
    groups = _Groups(held.tolist(), [(a, b) for a, b in pairs if a != b])
    together = sorted(sorted(number[one] for one in ids if one in number) for ids in same)
    for group in together:
        for other in group[1:]:
            groups.unite(group[0], other)
    for first, other in alike:
        groups.unite(first, other)
    start = np.array([groups.find(at) for at in range(len(pieces))], dtype=np.int64)
    kept = [(a, b) for a, b in groups.apart if start[a] != start[b]]
    tied = any(len(group) > 1 for group in together)
    return Bonds(start, held, stories, np.array(kept, dtype=np.int64).reshape(-1, 2), tied)


class _Groups:
    """Disjoint sets, each known by its first article."""

    def __init__(self, held: list[int], apart: list[tuple[int, int]]) -> None:
        self._first = list(range(len(held)))
        self._story = held
        self.apart = apart
        self._barred: dict[int, set[int]] = {}
        first: dict[int, int] = {}
        for at, story in enumerate(held):
            if story != FREE:
                self._first[at] = first.setdefault(story, at)
        for one, other in apart:
            self._bar(self.find(one), self.find(other))

    def _bar(self, one: int, other: int) -> None:
        if one != other:
            self._barred.setdefault(one, set()).add(other)
            self._barred.setdefault(other, set()).add(one)

    def find(self, at: int) -> int:
        while self._first[at] != at:
            self._first[at] = self._first[self._first[at]]
            at = self._first[at]
        return at

    def unite(self, one: int, other: int) -> None:
        """Make one of two, unless something speaks against it."""
        one, other = sorted((self.find(one), self.find(other)))
        stories = {self._story[one], self._story[other]} - {FREE}
        if one == other or len(stories) > 1 or other in self._barred.get(one, ()):
            return
        self._first[other] = one
        self._story[one] = max(self._story[one], self._story[other])
        for barred in self._barred.pop(other, ()):
            self._barred[barred].discard(other)
            self._bar(one, barred)


def copies(
    pieces: Sequence[Piece], matrix: Matrix, known: Sequence[Sequence[str]]
) -> Iterator[tuple[int, int]]:
    """Give articles that are copies, each with the first of them.

    `known` lists ids of texts that are copies of each other; articles of one day that say the same
    are copies, too. `matrix` holds articles by terms.
    """
    number = {piece.id: at for at, piece in enumerate(pieces)} if known else {}
    for group in sorted(sorted(number[one] for one in ids if one in number) for ids in known):
        yield from ((group[0], other) for other in group[1:])
    first: dict[tuple[float | None, bytes], int] = {}
    for at, piece in enumerate(pieces):
        span = slice(matrix.indptr[at], matrix.indptr[at + 1])
        if span.start == span.stop:
            continue
        day = None if piece.day is None else piece.day // 1
        said = matrix.indices[span].tobytes() + matrix.data[span].tobytes()
        found = first.setdefault((day, blake2b(said, digest_size=16).digest()), at)
        if found != at:
            yield found, at


def in_window(score: Matrix, pieces: Sequence[Piece], held: Array) -> Matrix:
    """Leave out the scores between articles and stories that were over, or had not begun."""
    if (held == FREE).all():
        return score
    day = np.array([np.nan if piece.day is None else piece.day // 1 for piece in pieces])
    early, late = np.full(held.max() + 1, np.inf), np.full(held.max() + 1, -np.inf)
    known = (held != FREE) & ~np.isnan(day)
    np.minimum.at(early, held[known], day[known])
    np.maximum.at(late, held[known], day[known])
    row = np.repeat(np.arange(score.shape[0]), np.diff(score.indptr))
    found = score.copy()
    for article, member in ((row, score.indices), (score.indices, row)):
        story = held[member]
        to_story = (held[article] == FREE) & (story != FREE)
        with np.errstate(invalid="ignore"):
            gap = np.maximum(day[article] - late[story], early[story] - day[article])
        found.data[to_story & np.isfinite(gap) & (gap > WINDOW)] = 0
    found.eliminate_zeros()
    return found
