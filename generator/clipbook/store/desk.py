"""The desk: the cache of one archive opened, brought up to date, and saved."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import time_ns
from typing import Any, TypeVar

from clipbook.store import cache, catalogue, entry, freeze, ledger_file, reading, scan
from clipbook.store.catalogue import Catalogue
from clipbook.store.entry import Plain
from clipbook.store.memory import Memory
from clipbook.store.packs import SpoiltPackError
from clipbook.store.reading import Decisions, Outlets
from clipbook.store.table import Table

R = TypeVar("R")


@dataclass
class Desk:
    """What is known of an archive's files."""

    root: Path
    folder: Path
    """Of the cache."""
    version: bytes
    catalogue: Catalogue
    read_before: dict[str, Any]
    """`outlets.yml` as plain values, with the hash of what it was read from."""
    ledger_before: dict[str, Any]
    """`decisions.yml`, likewise."""
    memory: Memory
    changed: bool = False
    _temporary: tempfile.TemporaryDirectory[str] | None = field(default=None, repr=False)

    @classmethod
    def open(cls, root: Path) -> Desk:
        """Take up what was kept; an empty desk where there is nothing that can be trusted."""
        folder, temporary = _usable(root / cache.FOLDER)
        version = cache.version()
        memory = Memory(folder, version)
        kept = memory.load()
        known = Catalogue(
            folder,
            entries=kept.get("entries") or Table(),
            changes=list(kept.get("changes", []))[-catalogue.REMEMBERED :],
            name=kept.get("name") or time_ns(),
            generation=kept.get("generation", 0),
            written=kept.get("written", 0),
            size=kept.get("size", 0),
        )
        books = kept.get("outlets", {}), kept.get("decisions", {})
        return cls(root, folder, version, known, *books, memory, _temporary=temporary)

    def refresh(self, content: Path, processes: int) -> None:
        """Read what has changed."""
        before, started = self.catalogue.generation, time_ns()
        looked = catalogue.refresh(self.catalogue, self.root, content, processes=processes)
        self.changed = self.changed or bool(looked) or self.catalogue.generation != before
        if self.changed:
            self.catalogue.written = started
            catalogue.compact(self.catalogue)

    def reread(self, content: Path, files: Iterable[str]) -> list[tuple[Plain, Plain]]:
        """Read some known articles again; gives those that have changed, before and after."""
        changed = catalogue.reread(self.catalogue, self.root, content, files)
        self.changed = self.changed or bool(changed)
        return changed

    def outlets(self, path: Path, file: str) -> Outlets:
        """Read `outlets.yml`, or take it as it was read before."""
        if scan.stamp(path) is None:
            self.changed = self.changed or bool(self.read_before)
            self.read_before = {}
            return Outlets({}, frozenset(), ())
        data = path.read_bytes()
        digest = entry.digest_of(data)
        known = self.read_before
        if known.get("digest") == digest:
            sound = {key: freeze.thawed_outlet(kept) for key, kept in known["sound"].items()}
            problems = entry.problems_of(known["problems"])
            return Outlets(sound, frozenset(known["unsound"]), problems)
        found = reading.outlets(data, file)
        self.read_before = _plain(found, digest)
        self.changed = True
        return found

    def decisions(self, path: Path, file: str) -> Decisions:
        """Read the ledger, or take it as it was read before."""
        data = path.read_bytes() if scan.stamp(path) is not None else b""
        digest = entry.digest_of(data)
        known = self.ledger_before
        if data and known.get("digest") == digest:
            return ledger_file.thawed(known)
        found = reading.decisions(data, file)
        self.changed = self.changed or bool(data or known)
        self.ledger_before = ledger_file.plain(found, digest) if data else {}
        return found

    def save(self) -> None:
        """Keep what is known for the next time."""
        if not self.changed:
            return
        known = self.catalogue
        value = {
            "entries": known.entries,
            "changes": known.changes[-catalogue.REMEMBERED :],
            "name": known.name,
            "generation": known.generation,
            "written": known.written,
            "size": known.size,
            "outlets": self.read_before,
            "decisions": self.ledger_before,
        }
        if self.memory.save(value):
            self.changed = False
            self._sweep()

    @property
    def saved(self) -> object:
        """Tell what was saved from what was saved before."""
        return self.memory.saved

    @property
    def basis(self) -> tuple[object, ...]:
        """Name what was read, as long as this desk is open."""
        known = self.catalogue
        read = (
            tuple(known.ignored),
            self.read_before.get("digest"),
            self.ledger_before.get("digest"),
        )
        # What was read may have been put into other packs.
        return known.name, known.generation, *read, tuple(known.entries.packs)

    def _sweep(self) -> None:
        """Remove the packs that hold nothing any more."""
        used = self.catalogue.entries.packs_in_use
        for path in self.folder.glob("articles-*.pack"):
            if path.name not in used:
                # Some systems keep what somebody has open; it goes the next time.
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget everything: something about it could not be trusted."""
        shutil.rmtree(self.folder, ignore_errors=True)


def anew(root: Path, work: Callable[[], R]) -> R:
    """Do work on what is kept of the articles; where that is damaged, read them all and again.

    The work may not have written anything when it meets the damage. A build that runs beside us
    keeps what it has made.
    """
    try:
        return work()
    except SpoiltPackError:
        Desk.open(root).memory.drop()
        return work()


def _usable(folder: Path) -> tuple[Path, tempfile.TemporaryDirectory[str] | None]:
    """Give a folder that can be written: the cache's own, else one that goes when we do."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")
    except OSError:
        temporary = tempfile.TemporaryDirectory(prefix="clipbook-")
        return Path(temporary.name), temporary
    return folder, None


def _plain(found: Outlets, digest: bytes) -> dict[str, Any]:
    return {
        "digest": digest,
        "sound": {key: freeze.outlet(outlet) for key, outlet in found.sound.items()},
        "unsound": tuple(sorted(found.unsound)),
        "problems": entry.plain_problems(found.problems),
    }
