"""The catalogue on disk: a large file that stays as it is, and a small one with what came since.

What a curator changes is little beside an archive, and is not worth writing all of it anew.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clipbook.errors import ClipbookError
from clipbook.store import cache, scan
from clipbook.store.entry import Plain

Kept = dict[str, Any]
"""A catalogue as plain values; its `entries` by file."""

_BASE, _SINCE = "catalogue", "catalogue-since"
_FEW = 20
"""Changes of one entry in so many are kept apart."""


@dataclass
class Memory:
    """Loads and saves a catalogue."""

    folder: Path
    version: bytes
    _entries: dict[str, Plain] = field(default_factory=dict)
    """Those of the large file."""
    _mark: list[int] = field(default_factory=list)
    """Names the large file, for the small one to say what it belongs to."""

    def load(self) -> Kept:
        """Give what was kept; empty where there is nothing that can be trusted."""
        base: Kept = cache.load(self.folder / _BASE, self.version) or {}
        if not base:
            return {}
        self._entries, self._mark = base["entries"], _mark(base)
        since = cache.load(self.folder / _SINCE, self.version)
        if not since or since["mark"] != self._mark:
            return {**base, "entries": dict(self._entries)}
        entries = self._entries | since["entries"]
        for file in since["gone"]:
            entries.pop(file, None)
        return {**since, "entries": entries, "changes": base["changes"] + since["changes"]}

    def save(self, kept: Kept) -> bool:
        """Keep a catalogue; says whether it could be."""
        with suppress(ClipbookError):
            if self._is_little(kept):
                cache.save(self.folder / _SINCE, self.version, self._since(kept))
            else:
                cache.save(self.folder / _BASE, self.version, kept)
                (self.folder / _SINCE).unlink(missing_ok=True)
                self._entries, self._mark = dict(kept["entries"]), _mark(kept)
            return True
        return False

    @property
    def saved(self) -> tuple[scan.Stamp | None, scan.Stamp | None]:
        """Tell what was saved from what was saved before."""
        return scan.stamp(self.folder / _BASE), scan.stamp(self.folder / _SINCE)

    def _is_little(self, kept: Kept) -> bool:
        if not self._mark or self._mark[0] != kept["name"]:
            return False
        return len(self._changed(kept)) * _FEW <= len(self._entries)

    def _changed(self, kept: Kept) -> dict[str, Plain]:
        known = self._entries
        return {file: each for file, each in kept["entries"].items() if known.get(file) is not each}

    def _since(self, kept: Kept) -> Kept:
        generation = self._mark[1]
        return {
            **kept,
            "mark": self._mark,
            "entries": self._changed(kept),
            "gone": tuple(file for file in self._entries if file not in kept["entries"]),
            "changes": [change for change in kept["changes"] if change[0] > generation],
        }


def _mark(kept: Kept) -> list[int]:
    return [kept["name"], kept["generation"], kept["written"]]
