"""Edits of the content: articles put into stories, stories made and gone, decisions noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clipbook.model.article import Article, Placement
from clipbook.model.decision import Decision
from clipbook.model.story import StoryEntry


@dataclass(frozen=True, slots=True)
class Placing:
    """An article that gets another place."""

    article: Article
    """As it is."""
    story: str
    """The slug of its story from now on; empty where it is in none."""
    placed: Placement | None
    """Why."""
    is_inferred: bool = False
    """Whether the machine concluded it, and nobody has confirmed it."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What one command changes."""

    placings: tuple[Placing, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """Entries for the ledger."""
    made: Mapping[str, StoryEntry] = field(default_factory=dict)
    """Stories to make, by slug."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Stories whose files get other names."""
    gone: tuple[str, ...] = ()
    """Slugs of stories whose files go."""

    def __bool__(self) -> bool:
        """Say whether anything changes."""
        return bool(self.placings or self.decisions or self.made or self.renamed or self.gone)
