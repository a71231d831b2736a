"""Why an article stands where it does: the parts of its score, to be read and added up again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A word, a figure or words in a row that two articles share."""

    text: str
    name: bool
    """Whether it is a name, or holds one."""
    weight: float
    """Its part in the cosine of the two."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for an article's place, beside the member of its group that is nearest."""

    id: str
    nearest: str
    """The nearest other member."""
    shared: tuple[SharedTerm, ...]
    """What both say, the weightiest first; the weights add up to `cosine`."""
    cosine: float
    worded: float
    """What the cosine counts: 1, or less where what articles are about counts, too."""
    meaning: float
    """What is added to it as the two are about the same: 0 where that was not asked for."""
    gap: int | None
    """Days between the two; `None` where one has no date."""
    fade: float
    """What the gap leaves of both: from 1 to 0."""
    outlet: float
    """What is left of it as both are from one outlet: 1 is all, also where they are not."""
    usual: tuple[float, float]
    """How similar each of the two is to its best neighbours, on average."""
    neighbours: float
    """How far the two have the same neighbours: from 0 to 1."""
    score: float
    """All of this in one: from 0 to 1."""
    is_copy: bool
    """Whether the two texts are copies: then 1 counts in the mean, whatever the score."""
    mean: float
    """The mean score with all other members."""
    rival: tuple[str, ...]
    """Articles of the group that comes next; empty where there is none."""
    margin: float
    """`mean`, less the mean score with the rival."""
    sure: float
    """How sure that makes its place; from 1 on it is."""
    cut: float
    """The mean score that it takes to join."""

    @property
    def about(self) -> float:
        """How much of the likeness is not from words but from what the two are about: 0 to 1."""
        whole = self.worded * self.cosine + self.meaning
        return self.meaning / whole if whole else 0.0
