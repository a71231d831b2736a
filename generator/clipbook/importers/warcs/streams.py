"""The bytes of a web archive, unpacked as they are read, and not without end."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from clipbook.importers.record import RefusedError

_GZIP = b"\x1f\x8b"
_ZSTD = (b"\x28\xb5\x2f\xfd", *(bytes([first]) + b"\x2a\x4d\x18" for first in range(0x50, 0x60)))
"""A frame, and one to skip: a dictionary stands in one at the beginning."""
_WARC = b"WARC/"

_FAULTS = (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile)
"""What unpacking raises where bytes are damaged."""
_FREE = 100 * 1024 * 1024
_RATIO = 100
"""Pages and data rarely shrink to a twentieth."""
_STEP = 4096
"""Bytes at a time: what a damaged place costs of the sound ones before it."""


@dataclass(slots=True)
class Budget:
    """Bytes that one input may still unpack to."""

    left: int

    @classmethod
    def of(cls, size: int) -> Budget:
        """Give an input of so many bytes what it may need."""
        return cls(_FREE + _RATIO * size)

    def spend(self, count: int) -> None:
        """Take note of bytes; raises RefusedError where there are too many."""
        self.left -= count
        if self.left < 0:
            raise RefusedError(
                0,
                "too-tightly-packed",
                f"it unpacks to more than {_RATIO} times its size, which no web archive does",
                "Import it from another source.",
            )


class Stream:
    """A web archive as `fastwarc` reads it: at a damaged place it ends, and says so when asked."""

    def __init__(self, read: Callable[[int], bytes], budget: Budget) -> None:
        """Take what gives the unpacked bytes."""
        self._read, self._budget = read, budget
        self.given = 0
        """Bytes that were read."""
        self.is_cut_off = False
        """Whether they end in the middle of what was packed."""
        self.fault: RefusedError | None = None
        """Why they end before their end."""

    def read(self, size: int = _STEP) -> bytes:
        """Read some bytes; none at the end, or where no sound ones follow."""
        if self.fault or self.is_cut_off:
            return b""
        try:
            data = self._read(min(size, _STEP) if size > 0 else _STEP)
            self._budget.spend(len(data))
        except EOFError:
            self.is_cut_off = True
            return b""
        except _FAULTS as error:
            self.fault = damaged(str(error))
            return b""
        except RefusedError as error:
            self.fault = error
            return b""
        self.given += len(data)
        return data

    def tell(self) -> int:
        """Give the place."""
        return self.given

    def seek(self, _offset: int, _whence: int = 0) -> int:
        """Refuse: nobody needs to go back."""
        raise OSError("a web archive is read from its beginning to its end")

    def close(self) -> None:
        """Leave the file to whoever has opened it."""


def open_stream(file: IO[bytes], budget: Budget) -> Stream:
    """Open a web archive that is packed in whatever way, from its start.

    Raises RefusedError where it cannot be opened.
    """
    try:
        start = file.read(len(_WARC))
        file.seek(0)
    except _FAULTS as error:
        raise damaged(str(error)) from None
    return Stream(_reader(file, start), budget)


def holds_warc(head: bytes) -> bool:
    """Say by the first bytes of a file whether it is a web archive, packed or not."""
    import io  # noqa: PLC0415 - only packed inputs are looked into

    if head.startswith(_WARC):
        return True
    if not head.startswith((_GZIP, *_ZSTD)):
        return False
    return open_stream(io.BytesIO(head), Budget(_FREE)).read().startswith(_WARC)


def _reader(file: IO[bytes], start: bytes) -> Callable[[int], bytes]:
    if start.startswith(_GZIP):
        return gzip.GzipFile(fileobj=file).read1
    if not start.startswith(_ZSTD):
        return file.read
    from fastwarc.stream_io import ZstdReader  # noqa: PLC0415 - what is packed so needs it

    return ZstdReader(file).read


def damaged(why: str) -> RefusedError:
    """Say that an archive cannot be read on."""
    said = f"the archive is damaged here ({' '.join(why.split())}); what stands before it is read"
    return RefusedError(0, "damaged-archive", said, "Get the file again.")
