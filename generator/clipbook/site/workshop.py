"""The workshop: what a worker of a cluster does; this is the side that runs on other machines.

A bundle comes as plugins of Dask's, because the scheduler keeps these and hands them to every
worker that joins later: whichever of them die, a bundle is never lost.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import NamedTuple, cast

from distributed import Worker, get_worker
from distributed.diagnostics.plugin import WorkerPlugin

from clipbook.errors import ClipbookError
from clipbook.site.bundle import Opened
from clipbook.site.imprint import difference, imprint
from clipbook.site.press import Copy, Plain, Press
from clipbook.site.printer import pieces
from clipbook.site.tasks import Task
from clipbook.store.packs import SpoiltPackError


@dataclass(frozen=True, slots=True)
class Order:
    """A slice to make; no tuple, as Dask would look into that."""

    tasks: Sequence[Task]
    known: Mapping[str, Plain]


class Sent(NamedTuple):
    """What came of a task, as it travels."""

    copy: Copy
    pieces: tuple[bytes, ...] | None
    """Of an article: its pieces of the whole archive's files."""


class Workshop(WorkerPlugin):
    """Makes slices of one build in one worker."""

    def __init__(self, name: str, ours: Mapping[str, str]) -> None:
        """Name the build, and say what it is made with at home."""
        self.name, self.ours = name, dict(ours)

    def setup(self, worker: Worker) -> None:
        """Begin without a bundle; raises ClipbookError where this is another Clipbook."""
        self.address, self.folder = worker.address, _folder(worker, self.name)
        # One slice at a time: threads of one Python have one core between them, and so one press.
        self.lock, self.opened = Lock(), cast("Opened | None", None)
        self.refusal = difference(imprint(), self.ours)
        if self.refusal:
            raise another(self.address, self.refusal)

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - Dask passes it
        """Leave nothing behind."""
        with self.lock:
            if self.opened:
                self.opened.close()
            self.opened, self.refusal = None, "the build is over"
            shutil.rmtree(self.folder, ignore_errors=True)

    def make(self, order: Order) -> list[Sent]:
        """Make a slice; files that are as they are known come without bytes."""
        with self.lock:
            # A worker that has joined later is asked here first.
            if self.refusal:
                raise another(self.address, self.refusal)
            try:
                press = self._press()
                return [_made(press, task, order.known) for task in order.tasks]
            except (OSError, SpoiltPackError) as error:
                raise ClipbookError(f"the worker at {self.address} has lost: {error}") from None

    def _press(self) -> Press:
        if self.opened is None:
            self.opened = Opened.at(self.folder)
        return self.opened.press


class Parcel(WorkerPlugin):
    """Puts one file of a bundle beside a worker."""

    def __init__(self, build: str, name: str, data: bytes) -> None:
        """Pack a file up."""
        self.build, self.name, self.data = build, name, zlib.compress(data, 1)

    def setup(self, worker: Worker) -> None:
        """Unpack it."""
        folder = _folder(worker, self.build)
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / self.name).write_bytes(zlib.decompress(self.data))
        self.data = b""


def make(build: str, order: Order) -> list[Sent]:
    """Make a slice in the workshop of the worker that runs this."""
    return cast("Workshop", get_worker().plugins[build]).make(order)


def another(address: str, difference: str) -> ClipbookError:
    """Give what to raise where a worker would not make the same bytes."""
    return ClipbookError(
        f"the worker at {address} has another Clipbook: {difference}; "
        "install the same on every worker, and start it anew"
    )


def _folder(worker: Worker, build: str) -> Path:
    return Path(worker.local_directory, build)


def _made(press: Press, task: Task, known: Mapping[str, Plain]) -> Sent:
    copy = press.make(task)
    if press.is_there(copy.made, known.get(copy.made.path)):
        copy = copy._replace(parts=None)
    is_article = task.maker == "article"
    return Sent(copy, pieces(press.edition, task.path) if is_article else None)
