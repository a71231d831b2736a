"""One input: a file, standard input, or what was fetched, read as far as an importer wants."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import BinaryIO

from clipbook.importers.record import RefusedError

HEAD_BYTES = 64 * 1024
"""By so many bytes is told what an input is."""

_PACKED = ([".gz"], [".zst"])


@dataclass(frozen=True, slots=True)
class Wanted:
    """How inputs are to be read."""

    importer: str | None = None
    """The one that reads them all; None where each input tells."""
    mapping: Path | None = None
    """A YAML file that says which column of a table is what."""
    allow_private: bool = False
    """Whether addresses of this machine and its network may be fetched."""
    fills: bool = False
    """Whether gaps of articles that are known are filled in."""
    processes: int = 1
    """How many processes read inputs."""


@dataclass(frozen=True)
class Source:
    """The bytes of an input, with what is known of where they came from."""

    name: str
    """As the person called it: a path, an address, `-`."""
    path: Path | None = None
    content: bytes = b""
    """The bytes themselves, where there is no path."""
    address: str | None = None
    """Where it was fetched from, after redirects; None where it was not."""
    content_type: str | None = None
    """What the server called it."""
    mapping: Path | None = None
    """A YAML file that says which column is what."""
    in_folder: bool = False
    """Whether it was met in a folder, and not named itself."""

    @property
    def suffix(self) -> str:
        """The end of its name, in lower case: `.csv`; of what is packed, both: `.warc.gz`."""
        ends = [end.casefold() for end in PurePath(self.name).suffixes[-2:]]
        return "".join(ends if ends[-1:] in _PACKED else ends[-1:])

    @cached_property
    def head(self) -> bytes:
        """The first bytes."""
        with self.open() as file:
            return file.read(HEAD_BYTES)

    @property
    def size(self) -> int:
        """Bytes that there are."""
        return len(self.content) if self.path is None else self.path.stat().st_size

    def all(self) -> bytes:
        """Give all bytes, however many there are."""
        with self.open() as file:
            return file.read()

    def open(self) -> BinaryIO:
        """Open the bytes from their start."""
        return io.BytesIO(self.content) if self.path is None else self.path.open("rb")

    def read(self, most: int) -> bytes:
        """Give all bytes; raises RefusedError where there are more than `most`."""
        with self.open() as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise RefusedError(
                0,
                "too-large",
                f"it holds more than {most // 1024 // 1024} MB",
                "Import it in parts.",
            )
        return data
