"""A card: what a result shows, as far as its rights allow."""

from __future__ import annotations

from typing import NamedTuple

BLOCK = 32
"""Cards in one file."""


class Card(NamedTuple):
    """What a result shows: plain texts, in the order in which they are written."""

    address: str
    """Relative to the root of the site."""
    title: str
    outlet: str
    """`Story` on a story's card."""
    date: str
    """For readers: `6 May 2026`, `Undated`."""
    text: str
    """The lead, or nothing where the rights forbid it."""
    mono: str
    hue: str
    inferred: str
    """Initials of what was concluded: `t`itle, `o`utlet, `d`ate."""
    lang: str
    """The language of title and text, where it is not the site's."""
    whole: int
    """1 where more of its words than the lead stand on its page."""
