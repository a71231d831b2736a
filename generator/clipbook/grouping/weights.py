"""The numbers that grouping goes by: fitted, written down in `weights.json`, and read here."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """One set of them. `tests/benchmarks/grouping/fit.py` finds and writes it."""

    lead_words: int
    """Words of a text that are read."""
    lead: float
    """What a word of the text counts beside one of the title, which counts 1."""
    address: float
    """What a word of the address counts."""
    name: float
    """A capitalised name counts so many times what another word does."""
    figure: float
    """A figure, likewise."""
    pair: float
    """Two words that follow one another count so many times what one does, on top of both."""
    rarity: float
    """The power to which the logarithm of a word's rarity is raised."""
    unseen: float
    """Articles on other things that are taken to stand beside a collection."""
    word_elsewhere: float
    """Share of these that hold a word which somebody wrote."""
    name_elsewhere: float
    """The same of a name."""
    nearest: int
    """Best neighbours whose mean similarity an article's similarities are measured by."""
    floor: float
    """The least that this mean counts as."""
    floor_of_few: float
    """What is added to that in the smallest collection."""
    few_near: float
    """Articles from which on half of it is."""
    ceiling: float
    """A similarity this many times that mean is as good as any greater one."""
    neighbours: int
    """Neighbours that are looked at for those that two articles share, at the most."""
    blend: float
    """Share of shared neighbours in a score (a geometric mean); the rest is similarity."""
    embed: float
    """Share of what articles are about in a similarity, where that is asked for (`meanings`)."""
    fade: float
    """Days after which a similarity counts half, at the most."""
    swift: float
    """The same at the least, where articles that are alike come within so few days."""
    timely: float
    """How far these must come more often so than any others, in standard errors."""
    alike: float
    """Mean similarity from which on articles count as one when the default cut is sought."""
    own_words: float
    """Share of a story's words that are its own, and not of the whole collection."""
    doubt: float
    """Other articles from which on half of that share is believed in."""
    heard: int
    """Words of an article that count when the default cut is sought."""
    alone: float
    """Share of articles that are expected to be alone, as a weight against joining."""
    choice: float
    """What a story's size counts beside words when the default cut is sought."""
    usual_cut: float
    """The cut that is expected before anything of a collection is known."""
    few: float
    """So many articles have to be there for the collection's own cut to count as much."""
    reach: float
    """The cut at either end of the dial, as so many times the cut in its middle or less."""


BY_HAND = (
    "unseen", "word_elsewhere", "name_elsewhere", "floor", "floor_of_few", "few_near", "embed",
    "timely", "alone", "usual_cut", "few", "reach",
)  # fmt: skip
"""Weights that nothing searched for."""
FITTED = (
    "searched by tests/benchmarks/grouping/fit.py in several runs while the code changed; "
    f"set by hand: {', '.join(BY_HAND)}"
)
"""Where the weights come from, as it is written down with them."""


@cache
def default() -> Weights:
    """Give the weights that come with Clipbook."""
    text = files("clipbook.grouping").joinpath("weights.json").read_text(encoding="utf-8")
    found = json.loads(text)
    return Weights(**{field.name: found[field.name] for field in fields(Weights)})
