"""A cluster: slices made by the workers of a Dask scheduler, with the same bytes as here."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from clipbook.config import Site
from clipbook.errors import ClipbookError
from clipbook.site import tasks
from clipbook.site.printer import Done
from clipbook.site.tasks import Task
from clipbook.store.content import Content

if TYPE_CHECKING:
    from clipbook.site.run import Run

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

    def share(self, todo: Iterable[Task]) -> tuple[list[Task], list[Task]]:
        """Part tasks into those that are quicker done here, and those for the workers."""
        found = list(todo)
        return ([], found) if len(found) > _FEW * tasks.SLICE else (found, [])

    def print(self, run: Run, todo: Iterable[Task]) -> Iterator[tuple[Task, Done]]:
        """Have the workers make files, and write these; they come in any order.

        Raises ClipbookError where the workers cannot do it.
        """
        from clipbook.site import shift  # noqa: PLC0415 - few builds need Dask

        slices = tasks.slices(run.edition, todo)
        printer = run.printer("cluster")
        with shift.begun(self.address, self.content, run) as work:
            for slice_, sent in work.done(slices):
                found = (printer.put(*each) for each in sent)
                yield from zip(slice_, found, strict=True)
        printer.end()
