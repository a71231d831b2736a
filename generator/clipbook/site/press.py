"""The press: an edition and a shell in, files out, a slice at a time, in any process."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from clipbook import exports, feeds
from clipbook.edition import Edition
from clipbook.pages import KINDS
from clipbook.site.shell import Shell
from clipbook.site.stamp import Stamper
from clipbook.site.tasks import Task

DIGEST = 16


class Made(NamedTuple):
    """A file that was made, as the next build remembers it."""

    path: str
    """In the site."""
    digest: bytes
    """Of what is the page's own: its frame is compared apart."""
    frame: str = ""
    """The key of the frame around it, or nothing where it is no page."""
    head: int = 0
    """Bytes of the page's head, and of its body."""
    body: int = 0


class Copy(NamedTuple):
    """A file with its bytes, or without where it is as it was."""

    made: Made
    data: bytes | None


_KINDS = {kind.name: kind for kind in KINDS}
_FILES = {"feed": feeds.file, "export": exports.file}


@dataclass(frozen=True)
class Press:
    """Makes files."""

    edition: Edition
    stamper: Stamper
    same_frames: frozenset[str]
    """Those that are as they were: their pages stay, unless their own parts have changed."""

    @property
    def shell(self) -> Shell:
        """The shell."""
        return self.stamper.shell

    def make(self, task: Task, known: Mapping[str, Made]) -> Copy:
        """Make one file; its bytes are left out where they are those that are known."""
        if task.maker in _FILES:
            data = _FILES[task.maker](self.edition, task.path)
            made = Made(task.path, digest_of(data))
            return Copy(made, None if known.get(task.path) == made else data)
        return self._page(task, known)

    def _page(self, task: Task, known: Mapping[str, Made]) -> Copy:
        stamped = self.stamper.stamp(_KINDS[task.maker].page(self.edition, task.path))
        path = place_of(self.edition.site.addresses.of(task.path))
        digest = digest_of(stamped.head, stamped.body)
        made = Made(path, digest, stamped.frame, len(stamped.head), len(stamped.body))
        if known.get(path) == made and stamped.frame in self.same_frames:
            return Copy(made, None)
        frame = self.shell.frames[stamped.frame]
        return Copy(made, frame.fill(stamped.head, stamped.body))


def place_of(address: str) -> str:
    """Give the file at an address; one that ends in a slash is its folder's index."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def digest_of(*parts: bytes) -> bytes:
    """Name what a file holds."""
    found = blake2b(digest_size=DIGEST)
    for part in parts:
        found.update(part)
    return found.digest()


@dataclass
class Printer:
    """Writes what the press makes below a folder: the work of one process."""

    press: Press
    folder: str
    known: Mapping[str, Made]

    def __post_init__(self) -> None:
        """Begin without any folder."""
        self._folders: set[str] = set()

    def print(self, tasks: Sequence[Task]) -> list[tuple[Made, bool]]:
        """Make a slice; say of each file whether it was written."""
        done = []
        for task in tasks:
            copy = self.press.make(task, self.known)
            if copy.data is not None:
                self.write(copy.made.path, copy.data)
            done.append((copy.made, copy.data is not None))
        return done

    def write(self, path: str, data: bytes) -> None:
        """Write one file."""
        target = f"{self.folder}/{path}"
        folder = target.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - a hundred thousand times
            self._folders.add(folder)
        file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
        try:
            os.write(file, data)
        finally:
            os.close(file)


_BINARY = getattr(os, "O_BINARY", 0)
