"""The printer: what the press makes framed, written and kept, the work of one process."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from clipbook import exports
from clipbook.edition import Edition
from clipbook.site.press import Copy, Made, Plain, Press
from clipbook.site.stage import Stage
from clipbook.site.tasks import Task
from clipbook.store.packs import Kept, PackWriter


class Pieces(NamedTuple):
    """What an article is in each of the whole archive's files."""

    pack: str
    """Where all of them are kept."""
    numbers: bytes
    """Offset, size and checksum of each, as integers of 8 bytes: there are many of these at once.

    In the order of `exports.WHOLE`.
    """

    def kept(self, column: int) -> Kept:
        """Say where one of them is kept."""
        return self.every[column]

    @property
    def every(self) -> list[Kept]:
        """Where each of them is kept."""
        numbers = iter(memoryview(self.numbers).cast("q"))
        return [Kept(self.pack, *each) for each in zip(numbers, numbers, numbers, strict=True)]


class Done(NamedTuple):
    """What came of a task."""

    made: Made
    written: bool
    """Whether the file was written, as it differs from what is known."""
    pieces: Pieces | None = None
    """Of an article: its pieces of the whole archive's files."""


@dataclass
class Printer:
    """Writes files, and keeps what is their own."""

    press: Press
    stage: Stage
    known: Mapping[str, Plain]
    """The files that are in the site as they were made."""
    pack: PackWriter | None = None
    """Where what is made is kept."""

    def print(self, tasks: Sequence[Task]) -> list[Done]:
        """Make a slice."""
        return [self._one(task) for task in tasks]

    def _one(self, task: Task) -> Done:
        is_piece = self.pack is not None and task.maker == "article"
        copy = self.press.make(task)
        return self.put(copy, pieces(self.press.edition, task.path) if is_piece else None)

    def put(self, copy: Copy, own: Sequence[bytes] | None = None) -> Done:
        """Write a file where it differs, and keep it and an article's pieces."""
        made, parts = copy
        was = self.known.get(made.path)
        there = parts is None or self.press.is_there(made, was)
        if parts is not None and not there:
            frame = self.press.shell.frames[made.frame] if made.frame else None
            self.stage.write(made.path, frame.fill(*parts) if frame else parts[0])
        return Done(self._kept(made, parts, was), not there, self._pieces(own))

    def _kept(self, made: Made, parts: Sequence[bytes] | None, was: Plain | None) -> Made:
        if was is not None and made.is_as(was) and Made._make(was).pack:
            return Made._make(was)
        return made.kept_as(self.pack.keep(*parts)) if self.pack and parts else made

    def _pieces(self, own: Sequence[bytes] | None) -> Pieces | None:
        return keep_pieces(self.pack, own) if self.pack and own else None

    def end(self) -> None:
        """Have everything on disk."""
        if self.pack is not None:
            self.pack.close()


def pieces(edition: Edition, path: str) -> tuple[bytes, ...]:
    """Give what an article is in each of the whole archive's files."""
    row = edition.archive.row_of[path.rpartition("/")[2]]
    article = edition.archive.articles.holdings.article(row)
    return tuple(form.layout.piece(edition, article) for form in exports.WHOLE.values())


def keep_pieces(pack: PackWriter, own: Sequence[bytes]) -> Pieces:
    """Keep an article's pieces of the whole archive's files."""
    kept = [pack.keep(piece) for piece in own]
    return Pieces(kept[0].pack, array("q", chain(*(each[1:] for each in kept))).tobytes())
