"""Packs: what was made of texts, kept in few large files and read back piece by piece."""

from __future__ import annotations

import marshal
import os
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from clipbook.errors import ClipbookError

_CHECK = 4
"""Bytes of the checksum before each piece."""


class Place(NamedTuple):
    """Where a piece is."""

    pack: str
    offset: int
    size: int


class Kept(NamedTuple):
    """Where bytes are that are kept as they are, and what tells whether they still are those."""

    pack: str
    offset: int
    size: int
    check: int
    """Their CRC-32."""


class SpoiltPackError(ClipbookError):
    """A piece is not what was written: the cache cannot be trusted."""

    def __str__(self) -> str:
        """Say what to do, for where it cannot be done anew."""
        said = " ".join(map(str, self.args))
        return f"what is kept in .clipbook/cache is damaged ({said}): delete that folder"


@dataclass(slots=True)
class PackWriter:
    """Writes pieces one after the other into one new file."""

    folder: Path
    name: str
    offset: int = 0
    _file: BinaryIO | None = None

    def add(self, value: Any) -> Place:  # noqa: ANN401 - any plain value
        """Keep a plain value; give where it is."""
        return self.add_marshalled(marshal.dumps(value))

    def add_marshalled(self, data: bytes) -> Place:
        """Keep a plain value as `marshal` wrote it; give where it is."""
        return self.add_raw(zlib.crc32(data).to_bytes(_CHECK, "little") + data)

    def keep(self, *parts: bytes) -> Kept:
        """Keep bytes one after the other; give where they are."""
        start, check = self.offset, 0
        for part in parts:
            check = zlib.crc32(part, check)
            self.add_raw(part)
        return Kept(self.name, start, self.offset - start, check)

    def add_raw(self, piece: bytes) -> Place:
        """Keep a piece as another pack holds it."""
        if self._file is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file = (self.folder / self.name).open("wb", buffering=1 << 18)
        self._file.write(piece)
        place = Place(self.name, self.offset, len(piece))
        self.offset += len(piece)
        return place

    def flush(self) -> None:
        """Have what was kept so far where it can be read."""
        if self._file is not None:
            self._file.flush()

    def close(self) -> None:
        """Have everything on disk."""
        if self._file is not None:
            self._file.close()
            self._file = None


@dataclass(slots=True)
class Packs:
    """Reads pieces; each process opens the files for itself, as they share no position."""

    folder: Path
    _files: dict[str, int] = field(default_factory=dict)
    _process: int = 0

    def read(self, place: Place) -> Any:  # noqa: ANN401 - any plain value
        """Give the value of a piece; raises SpoiltPackError where it is damaged or gone."""
        piece = self.raw(place)
        if int.from_bytes(piece[:_CHECK], "little") != zlib.crc32(memoryview(piece)[_CHECK:]):
            raise SpoiltPackError(place.pack)
        return marshal.loads(memoryview(piece)[_CHECK:])  # noqa: S302 - our own, with its checksum

    def take(self, kept: Kept) -> bytes:
        """Give what was kept; raises SpoiltPackError where it is damaged or gone."""
        pack, offset, size, check = kept
        piece = self.raw(Place(pack, offset, size))
        if zlib.crc32(piece) != check:
            raise SpoiltPackError(pack)
        return piece

    def raw(self, place: Place) -> bytes:
        """Give a piece as it is kept; raises SpoiltPackError where it is gone."""
        pack, offset, size = place
        try:
            file = self._file(pack)
            piece = os.pread(file, size, offset) if _PREAD else _read_at(file, size, offset)
        except OSError as error:
            raise SpoiltPackError(pack) from error
        if len(piece) != size:
            raise SpoiltPackError(pack)
        return piece

    def _file(self, pack: str) -> int:
        if self._process != os.getpid():
            self._files, self._process = {}, os.getpid()
        found = self._files.get(pack)
        if found is None:
            flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
            found = self._files[pack] = os.open(self.folder / pack, flags)
        return found

    def close(self) -> None:
        """Let go of the files."""
        if self._process == os.getpid():
            for file in self._files.values():
                os.close(file)
        self._files = {}


_PREAD = hasattr(os, "pread")


def _read_at(file: int, size: int, offset: int) -> bytes:
    os.lseek(file, offset, os.SEEK_SET)
    return os.read(file, size)
