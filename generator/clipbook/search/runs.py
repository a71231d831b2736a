"""Runs: the documents cut into stretches, each read once and kept until one of them changes.

A change of one article costs the reading of one stretch, and the merging of all. Where the cuts
are hangs on the documents' ids, so that a new one moves no other cut; what is merged is the same
wherever they are.
"""

from __future__ import annotations

import gc
import marshal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zlib import crc32

from clipbook.edition import Edition
from clipbook.search import documents
from clipbook.search.documents import Entry, Marks
from clipbook.search.gathering import Facts, Gathering
from clipbook.search.lexicon import Lexicon
from clipbook.search.sealing import Piece, groups
from clipbook.store.packs import Packs, PackWriter, Place, SpoiltPackError

_FEWEST, _MOST = 512, 2048
"""Documents of a run: as many as are read anew for one change, and held in memory."""
_RUNS = 32
_LONGEST = 3
"""Times the usual length after which a run is cut anywhere."""
_SUFFIX = ".run"
_TRAILER = 16
_DIGEST = 8


class Run:
    """A stretch of documents, sealed: groups of units, each read by itself."""

    def __init__(self, packs: Packs, name: str, first: int, kept: Any) -> None:  # noqa: ANN401
        """Take what the run says of itself."""
        self._packs, self._name = packs, name
        self.first = first
        """The number of its first document."""
        self.begins: list[str] = kept[0]
        """What the units of each group have in common."""
        self.digests: list[bytes] = kept[1]
        """Of each group."""
        self.strays: list[str] = kept[4]
        """Units whose kin may be in other groups."""
        self._places: list[tuple[int, int]] = kept[2]
        self._facts: tuple[int, int] = kept[3]

    def facts(self) -> Facts:
        """Read what it holds of its documents."""
        return Facts(*self._packs.read(Place(self._name, *self._facts)))

    def groups(self, start: int, end: int) -> Iterator[list[Piece]]:
        """Read some of its groups."""
        for offset, size in self._places[start:end]:
            yield self._packs.read(Place(self._name, offset, size))


@dataclass
class Runs:
    """Where runs are kept, and for which version of what makes them."""

    folder: Path
    version: bytes = b""

    def __post_init__(self) -> None:
        """Have one reader for all."""
        self._packs = Packs(self.folder)

    def close(self) -> None:
        """Let go of the files."""
        self._packs.close()

    def of(self, edition: Edition, entries: Sequence[Entry]) -> list[Run]:
        """Give all runs of an edition: those that are kept, and the others made anew."""
        marks, lexicon = Marks(edition), Lexicon()
        found, used = [], set[str]()
        for start, stretch in _stretches(entries):
            name = self._name(stretch, marks)
            used.add(name)
            run = self._kept(name, start)
            if run is None:
                lexicon = Lexicon() if lexicon.is_full else lexicon
                self._make(name, edition, stretch, lexicon)
                run = self._kept(name, start)
            if run is None:
                raise SpoiltPackError(name)
            found.append(run)
        self._sweep(used)
        return found

    def _name(self, stretch: Sequence[Entry], marks: Marks) -> str:
        digest = blake2b(self.version + marks.every(), digest_size=16)
        for entry in stretch:
            mark = marks.of(entry)
            digest.update(len(mark).to_bytes(4, "little") + mark)
        return digest.hexdigest() + _SUFFIX

    def _make(
        self, name: str, edition: Edition, stretch: Sequence[Entry], lexicon: Lexicon
    ) -> None:
        with _without_collecting():
            gathering = Gathering(lexicon)
            for entry in stretch:
                gathering.add(documents.document(edition, entry))
            self._seal(name, gathering)

    def _seal(self, name: str, gathering: Gathering) -> None:
        writer = PackWriter(self.folder, f"{name}.new")
        begins, digests, places = [], [], []
        for begin, pieces in groups(gathering.gathered(), gathering.many):
            # The newer versions of the format tell who else refers to a value.
            data = marshal.dumps(pieces, 2)
            begins.append(begin)
            digests.append(blake2b(data, digest_size=_DIGEST).digest())
            places.append(writer.add_marshalled(data)[1:])
        facts = writer.add(tuple(gathering.facts))[1:]
        table = writer.add([begins, digests, places, facts, gathering.strays()])
        writer.add_raw(b"".join(n.to_bytes(8, "little") for n in table[1:]))
        writer.close()
        (self.folder / f"{name}.new").replace(self.folder / name)

    def _kept(self, name: str, first: int) -> Run | None:
        read = partial(int.from_bytes, byteorder="little")
        with suppress(SpoiltPackError, OSError):
            end = (self.folder / name).stat().st_size - _TRAILER
            trailer = self._packs.raw(Place(name, end, _TRAILER))
            offset, size = read(trailer[:8]), read(trailer[8:])
            if offset + size == end:
                return Run(self._packs, name, first, self._packs.read(Place(name, offset, size)))
        return None

    def _sweep(self, used: set[str]) -> None:
        """Remove what is of no use any more: nothing that was withdrawn is to stay."""
        for path in self.folder.glob(f"*{_SUFFIX}*"):
            if path.name not in used:
                with suppress(OSError):
                    path.unlink()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the collector from going through what is gathered, none of which refers to itself."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _stretches(entries: Sequence[Entry]) -> Iterator[tuple[int, Sequence[Entry]]]:
    """Cut documents into stretches; gives each with the number of its first."""
    size = _FEWEST
    while size < _MOST and size * _RUNS < len(entries):
        size *= 2
    start = 0
    for at, entry in enumerate(entries):
        is_cut = not crc32(entry.ident.encode()) % size or at - start >= size * _LONGEST
        if is_cut and at > start:
            yield start, entries[start:at]
            start = at
    if start < len(entries):
        yield start, entries[start:]
