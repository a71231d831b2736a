"""What is grouped: an article as far as its story can be told from it."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """One article."""

    id: str
    title: str = ""
    lead: str = ""
    """Its text, or how it begins; only the first words are read."""
    day: float | None = None
    """Proleptic ordinal of its date, as `date.toordinal` gives; a fraction is left aside."""
    address: str = ""
    """Where it was published; the words of the path often hold a headline of their own."""
    lang: str = ""
    """A BCP 47 tag; where it is empty, the language is told by the words."""
    story: str = ""
    """The story that it is in already, and stays in."""
    outlet: str = ""
    """Who published it; where it is empty, the host of the address stands for it."""


def order(piece: Piece) -> tuple[float, str]:
    """Give what ties are broken by: the date, the undated last, then the id."""
    return (math.inf if piece.day is None else math.floor(piece.day), piece.id)
