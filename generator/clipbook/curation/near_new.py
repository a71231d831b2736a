"""New articles of a great archive grouped with those that are near them, and no others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from clipbook.curation import kept_words, proposing
from clipbook.curation.copied import copies
from clipbook.curation.kept_words import KeptWords
from clipbook.grouping import Grouping, Piece, group
from clipbook.grouping.compared import Part
from clipbook.grouping.habits import Habits
from clipbook.grouping.postings import shown
from clipbook.grouping.terms import Array, Shown
from clipbook.grouping.weights import default
from clipbook.grouping.whole import Whole
from clipbook.store.content import Content

GREAT = 6_000
"""Articles: where there are more, not all are grouped to tell where some belong."""


def grouping(
    content: Content,
    new: Collection[str],
    dial: float,
    largest: float | None = None,
    *,
    great: int | None = None,
) -> Grouping | None:
    """Group new articles, given by id, with what is near them; `None` where all can be grouped.

    It hangs on the content alone: what is kept in the cache only makes it quicker.
    """
    great = GREAT if great is None else great
    rows = proposing.published(content)
    if len(rows) <= great:
        kept_words.forget(content)
        return None
    kept = kept_words.up_to_date(content, rows)
    known = _Known.of(content, rows)
    place_of = {ident: place for place, ident in enumerate(known.ids)}
    row_of = {ident: row for row, ident in enumerate(kept.ids)}
    own = np.array([row_of[ident] for ident in known.ids], dtype=np.int64)
    whole = Whole((kept.base, kept.since), own, known.days, default())
    cut, habits = _cut(kept, content, known, whole, great)
    fresh = sorted(place_of[ident] for ident in new if ident in place_of)
    together = [
        [place_of[ident] for ident in ids if ident in place_of] for ids in content.ledger.together
    ]
    inside = _inside(whole, known, np.array(fresh, dtype=np.int64), together)
    terms, keys = whole.terms(inside)
    pieces = [known.piece(place) for place in inside.tolist()]
    found = group(
        pieces,
        dial=dial,
        largest=largest,
        same=content.ledger.together,
        apart=content.ledger.apart,
        copies=copies(content, pieces),
        middle=cut,
        part=Part(terms, habits),
    )
    told = _told(found, {known.ids[place] for place in fresh})
    asked = proposing.pieces(content, rows=[known.rows[place_of[ident]] for ident in told])
    return _named(found, keys, shown(asked, kept.most, kept.usual))


def _named(found: Grouping, keys: Array, words: Mapping[int, str]) -> Grouping:
    """Have reasons name words, whose numbers are `keys`, as articles write them."""
    terms = found.terms
    names = [words.get(key, "") for key in keys[: terms.plain].tolist()]
    said = Shown(names, terms.shown.left, terms.shown.right)
    return replace(found, terms=replace(terms, shown=said))


@dataclass(frozen=True, slots=True)
class _Known:
    """All articles by date and id, as far as it is known without reading them."""

    rows: list[int]
    """Of the holdings."""
    ids: list[str]
    days: Array
    """Not a number where there is none."""
    stories: list[str]
    """Empty where one is in none that has a file."""
    moments: list[str]
    outlets: list[str]

    @classmethod
    def of(cls, content: Content, rows: Sequence[int]) -> _Known:
        """Put articles into their order."""
        columns, days = content.articles.columns, proposing.Days()
        found = np.array([days[columns.dates[row]] for row in rows], dtype=float)
        # Within a day the holdings are in the order of ids, but dates that are no day come first.
        order = np.argsort(found, kind="stable").tolist()
        dated = int((~np.isnan(found)).sum())
        order[dated:] = sorted(order[dated:], key=lambda place: columns.ids[rows[place]])
        chosen = [rows[place] for place in order]
        stories = {story.slug for story in content.stories}
        said = (columns.stories[row] for row in chosen)
        return cls(
            chosen,
            [columns.ids[row] for row in chosen],
            found[order],
            [story if story in stories else "" for story in said],
            [columns.moments[row] for row in chosen],
            [columns.outlets[row] for row in chosen],
        )

    def piece(self, place: int) -> Piece:
        """Give an article without its words."""
        day = None if np.isnan(self.days[place]) else float(self.days[place])
        ident, story, outlet = (column[place] for column in (self.ids, self.stories, self.outlets))
        return Piece(ident, day=day, story=story, outlet=outlet)


def _cut(
    kept: KeptWords, content: Content, known: _Known, whole: Whole, most: int
) -> tuple[float, Habits]:
    """Give the default cut and the habits of some: the last ones when the archive last doubled.

    So they stay while articles come in, and are the same whichever came in with which.
    """
    until = 1 << (len(known.ids).bit_length() - 1)
    came = sorted(range(len(known.ids)), key=known.moments.__getitem__)
    sample = np.array(sorted(came[max(0, until - most) : until]), dtype=np.int64)
    part = whole.alone(sample)
    pieces = [replace(known.piece(place), story="") for place in sample.tolist()]
    outlets = [piece.outlet for piece in pieces]
    key = kept_words.cut_key(part.segments[0].said, part.days, outlets)
    if key not in kept.cuts:
        terms, _ = part.terms(np.arange(len(sample)))
        found = group(pieces, part=Part(terms))
        habits = found.near.habits
        kept_words.remember(kept, content, key, (found.middle, habits.fade, habits.outlet))
    middle, fade, outlet = kept.cuts[key]
    return middle, Habits(fade, outlet)


def _inside(whole: Whole, known: _Known, fresh: Array, together: Sequence[Sequence[int]]) -> Array:
    """Give who is near, all of the stories that the nearest are in, and who is tied to any."""
    near, around = whole.around(fresh)
    stories = {known.stories[place] for place in near.tolist()} - {""}
    inside = set(around.tolist())
    inside |= {place for place, story in enumerate(known.stories) if story in stories}
    for places in together:
        if not inside.isdisjoint(places):
            inside |= set(places)
    return np.array(sorted(inside), dtype=np.int64)


def _told(found: Grouping, new: Collection[str]) -> list[str]:
    """Give the articles of groups that hold a new one: of these reasons may be asked."""
    touched = {
        number
        for piece, number in zip(found.pieces, found.group.tolist(), strict=True)
        if piece.id in new
    }
    grouped = zip(found.pieces, found.group.tolist(), strict=True)
    return [piece.id for piece, number in grouped if number in touched]
