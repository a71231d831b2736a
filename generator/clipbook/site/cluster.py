"""A cluster: slices made by the workers of a Dask scheduler, with the same bytes as here."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from clipbook.config import Site
from clipbook.errors import ClipbookError
from clipbook.site import tasks
from clipbook.site.printer import Done, Printer
from clipbook.site.tasks import Task
from clipbook.store.content import Content
from clipbook.store.packs import PackWriter

if TYPE_CHECKING:
    from clipbook.site.making import Run
    from clipbook.site.workshop import Sent

PATIENCE = 10
"""Seconds in which a scheduler must answer, and a worker must be there."""
_ADDRESS = re.compile(
    r"((tcp|tls|ws|wss)://)?(?P<host>\[[0-9a-fA-F:.]+\]|[^\s/:@\[\]]+):(?P<port>\d{1,5})"
)
_FEW = 4
"""Slices that are not worth sending an archive to other machines."""


def reach(address: str, site: Site) -> None:
    """Raise ClipbookError, in a line that says what to do, where no scheduler can help."""
    if site.settings.slow:
        raise ClipbookError(
            "--scheduler shares out what MkDocs does not render, and with `slow` it renders all: "
            "leave out one of them"
        )
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise ClipbookError(f"--scheduler {address}: write an address like tcp://10.0.0.5:8786")
    if find_spec("distributed") is None:
        raise ClipbookError("--scheduler needs Dask: pip install 'clipbook[cluster]'")
    place = found["host"].strip("[]"), int(found["port"])
    try:
        socket.create_connection(place, timeout=PATIENCE).close()
    except (OSError, OverflowError, UnicodeError) as error:
        said = (getattr(error, "strerror", "") or str(error)).lower()
        raise ClipbookError(
            f"no scheduler can be reached at {address} ({said}); start one with: dask scheduler"
        ) from None


@dataclass(frozen=True, slots=True)
class Crew:
    """The workers of a scheduler, with the content that they are to make a site of."""

    address: str
    content: Content

    def share(self, run: Run, todo: Iterable[Task]) -> tuple[list[Task], list[Task]]:
        """Part tasks into those that are quicker done here, and those for the workers."""
        here: list[Task] = []
        away: list[Task] = []
        moved = run.moved.tasks if run.moved else frozenset()
        for task in todo:
            (here if task in moved else away).append(task)
        return (here, away) if len(away) > _FEW * tasks.SLICE else ([*here, *away], [])

    def print(self, run: Run, todo: Iterable[Task]) -> Iterator[tuple[Task, Done]]:
        """Have the workers make files, and write these; they come in any order.

        Raises ClipbookError where the workers cannot do it.
        """
        from clipbook.site import shift  # noqa: PLC0415 - few builds need Dask

        slices = tasks.slices(run.edition, todo)
        pieces = PackWriter(run.scratch, f"pieces-{os.getpid()}-cluster.pack")
        printer = Printer(run.press, str(run.stage), run.known, pieces)
        with shift.begun(self.address, self.content, run) as work:
            for slice_, sent in work.done(slices):
                found = (_printed(printer, each) for each in sent)
                yield from zip(slice_, found, strict=True)
        printer.end()


def _printed(printer: Printer, sent: Sent) -> Done:
    """Write a file that has come, a page in its frame."""
    made, data = sent.copy
    if data is not None:
        frame = printer.press.shell.frames[made.frame] if made.frame else None
        parts = data[: made.head], data[made.head :]
        printer.write(made.path, frame.fill(*parts) if frame else data)
    piece = printer.pieces.add(sent.pieces) if printer.pieces and sent.pieces else None
    return Done(made, data is not None, piece)
