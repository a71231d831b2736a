"""Articles in, proposals out: what belongs to which story, how surely, and why."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from clipbook.grouping.bonds import Bonds, in_window
from clipbook.grouping.compared import Compared, Part
from clipbook.grouping.default_cut import LOWEST
from clipbook.grouping.dial import MIDDLE, Fitted, cut_at, fitted, largest_story, size_tells
from clipbook.grouping.holding import AHEAD, AHEAD_CUTS, sureness
from clipbook.grouping.joins import Joins
from clipbook.grouping.linkage import FREE, Tree, link
from clipbook.grouping.meanings import Embed
from clipbook.grouping.nearness import Nearness
from clipbook.grouping.piece import Piece
from clipbook.grouping.reasons import Reasons, SharedTerm
from clipbook.grouping.standing import Standing, standing
from clipbook.grouping.terms import Array, Matrix, Terms
from clipbook.grouping.weights import Weights, default


@dataclass(frozen=True, slots=True)
class Member:
    """An article that is proposed for a story."""

    id: str
    score: float
    """The mean score with the other members: from 0 to 1."""
    margin: float
    """The same, less the mean score with the group that comes next."""
    sure: float
    """How sure its place is; from 1 on it is (`holding`)."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Articles that belong together."""

    story: str | None
    """The story that they join; `None` for a new one."""
    members: tuple[Member, ...]
    """Those that are in no story yet, by date and id."""


@dataclass(frozen=True)
class Grouping:
    """What was found, and the means to say why."""

    pieces: tuple[Piece, ...]
    """By date and id."""
    terms: Terms
    near: Nearness
    group: Array
    """The number of each article's group."""
    tree: Tree
    """Which groups joined."""
    bonds: Bonds
    alike: Array
    """The number of the first article that each one is a copy of."""
    cut: float
    """The mean score that it took to join."""
    middle: float
    """The same with the dial in the middle."""

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """Every story that articles join, and every new one of two or more; by first article."""
        own, rival = self._standing.own, self._standing.rival
        members: dict[int, list[int]] = {}
        for at, group in enumerate(self.group.tolist()):
            members.setdefault(group, []).append(at)
        found = []
        for inside in members.values():
            free = [at for at in inside if self.bonds.held[at] == FREE]
            if free and len(inside) > 1:
                story = max(self.bonds.held[at] for at in inside)
                rated = (
                    Member(
                        self.pieces[at].id,
                        float(own[at]),
                        float(own[at] - rival[at]),
                        float(self._sure[at]),
                    )
                    for at in free
                )
                name = None if story == FREE else self.bonds.stories[story]
                found.append(Proposal(name, tuple(rated)))
        return tuple(found)

    @cached_property
    def alone(self) -> tuple[str, ...]:
        """Articles that belong to nothing, by date and id."""
        size = np.bincount(self.group) if len(self.group) else np.zeros(0)
        single = (size[self.group] == 1) & (self.bonds.held == FREE)
        return tuple(self.pieces[at].id for at in np.flatnonzero(single))

    @cached_property
    def _standing(self) -> Standing:
        return standing(self.near.score, self.group, self.alike)

    @cached_property
    def _sure(self) -> Array:
        """Say how sure each article's place is: by what holds it there, and by its margin."""
        own, rival = self._standing.own, self._standing.rival
        # A dial that is set to broad makes nothing surer.
        cut = max(self.cut, self.middle)
        joins = Joins.of(self.tree, self.cut)
        found = sureness(joins, self.near, self.group, self.bonds.held, cut)
        return np.minimum(found, (own - rival) / min(AHEAD, AHEAD_CUTS * cut))

    @cached_property
    def _number(self) -> dict[str, int]:
        return {piece.id: at for at, piece in enumerate(self.pieces)}

    def why(self, article: str) -> Reasons | None:
        """Say why an article stands where it does; `None` where it stands alone.

        Raises KeyError where there is no such article.
        """
        at = self._number[article]
        others = np.flatnonzero(self.group == self.group[at])
        others = others[others != at]
        if not len(others):
            return None
        scores = _row(self.near.score, at) + (self.alike == self.alike[at])
        other = int(others[np.argmax(scores[others])])
        own, rival, which = self._standing
        next_to = np.flatnonzero(self.group == which[at])
        shared = self._shared(at, other)
        cosine = sum(term.weight for term in shared)
        about = self.near.meanings
        worded, meaning = about.parts(at, other) if about else (1.0, 0.0)
        whole = worded * cosine + meaning
        days = [self.pieces[one].day for one in (at, other)]
        outlet = float(self.near.of_one_outlet(at, other))
        similarity = float(_row(self.near.similarity, at)[other])
        return Reasons(
            id=article,
            nearest=self.pieces[other].id,
            shared=shared,
            cosine=cosine,
            worded=worded,
            meaning=meaning,
            gap=_gap(*days),
            fade=similarity / whole / outlet if whole else 1.0,
            outlet=outlet,
            usual=(float(self.near.usual[at]), float(self.near.usual[other])),
            neighbours=float(_row(self.near.shared, at)[other]),
            score=float(self.near.score[at, other]),
            is_copy=bool(self.alike[at] == self.alike[other]),
            mean=float(own[at]),
            rival=tuple(self.pieces[one].id for one in next_to),
            margin=float(own[at] - rival[at]),
            sure=float(self._sure[at]),
            cut=self.cut,
        )

    def _shared(self, one: int, other: int) -> tuple[SharedTerm, ...]:
        both = sparse.csr_matrix(self.near.vectors[[one]].multiply(self.near.vectors[[other]]))
        found = [
            SharedTerm(self.terms.shown[column], bool(self.terms.named[column]), float(weight))
            for column, weight in zip(both.indices, both.data, strict=True)
        ]
        return tuple(sorted(found, key=lambda term: (-term.weight, term.text)))


def group(  # noqa: PLR0913 - each by its name
    pieces: Iterable[Piece],
    *,
    dial: float = MIDDLE,
    same: Iterable[Sequence[str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    copies: Sequence[Sequence[str]] = (),
    middle: float | None = None,
    largest: float | None = None,
    part: Part | None = None,
    embed: Embed | None = None,
    weights: Weights | None = None,
) -> Grouping:
    """Group articles into stories.

    Articles that have a story stay in it, and others may join them there; `same` lists ids that
    belong together, `apart` pairs that never do, `copies` ids of texts that are copies of each
    other; what contradicts itself is passed over (`bonds`). `middle` is the cut with the dial in
    the middle, where a grouping of more has it; it is sought if not. Of more than `largest`
    articles, a story has to be the more alike the larger it is. `part` says what they are part of;
    `embed` gives vectors of what they are about (`embedding`), which then counts beside words.
    The order of the articles makes no difference; their ids must differ.
    """
    chosen = weights or default()
    read = Compared.of(pieces, chosen, same, apart, copies, middle, part, embed)
    tree = read.tree
    if read.bonds.any or largest is not None:
        score = in_window(read.near.score, read.pieces, read.bonds.held)
        settled, most = read.bonds, largest or math.inf
        bound = {"start": settled.start, "held": settled.held, "apart": settled.apart}
        tree = link(score, LOWEST, **bound, largest=most)
    cut = cut_at(read.middle, dial, chosen)
    found = tree.cut(cut)
    parts = read.pieces, read.terms, read.near, found, tree, read.bonds, read.alike
    return Grouping(*parts, cut, read.middle)


def fit(
    pieces: Iterable[Piece],
    confirmed: Mapping[str, Sequence[str]],
    *,
    waiting: Mapping[str, Sequence[str]] | None = None,
    embed: Embed | None = None,
    weights: Weights | None = None,
) -> Fitted:
    """Set the dial by confirmed stories: name -> ids of all its articles among `pieces`.

    How large stories are is told by them, too, where there are enough. What other articles are in
    is left aside: they are grouped as if they were in no story. What waits for one of them, by its
    name, is neither right nor wrong in it, and its size tells nothing yet.
    """
    chosen = weights or default()
    read = Compared.of(pieces, chosen, (), (), embed=embed)
    number = {piece.id: at for at, piece in enumerate(read.pieces)}
    known = {
        story: [number[article] for article in articles if article in number]
        for story, articles in confirmed.items()
    }
    open_ = waiting or {}
    aside = [number[one] for ids in open_.values() for one in ids if one in number]
    sizes = [len(set(found)) for story, found in known.items() if found and story not in open_]
    most = largest_story(sizes)
    plain = fitted(read.tree, read.middle, chosen, known, aside)
    if most is None:
        return plain
    tree = link(read.near.score, LOWEST, start=read.bonds.start, largest=most)
    sized = fitted(tree, read.middle, chosen, known, aside)
    group = read.tree.cut(cut_at(read.middle, plain.dial, chosen))
    if not size_tells(group, [*known.values()], most, sized.after - plain.after):
        return plain
    return replace(sized, before=plain.before, largest=most)


def _gap(one: float | None, other: float | None) -> int | None:
    return None if one is None or other is None else int(abs(one // 1 - other // 1))


def _row(matrix: Matrix, at: int) -> Array:
    return np.asarray(matrix[[at]].todense()).ravel()
