"""The catalogue: what was read of every file, so that only changed files are read again.

It lies in `.clipbook/cache` and may be deleted at any time. It is thrown away where anything about
it is in doubt: another version of Clipbook, of Python or of a library that texts go through, a
checksum that does not fit. A file counts as unchanged while its size, time and number are the
same; where a file was written about when the catalogue was, its bytes are compared too.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from stat import S_ISREG

from clipbook import jobs
from clipbook.store import cache, entry, scan
from clipbook.store.entry import Plain
from clipbook.store.packs import Packs, PackWriter, Place

ARTICLES, STORIES = "articles", "stories"

_DOUBT = 2_000_000_000
"""Nanoseconds: clocks of file systems may be this coarse."""
_SLICE = 128
"""Files that are read as one piece of work."""
REMEMBERED = 20_000
"""Former entries that are kept, so that a build knows what has changed since the last one."""

_WASTE = 2
"""Packs are rewritten when they hold more than this many times what is in use."""


@dataclass(slots=True)
class Catalogue:
    """Everything that is remembered, file by file, as plain values."""

    folder: Path
    """Of the cache."""
    entries: dict[str, Plain] = field(default_factory=dict)
    """By file, articles first, each in the order of names."""
    ignored: list[str] = field(default_factory=list)
    """Files among articles and stories that are not read."""
    changes: list[tuple[int, str, Plain | None]] = field(default_factory=list)
    """What each file was before it changed: generation, file, and its former entry."""
    name: int = 0
    """When it was begun, in nanoseconds: another catalogue counts its generations anew."""
    generation: int = 0
    """Counts the times that anything had changed."""
    written: int = 0
    """When it was saved, in nanoseconds."""
    size: int = 0
    """Bytes of all packs."""

    @property
    def first(self) -> int:
        """The first generation of which every change is known."""
        if len(self.changes) < REMEMBERED:
            return min(self.generation, 1)
        # What was changed together may have been forgotten in part.
        return self.changes[0][0] + 1

    @property
    def packs(self) -> Packs:
        """What was made of the texts."""
        return Packs(self.folder)


@dataclass(frozen=True, slots=True)
class _Work:
    """A file that has to be looked at."""

    path: str
    file: str
    inside: str
    is_article: bool
    known: bytes
    """The hash of what was read of it before."""
    stamp: scan.Stamp


def refresh(catalogue: Catalogue, root: Path, content: Path, *, processes: int = 1) -> int:
    """Bring a catalogue up to date; reads what may have changed, and gives how many files."""
    found, ignored, work = _look(catalogue, root, content)
    pack = f"articles-{catalogue.generation + 1}-{os.getpid()}"
    for kept in _read(work, catalogue.folder, pack, processes):
        found[kept[0]] = _unless_same(catalogue.entries.get(kept[0]), kept)
    before = catalogue.entries
    changed = [file for file, kept in found.items() if _differs(before.get(file), kept)]
    gone = [file for file in before if file not in found]
    catalogue.entries, catalogue.ignored = found, ignored
    if changed or gone:
        catalogue.generation += 1
        now = catalogue.generation
        catalogue.changes += [(now, file, before.get(file)) for file in (*changed, *gone)]
        catalogue.size += sum(_size(found[file]) for file in changed)
    return len(work)


def reread(catalogue: Catalogue, root: Path, files: Iterable[str]) -> list[tuple[Plain, Plain]]:
    """Read some known articles again, and look at no other file.

    Gives those that have changed, before and after. Raises OSError where one is no file any more.
    """
    pack = f"articles-{catalogue.generation + 1}-{os.getpid()}"
    work = [_again(catalogue.entries[file], root) for file in sorted(files)]
    changed = []
    for kept in _read(work, catalogue.folder, pack, 1):
        before = catalogue.entries[kept[0]]
        now = catalogue.entries[kept[0]] = _unless_same(before, kept)
        if _differs(before, now):
            changed.append((before, now))
    if changed:
        catalogue.generation += 1
        catalogue.changes += [(catalogue.generation, before[0], before) for before, _ in changed]
        catalogue.size += sum(_size(now) for _, now in changed)
    return changed


def _again(known: Plain, root: Path) -> _Work:
    path = root / known[0]
    stat = path.lstat()
    if not S_ISREG(stat.st_mode):
        raise FileNotFoundError(path)
    return _Work(str(path), known[0], known[1], True, known[3], scan.stamp_of(stat))  # noqa: FBT003


def _look(
    catalogue: Catalogue, root: Path, content: Path
) -> tuple[dict[str, Plain], list[str], list[_Work]]:
    """Compare what lies in the folders with what is known of it."""
    entries: dict[str, Plain] = {}
    ignored: list[str] = []
    work: list[_Work] = []
    sure = catalogue.written - _DOUBT
    for folder in (ARTICLES, STORIES):
        base = cache.relative(content / folder, root)
        for inside, stamp in scan.markdown(content / folder):
            file = f"{base}/{inside}"
            if stamp is None:
                ignored.append(file)
                continue
            known = catalogue.entries.get(file)
            # Kept in order, whether it is read again or not.
            entries[file] = known or ()
            sound = known and known[3] and known[entry.STAMP] == stamp
            if not sound or stamp.modified >= sure:
                path = f"{content}/{folder}/{inside}"
                digest = known[3] if known else b""
                work.append(_Work(path, file, inside, folder == ARTICLES, digest, stamp))
    return entries, ignored, work


def _read(work: list[_Work], folder: Path, pack: str, processes: int) -> Iterator[Plain]:
    slices = [work[at : at + _SLICE] for at in range(0, len(work), _SLICE)]
    reader = partial(_reader, folder, pack)
    for entries in jobs.run(reader, slices, processes):
        yield from entries


def _reader(folder: Path, pack: str, worker: int) -> jobs.Work[list[_Work], list[Plain]]:
    """Give what one process does: read slices of files, keeping the texts in a pack of its own."""
    writer = PackWriter(folder, f"{pack}-{worker}.pack")

    def read(files: list[_Work]) -> list[Plain]:
        return [_one(each, writer) for each in files]

    return read, writer.close


def _one(work: _Work, writer: PackWriter) -> Plain:
    try:
        with open(work.path, "rb") as file:  # noqa: PTH123 - a hundred thousand times
            data = file.read()
    except OSError as error:
        return entry.plain(entry.unreadable(work.file, work.inside, work.stamp, error))
    if entry.digest_of(data) == work.known:
        return (work.file, work.inside, tuple(work.stamp), work.known)
    if work.is_article:
        read = entry.of_article(data, work.file, work.inside, work.stamp, writer)
    else:
        read = entry.of_story(data, work.file, work.inside, work.stamp)
    return entry.plain(read)


def _unless_same(known: Plain | None, read: Plain) -> Plain:
    """Keep what is known of a file whose bytes are the same, with its new stamp."""
    if known and len(read) < len(known):
        return (*known[: entry.STAMP], read[entry.STAMP], *known[entry.STAMP + 1 :])
    return read


def _differs(one: Plain | None, other: Plain) -> bool:
    return one is None or one[3] != other[3]


def _size(kept: Plain) -> int:
    return sum(place[2] for place in (kept[entry.RECORD], kept[entry.WORDS]) if place)


def compact(catalogue: Catalogue) -> None:
    """Rewrite the packs where most of what they hold is of no use any more."""
    used = sum(_size(kept) for kept in catalogue.entries.values())
    if catalogue.size <= used * _WASTE:
        return
    packs, writer = catalogue.packs, PackWriter(catalogue.folder, _fresh(catalogue))
    for file, kept in catalogue.entries.items():
        moved = [tuple(writer.add_raw(packs.raw(p))) if p else None for p in _places(kept)]
        catalogue.entries[file] = (*kept[: entry.RECORD], *moved, *kept[entry.WORDS + 1 :])
    writer.close()
    packs.close()
    catalogue.size = used


def _places(kept: Plain) -> Iterator[Place | None]:
    for place in (kept[entry.RECORD], kept[entry.WORDS]):
        yield Place._make(place) if place else None


def _fresh(catalogue: Catalogue) -> str:
    return f"articles-{catalogue.generation}-{os.getpid()}-c.pack"
