"""Articles read, compared and linked, before any of it is cut into stories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from clipbook.grouping.bonds import Bonds, bonds, copies
from clipbook.grouping.default_cut import LOWEST, default_cut
from clipbook.grouping.habits import Habits
from clipbook.grouping.linkage import Tree, link
from clipbook.grouping.meanings import Embed
from clipbook.grouping.nearness import Nearness, nearness
from clipbook.grouping.piece import Piece, order
from clipbook.grouping.terms import Array, Terms, terms
from clipbook.grouping.weights import Weights


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of articles that are part of a greater collection."""

    said: Terms
    """What they say, by date and id, with how many say so in all."""
    habits: Habits | None = None
    """Those of the collection; they are read off the articles where they are not known."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Articles as they were compared, and the tree that they make if nothing is settled."""

    pieces: tuple[Piece, ...]
    terms: Terms
    near: Nearness
    bonds: Bonds
    alike: Array
    tree: Tree
    middle: float

    @classmethod
    def of(  # noqa: PLR0913, PLR0917 - what `group` is told, as it is told it
        cls,
        pieces: Iterable[Piece],
        weights: Weights,
        same: Iterable[Sequence[str]],
        apart: Iterable[tuple[str, str]],
        known: Sequence[Sequence[str]] = (),
        middle: float | None = None,
        part: Part | None = None,
        embed: Embed | None = None,
    ) -> Compared:
        """Read articles and compare them; `known` lists ids of copies, the rest is `group`'s."""
        ordered = tuple(sorted(pieces, key=order))
        said = part.said if part else terms(ordered, weights)
        vectors = embed(ordered) if embed else None
        near = nearness(said, ordered, weights, part.habits if part else None, vectors)
        alike = tuple(copies(ordered, said.matrix, known))
        settled = bonds(ordered, same, apart, alike)
        free = settled
        if settled.any:
            free = bonds([replace(piece, story="") for piece in ordered], (), (), alike)
        tree = link(near.score, LOWEST, start=free.start)
        if middle is None:
            middle = default_cut(tree, said, near, weights)
        return cls(ordered, said, near, settled, free.start, tree, middle)
