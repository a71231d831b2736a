"""What came of a rebuild, and how it is told in a line."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from clipbook.problems import visible
from clipbook.site.changes import Change


@dataclass
class Rebuilt:
    """One rebuild, as far as it has come."""

    what: str = "everything"
    """What had changed."""
    shown: float = 0.0
    """Seconds until the pages were there that show it; 0 where none came first."""
    took: float = 0.0
    """Seconds until all were there; 0 where it was left, as something had changed again."""
    written: int = 0
    """Files."""
    removed: int = 0
    _started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """How long it has been going on."""
        return time.monotonic() - self._started

    def name(self, files: Sequence[Change] | None) -> None:
        """Say which files had changed, where that is known."""
        if files:
            more = f" and {len(files) - 1} more" if len(files) > 1 else ""
            self.what = f"{files[0].file}{more}"

    @property
    def line(self) -> str:
        """For whoever looks on."""
        first = f"{time.strftime('%H:%M:%S')} {visible(self.what)}: {self.written} files written"
        shown = f", shown after {self.shown:.1f} s" if self.shown else ""
        if not self.took:
            return f"{first}{shown}; the rest waits, as something has changed again"
        return f"{first}, {self.removed} removed in {self.took:.1f} s{shown}"
