"""How much of one text is in another, told from their sketches."""

from __future__ import annotations

from typing import NamedTuple

from clipbook.copies.shingles import MOST_FIGURES, Sketch

COPIED = 0.5
"""Share of the shorter text from which on it is a copy."""

_SURE, _FEW = 0.6, 16
"""Of fewer sampled shingles than these, so many have to be shared."""
FEWEST = 4
"""Shared shingles below which nothing is concluded."""

_BACKED = 0.25
"""Share that has to be found word for word where a sample is too small to go by alone."""

_FEWEST_FIGURES, _WORDS_A_FIGURE = 4, 50
"""Texts with so many figures, and one in so many words, are reports of figures."""
_SAME_FIGURES = 0.5
"""Share of the figures that a copy of such a report has to name, too."""


class Likeness(NamedTuple):
    """What two texts share, as far as their sketches tell."""

    part: float
    """Share of the shorter text that is in the longer one."""
    whole: float
    """Share of the longer text that is in the shorter one."""

    @property
    def is_copy(self) -> bool:
        """Whether most of the shorter text is in the longer one."""
        return self.part >= COPIED

    @property
    def is_mutual(self) -> bool:
        """Whether each is most of the other, none a mere part of it."""
        return self.whole >= COPIED


UNLIKE = Likeness(0.0, 0.0)


def likeness(one: Sketch, other: Sketch) -> Likeness:
    """Compare two texts; `UNLIKE` where too little is shared, or where they report other figures.

    Texts of one template, on the weather or on prices, share their sentences, but not their
    figures.
    """
    found = shared(one, other)
    return found if not found.is_copy or _same_figures(one, other) else UNLIKE


def shared(one: Sketch, other: Sketch) -> Likeness:
    """Compare the words of two texts, whatever their figures."""
    short, long = (one, other) if one.words <= other.words else (other, one)
    if short.is_whole and not long.is_whole:
        return _part_of(short, long)
    if short.is_whole:
        return _like(short.every, long.every)
    return _like(short.sampled, long.sampled)


def overlap(one: Sketch, other: Sketch) -> float:
    """Give the share of the smaller sketch that is in the other one, however little that tells."""
    pairs = (one.every, other.every), (one.sampled, other.sampled)
    return max(len(few & many) / (min(len(few), len(many)) or 1) for few, many in pairs)


def _like(few: frozenset[int], many: frozenset[int]) -> Likeness:
    """Compare sets of which one is a sample of the other's kind; either may be the smaller."""
    if len(few) > len(many):
        few, many = many, few
    both = len(few & many)
    if both < FEWEST or (len(few) < _FEW and both < _SURE * len(few)):
        return UNLIKE
    return Likeness(both / len(few), both / len(many))


def _part_of(short: Sketch, long: Sketch) -> Likeness:
    """Compare a text of which every shingle is known with one of which a sample and the opening is.

    What is found of all of it is the least that is shared; the sample tells of the rest.
    """
    found = _like(short.sampled, long.sampled)
    both = len(short.every & long.every)
    least = both / len(short.shingles)
    if both < FEWEST or found.part >= least:
        return found
    if least < COPIED and least >= _BACKED:
        seen = len(short.sampled & long.sampled)
        if seen > 1 and seen >= _SURE * len(short.sampled):
            least = seen / len(short.sampled)
    return Likeness(least, least * short.words / long.words)


def _same_figures(one: Sketch, other: Sketch) -> bool:
    few, many = sorted((one, other), key=lambda sketch: (len(sketch.figures), sketch.words))
    # Of many figures only those with low hashes are kept: the others say nothing.
    last = many.figures[-1] if len(many.figures) == MOST_FIGURES else None
    known = [figure for figure in few.figures if last is None or figure <= last]
    if len(known) < _FEWEST_FIGURES or len(few.figures) * _WORDS_A_FIGURE < few.words:
        return True
    return len(set(known).intersection(many.figures)) >= _SAME_FIGURES * len(known)
