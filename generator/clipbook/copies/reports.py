"""What a hub says of its coverage: how many reports are of their own, and who copied whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clipbook.copies.near_duplicates import Group, Sketched, groups
from clipbook.copies.shingles import words_of
from clipbook.model.holdings import Articles

ENOUGH = 60
"""Words from which on a text that is like no other counts as a report of its own.

A shorter one, such as a snippet, may be from a part that no other text here holds.
"""


@dataclass(frozen=True, slots=True)
class Reports:
    """The articles of a story, copies folded: `independent + copies + unknown` is all of them."""

    groups: tuple[Group, ...]
    """By the first member."""
    independent: int
    """Texts that are no copy of another one here; of each group one."""
    copies: int
    """Articles that are folded under another."""
    unknown: int
    """Articles that are no copies, but have no text, or too little to know more."""
    without_text: int
    """Those of `unknown` with fewer words than any comparison needs; most have none."""


def reports(articles: Articles) -> Reports:
    """Count the reports among articles; only their sketches are read."""
    pieces = pieces_of(articles)
    found = groups(pieces)
    folded = {copy.id for group in found for copy in group.copies}
    in_group = {each: group.first for group in found for each in group.members}
    enough = {
        in_group.get(piece.id, piece.id) for piece in pieces if words_of(piece.sketch) >= ENOUGH
    }
    blank = sum(not piece.sketch for piece in pieces)
    unknown = len(pieces) - len(folded) - len(enough)
    return Reports(found, len(enough), len(folded), unknown, blank)


def pieces_of(articles: Articles) -> Sequence[Sketched]:
    """Give what copies of articles are found by."""
    facts = zip(articles.ids, articles.sketches, articles.iso_dates, articles.outlets, strict=True)
    return [Sketched(*each) for each in facts]
