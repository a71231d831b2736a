"""The catalogue: what was read of every file, so that only changed files are read again.

It lies in `.clipbook/cache` and may be deleted at any time. It is thrown away where anything about
it is in doubt: another version of Clipbook, of Python or of a library that texts go through, a
checksum that does not fit. A file counts as unchanged while its size, time and number are the
same; where a file was written about when the catalogue was, its bytes are compared too.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from stat import S_ISREG
from time import time_ns

from clipbook import jobs
from clipbook.store import cache, entry, scan
from clipbook.store.entry import Plain
from clipbook.store.packs import Packs, PackWriter
from clipbook.store.table import Table

ARTICLES, STORIES = "articles", "stories"

_DOUBT = 2_000_000_000
"""Nanoseconds: clocks of file systems may be this coarse."""
_SLICE = 128
"""Files that are read as one piece of work."""
REMEMBERED = 20_000
"""Former entries that are kept, so that a build knows what has changed since the last one."""

_WASTE = 2
"""Packs are rewritten when they hold more than this many times what is in use."""
_MOST_PACKS = 150
"""So are more than so many: a process may have no more than 256 files open on some systems."""


Former = tuple[str, Plain | None]
"""A file that has changed, with its entry before; None where it is new."""


@dataclass(slots=True)
class Catalogue:
    """Everything that is remembered, file by file."""

    folder: Path
    """Of the cache."""
    entries: Table = field(default_factory=Table)
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
    """Its path below the folder of articles or stories."""
    is_article: bool
    known: bytes
    """The hash of what was read of it before."""
    stamp: scan.Stamp


def refresh(catalogue: Catalogue, root: Path, content: Path, *, processes: int = 1) -> int:
    """Bring a catalogue up to date; reads what may have changed, and gives how many files."""
    seen = scan.Seen()
    for folder in (ARTICLES, STORIES):
        scan.markdown(content / folder, _base(root, content, folder), seen)
    work = list(_work(catalogue, root, content, seen))
    before, catalogue.ignored = catalogue.entries, seen.ignored
    gone = [(file, before.get(file)) for file in sorted({*before.files}.difference(seen.files))]
    catalogue.entries = before.arranged(seen.files)
    with _changing(catalogue, gone) as changed:
        _take(catalogue, _read(work, catalogue, processes), changed)
    return len(work)


def reread(
    catalogue: Catalogue, root: Path, content: Path, files: Iterable[str]
) -> list[tuple[Plain, Plain]]:
    """Read some known articles again, and look at no other file.

    Gives those that have changed, before and after. Raises OSError where one is no file any more.
    """
    work = [_again(catalogue, root, content, file) for file in sorted(files)]
    with _changing(catalogue, []) as changed:
        _take(catalogue, _read(work, catalogue, 1), changed)
    return [(before, catalogue.entries[file]) for file, before in changed if before]


def _again(catalogue: Catalogue, root: Path, content: Path, file: str) -> _Work:
    path = root / file
    stat = path.lstat()
    if not S_ISREG(stat.st_mode):
        raise FileNotFoundError(path)
    inside = file[len(_base(root, content, ARTICLES)) + 1 :]
    digest = catalogue.entries[file][entry.DIGEST]
    return _Work(str(path), file, inside, True, digest, scan.stamp_of(stat))  # noqa: FBT003


def _base(root: Path, content: Path, folder: str) -> str:
    return cache.relative(content / folder, root)


def _work(catalogue: Catalogue, root: Path, content: Path, seen: scan.Seen) -> Iterator[_Work]:
    """Compare what lies in the folders with what is known of it."""
    sure = catalogue.written - _DOUBT
    articles, stories = (_base(root, content, folder) for folder in (ARTICLES, STORIES))
    found = zip(seen.files, seen.stamps, catalogue.entries.known(seen.files), strict=True)
    for file, stamp, (digest, known) in found:
        if known == stamp and digest and stamp[1] < sure:
            continue
        is_article = file.startswith(f"{articles}/")
        inside = file[len(articles if is_article else stories) + 1 :]
        path = f"{content}/{ARTICLES if is_article else STORIES}/{inside}"
        yield _Work(path, file, inside, is_article, digest, scan.Stamp._make(stamp))


@contextmanager
def _changing(catalogue: Catalogue, changed: list[Former]) -> Iterator[list[Former]]:
    """Enter what has changed, also where reading was broken off."""
    try:
        yield changed
    finally:
        catalogue.entries.settle()
        if changed:
            catalogue.generation += 1
            catalogue.changes += [(catalogue.generation, *former) for former in changed]


def _take(catalogue: Catalogue, entries: Iterable[Plain], changed: list[Former]) -> None:
    for kept in entries:
        file, stamp, digest = kept[: entry.SAID]
        before = catalogue.entries.get(file)
        if len(kept) == entry.SAID:
            catalogue.entries.restamp(file, stamp)
            continue
        if before is None or before[entry.DIGEST] != digest:
            changed.append((file, before))
            catalogue.size += _size(kept)
        catalogue.entries.put(kept)


def _read(work: list[_Work], catalogue: Catalogue, processes: int) -> Iterator[Plain]:
    slices = [work[at : at + _SLICE] for at in range(0, len(work), _SLICE)]
    pack = _new_pack(catalogue.generation + 1)
    for entries in jobs.run(partial(_reader, catalogue.folder, pack), slices, processes):
        yield from entries


def _new_pack(generation: int) -> str:
    """Name packs so that no two desks ever write the same, not even two of one process."""
    return f"articles-{generation}-{os.getpid()}-{time_ns()}"


def _reader(folder: Path, pack: str, worker: int) -> jobs.Work[list[_Work], list[Plain]]:
    """Give what one process does: read slices of files, keeping the texts in a pack of its own."""
    writer = PackWriter(folder, f"{pack}-{worker}.pack")

    def read(files: list[_Work]) -> list[Plain]:
        entries = [_one(each, writer) for each in files]
        # Who hears of them may read them, whatever becomes of this process.
        writer.flush()
        return entries

    return read, writer.close


def _one(work: _Work, writer: PackWriter) -> Plain:
    """Read a file; of one with the same bytes as before, give no more than its stamp."""
    try:
        with open(work.path, "rb") as file:  # noqa: PTH123 - a hundred thousand times
            data = file.read()
    except OSError as error:
        return entry.plain(entry.unreadable(work.file, work.stamp, error))
    if entry.digest_of(data) == work.known:
        return (work.file, tuple(work.stamp), work.known)
    if work.is_article:
        read = entry.of_article(data, work.file, work.inside, work.stamp, writer)
    else:
        read = entry.of_story(data, work.file, work.inside, work.stamp)
    return entry.plain(read)


def _size(kept: Plain) -> int:
    return sum(place[2] for place in (kept[entry.RECORD], kept[entry.WORDS]) if place)


def compact(catalogue: Catalogue) -> None:
    """Rewrite the packs where most of what they hold is of no use any more, or they are many."""
    used, count = catalogue.entries.used, len(catalogue.entries.packs)
    if catalogue.size <= used * _WASTE and count <= _MOST_PACKS:
        return
    name = f"{_new_pack(catalogue.generation)}-c.pack"
    packs, writer = catalogue.packs, PackWriter(catalogue.folder, name)
    catalogue.entries.repack(lambda place: writer.add_raw(packs.raw(place)))
    writer.close()
    packs.close()
    catalogue.size = used
