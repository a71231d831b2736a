"""A run: what all the work of one build shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import BytecodeCache

from clipbook.edition import Edition
from clipbook.site.cluster import Crew
from clipbook.site.keeping import Keeping
from clipbook.site.press import Plain, Press
from clipbook.site.printer import Printer
from clipbook.site.shell import Shell
from clipbook.site.stage import Stage
from clipbook.site.stamp import stamper


@dataclass(frozen=True)
class Run:
    """What all the work of one build shares."""

    edition: Edition
    shell: Shell
    stage: Path
    """Where files are written."""
    site: Path
    """Where they are put afterwards, and were before."""
    keeping: Keeping | None = None
    """Where what is made is kept for the next time."""
    known: Mapping[str, Plain] = field(default_factory=dict)
    """The files of the site that are there as they were made."""
    same_frames: frozenset[str] = frozenset()
    compiled: BytecodeCache | None = None
    """Where compiled templates are kept."""
    processes: int = 1
    crew: Crew | None = None
    """Makes most of it on other machines."""
    search: bool = True
    """Whether the search index is made; else it stays as it is."""
    version: bytes = b""
    """Of what is kept for the next time."""
    pulse: Callable[[], None] | None = None
    """Called between pieces of work; raises what is to end it."""

    @property
    def press(self) -> Press:
        """Makes files."""
        return Press(self.edition, stamper(self.shell, self.compiled), self.same_frames)

    def printer(self, who: object) -> Printer:
        """Give what writes and keeps files; `who` tells those apart that work at once."""
        pack = self.keeping.writer(who) if self.keeping else None
        return Printer(self.press, Stage(str(self.stage)), self.known, pack)
