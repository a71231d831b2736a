"""The press: an edition and a shell in, files out, one task at a time, in any process."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple

from clipbook import exports, feeds
from clipbook.edition import Edition
from clipbook.pages import KINDS
from clipbook.site.shell import Shell
from clipbook.site.stamp import Stamper
from clipbook.site.tasks import Task
from clipbook.store.packs import Kept

DIGEST = 16

Plain = tuple[Any, ...]


class Made(NamedTuple):
    """A file that was made, as the next build remembers it."""

    path: str
    """In the site."""
    digest: bytes
    """Of what is the file's own: the frame around a page is compared apart."""
    frame: str = ""
    """The key of the frame around it, or nothing where it is no page."""
    head: int = 0
    """Bytes of a page's head, or of all of another file."""
    body: int = 0
    """Bytes of a page's body."""
    pack: str = ""
    """Where what is its own is kept; nothing where it is not."""
    offset: int = 0
    check: int = 0

    def is_as(self, other: Plain | None) -> bool:
        """Say whether this is what another one is, wherever it is kept."""
        return other is not None and self[:_KEPT] == other[:_KEPT]

    def kept_as(self, kept: Kept) -> Made:
        """Say where it is kept."""
        return self._replace(pack=kept.pack, offset=kept.offset, check=kept.check)

    @property
    def kept(self) -> Kept:
        """Where it is kept."""
        return Kept(self.pack, self.offset, self.head + self.body, self.check)


class Copy(NamedTuple):
    """A file with what is its own: of a page head and body; None where it is as it was."""

    made: Made
    parts: tuple[bytes, ...] | None


_KEPT = Made._fields.index("pack")
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

    def make(self, task: Task) -> Copy:
        """Make what is one file's own."""
        if task.maker in _FILES:
            data = _FILES[task.maker](self.edition, task.path)
            return Copy(Made(task.path, digest_of(data), head=len(data)), (data,))
        stamped = self.stamper.stamp(_KINDS[task.maker].page(self.edition, task.path))
        path = place_of(self.edition.site.addresses.of(task.path))
        parts = head, body = stamped.head, stamped.body
        return Copy(Made(path, digest_of(*parts), stamped.frame, len(head), len(body)), parts)

    def is_there(self, made: Made, was: Plain | None) -> bool:
        """Say whether a file that is known need not be written again."""
        return made.is_as(was) and (not made.frame or made.frame in self.same_frames)


def place_of(address: str) -> str:
    """Give the file at an address; one that ends in a slash is its folder's index."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def digest_of(*parts: bytes) -> bytes:
    """Name what a file holds."""
    found = blake2b(digest_size=DIGEST)
    for part in parts:
        found.update(part)
    return found.digest()
