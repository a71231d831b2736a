"""A story: what one event's coverage is gathered under."""

from __future__ import annotations

from typing import Literal

from clipbook.model.dates import PartialDate
from clipbook.model.fields import Flag, Line, Slug
from clipbook.model.record import Record


class StoryEntry(Record):
    """The front matter of one file under `content/stories/`."""

    title: Line
    """The name of the story, in a curator's neutral words."""
    dek: Line | None = None
    """One or two sentences that say what happened."""
    takeaways: tuple[Line, ...] = ()
    """What a reader should keep, in a curator's words."""
    tags: tuple[Line, ...] = ()
    """Topics beyond those of its articles."""
    names: tuple[Line, ...] = ()
    """Names to compare the coverage by; without it they are read from the texts."""
    related: tuple[str, ...] = ()
    """Slugs of stories that a curator sets beside this one."""
    founding: Slug | None = None
    """The id of the article that it began with: where that goes, its address goes."""
    checked: PartialDate | None = None
    """The day on which somebody looked for coverage of it in the outlets on the watch list."""
    draft: Flag = False
    """`true` keeps the story and its hub out of the site."""
    inferred: tuple[Literal["title", "dek"], ...] = ()
    """Fields that were concluded, not written by a curator."""


class Story(StoryEntry):
    """A story with its slug, its file and its text."""

    slug: str
    file: str
    """Path relative to the archive's folder."""
    body: str
    """Trusted Markdown that a curator wrote."""
