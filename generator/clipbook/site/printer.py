"""The printer: what the press makes written below a folder, the work of one process."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from clipbook import exports
from clipbook.edition import Edition
from clipbook.site.press import Made, Plain, Press
from clipbook.site.tasks import Task
from clipbook.store.packs import PackWriter, Place


class Done(NamedTuple):
    """What came of a task."""

    made: Made
    written: bool
    """Whether the file was written, as it differs from what is known."""
    piece: Place | None = None
    """Of an article: where its pieces of the whole archive's files are."""


@dataclass
class Printer:
    """Writes files."""

    press: Press
    folder: str
    known: Mapping[str, Plain]
    pieces: PackWriter | None = None
    """Where the pieces of the whole archive's files go."""
    _folders: set[str] = field(default_factory=set)

    def print(self, tasks: Sequence[Task]) -> list[Done]:
        """Make a slice."""
        return [self._one(task) for task in tasks]

    def _one(self, task: Task) -> Done:
        copy = self.press.make(task, self.known)
        if copy.data is not None:
            self.write(copy.made.path, copy.data)
        piece = self._piece(task.path) if task.maker == "article" else None
        return Done(copy.made, copy.data is not None, piece)

    def _piece(self, path: str) -> Place | None:
        return self.pieces.add(pieces(self.press.edition, path)) if self.pieces else None

    def write(self, path: str, data: bytes) -> None:
        """Write one file."""
        target = f"{self.folder}/{path}"
        folder = target.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - a hundred thousand times
            self._folders.add(folder)
        with open(target, "wb", buffering=0) as file:  # noqa: PTH123 - likewise
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]

    def end(self) -> None:
        """Have everything on disk."""
        if self.pieces is not None:
            self.pieces.close()


def pieces(edition: Edition, path: str) -> tuple[bytes, ...]:
    """Give what an article is in each of the whole archive's files."""
    row = edition.archive.row_of[path.rpartition("/")[2]]
    article = edition.archive.articles.holdings.article(row)
    return tuple(form.layout.piece(edition, article) for form in exports.WHOLE.values())
