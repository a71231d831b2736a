"""The catalogue on disk: a large file that stays as it is, and a small one with what came since.

What a curator changes is little beside an archive, and is not worth writing all of it anew.
"""

from __future__ import annotations

from array import array
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clipbook.errors import ClipbookError
from clipbook.model.columns import Cited
from clipbook.store import cache, scan
from clipbook.store.table import SOURCES, Table

Kept = dict[str, Any]
"""A catalogue as plain values; its `entries` are a table."""

_BASE, _SINCE = "catalogue", "catalogue-since"
_FEW = 20
"""Changes of one entry in so many are kept apart."""


@dataclass
class Memory:
    """Loads and saves a catalogue."""

    folder: Path
    version: bytes
    _mark: list[int] = field(default_factory=list)
    """Names the large file, for the small one to say what it belongs to."""

    def load(self) -> Kept:
        """Give what was kept; empty where there is nothing that can be trusted."""
        base: Kept = cache.load(self.folder / _BASE, self.version) or {}
        if not base:
            return {}
        self._mark, entries = _mark(base), _table(base["entries"])
        since = cache.load(self.folder / _SINCE, self.version)
        if not since or since["mark"] != self._mark:
            return {**base, "entries": entries}
        for kept in since["entries"]:
            entries.put(kept)
        entries.settle()
        gone = set(since["gone"])
        if gone:
            entries = entries.arranged([file for file in entries.files if file not in gone])
        return {**since, "entries": entries, "changes": base["changes"] + since["changes"]}

    def save(self, kept: Kept) -> bool:
        """Keep a catalogue; says whether it could be."""
        with suppress(ClipbookError):
            if self._is_little(kept):
                cache.save(self.folder / _SINCE, self.version, self._since(kept))
            else:
                entries = kept["entries"]
                cache.save(self.folder / _BASE, self.version, {**kept, "entries": _plain(entries)})
                (self.folder / _SINCE).unlink(missing_ok=True)
                self._mark = _mark(kept)
                entries.touched.clear()
            return True
        return False

    def drop(self) -> None:
        """Forget what was kept; the packs that it names go when there is something new to keep."""
        for name in (_BASE, _SINCE):
            with suppress(OSError):
                (self.folder / name).unlink(missing_ok=True)

    @property
    def saved(self) -> tuple[scan.Stamp | None, scan.Stamp | None]:
        """Tell what was saved from what was saved before."""
        return scan.stamp(self.folder / _BASE), scan.stamp(self.folder / _SINCE)

    def _is_little(self, kept: Kept) -> bool:
        if not self._mark or self._mark[0] != kept["name"]:
            return False
        return len(kept["entries"].touched) * _FEW <= len(kept["entries"])

    def _since(self, kept: Kept) -> Kept:
        generation, entries = self._mark[1], kept["entries"]
        touched = sorted(entries.touched)
        return {
            **kept,
            "mark": self._mark,
            "entries": [entries[file] for file in touched if file in entries],
            "gone": [file for file in touched if file not in entries],
            "changes": [change for change in kept["changes"] if change[0] > generation],
        }


def _mark(kept: Kept) -> list[int]:
    return [kept["name"], kept["generation"], kept["written"]]


def _plain(table: Table) -> Kept:
    """Give a table as values that `marshal` keeps; each cited page is kept once."""
    texts = list(table.texts)
    every = {cited: None for sources in texts[SOURCES] if sources for cited in sources}
    number = {cited: n for n, cited in enumerate(every)}
    texts[SOURCES] = [tuple(number[c] for c in sources or ()) for sources in texts[SOURCES]]
    return {
        "files": table.files,
        "digests": table.digests,
        "numbers": [column.tobytes() for column in table.numbers],
        "texts": texts,
        "cited": [tuple(cited) for cited in every],
        "said": table.said,
        "stories": table.stories,
        "packs": table.packs,
    }


def _table(kept: Kept) -> Table:
    cited = [Cited._make(each) for each in kept.pop("cited")]
    sources = [tuple([cited[n] for n in own]) if own else () for own in kept["texts"][SOURCES]]
    kept["texts"][SOURCES] = sources
    numbers = []
    for data in kept.pop("numbers"):
        numbers.append(array("q"))
        numbers[-1].frombytes(data)
    return Table(numbers=numbers, **kept)
