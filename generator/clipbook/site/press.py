"""The press: an edition and a shell in, files out, one task at a time, in any process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from clipbook import exports, feeds
from clipbook.edition import Edition
from clipbook.pages import KINDS
from clipbook.site.frame import Frame
from clipbook.site.shell import Shell
from clipbook.site.stamp import Stamper
from clipbook.site.tasks import Task

DIGEST = 16

Plain = tuple[Any, ...]


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


@dataclass(frozen=True, slots=True)
class Moved:
    """Pages of which only the frame has changed, with the site that they stand in."""

    folder: Path
    frames: Mapping[str, Frame]
    """As they were."""
    tasks: frozenset[Task]

    def parts(self, made: Made) -> tuple[bytes, bytes] | None:
        """Cut a page out of its old frame; None where it is not what was made."""
        frame = self.frames.get(made.frame)
        if frame is None:
            return None
        try:
            data = (self.folder / made.path).read_bytes()
        except OSError:
            return None
        start = len(frame.before)
        middle = start + made.head + len(frame.between)
        head, body = data[start : start + made.head], data[middle : middle + made.body]
        return (head, body) if digest_of(head, body) == made.digest else None


_KINDS = {kind.name: kind for kind in KINDS}
_FILES = {"feed": feeds.file, "export": exports.file}


@dataclass(frozen=True)
class Press:
    """Makes files."""

    edition: Edition
    stamper: Stamper
    same_frames: frozenset[str]
    """Those that are as they were: their pages stay, unless their own parts have changed."""
    moved: Moved | None = None

    @property
    def shell(self) -> Shell:
        """The shell."""
        return self.stamper.shell

    def make(self, task: Task, known: Mapping[str, Plain]) -> Copy:
        """Make one file; its bytes are left out where they are those that are known."""
        if task.maker in _FILES:
            data = _FILES[task.maker](self.edition, task.path)
            made = Made(task.path, digest_of(data))
            return Copy(made, None if known.get(task.path) == made else data)
        return self._moved(task, known) or self._page(task, known)

    def _moved(self, task: Task, known: Mapping[str, Plain]) -> Copy | None:
        if self.moved is None or task not in self.moved.tasks:
            return None
        made = Made._make(known[place_of(self.edition.site.addresses.of(task.path))])
        parts = self.moved.parts(made)
        key = self.shell.frame_key(task.maker, task.path)
        return (
            Copy(made._replace(frame=key), self.shell.frames[key].fill(*parts)) if parts else None
        )

    def _page(self, task: Task, known: Mapping[str, Plain]) -> Copy:
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
    return blake2b(b"".join(parts), digest_size=DIGEST).digest()
