"""A shift: one build's work with the workers of a Dask scheduler, as seen from here.

Loaded only where a build has a scheduler, as is `workshop`, which is the other side of it.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import dask
from distributed import CancelledError, Client, Future, KilledWorker
from distributed.diagnostics.plugin import WorkerPlugin

from clipbook.errors import ClipbookError
from clipbook.site import bundle, workshop
from clipbook.site.cluster import PATIENCE
from clipbook.site.imprint import imprint
from clipbook.site.plan import place_in
from clipbook.site.tasks import Task
from clipbook.site.workshop import Order, Parcel, Sent, Workshop
from clipbook.store.content import Content

if TYPE_CHECKING:
    from clipbook.site.making import Run

_AHEAD = 2
"""Slices for each thread of a worker: one in hand, one waiting."""
_TRIES = 3
"""For what every worker must get while one of them may be dying."""
_SETTINGS = {"distributed.comm.timeouts.connect": f"{PATIENCE}s"}

Slice = Sequence[Task]
_Coming = Future[list[Sent]]


@contextmanager
def begun(address: str, content: Content, run: Run) -> Iterator[Shift]:
    """Give a shift whose workers have all that they need; at its end they keep nothing.

    Raises ClipbookError where the scheduler does not answer, where it has no workers, or where one
    of them has another Clipbook.
    """
    with ExitStack() as stack:
        stack.enter_context(_silence())
        stack.enter_context(dask.config.set(_SETTINGS))
        with _plainly(address):
            client = Client(address, timeout=PATIENCE, set_as_default=False)
            stack.callback(client.close, timeout=PATIENCE)
            client.wait_for_workers(1, timeout=PATIENCE)
        shift = Shift(client, address, run)
        stack.callback(shift.clear)
        shift.send(content)
        yield shift


@dataclass
class Shift:
    """The workers of a scheduler at one build."""

    client: Client
    address: str
    run: Run
    _plugins: list[str] = field(default_factory=list)
    _count: int = 0

    @property
    def name(self) -> str:
        """The name of the build, which no other build has."""
        return str(self.client.id)

    def send(self, content: Content) -> None:
        """Give all workers, and those that join later, the bundle, a part at a time."""
        run = self.run
        try:
            self._give(Workshop(self.name, imprint()), self.name)
        except (ImportError, AttributeError):
            raise ClipbookError(
                f"a worker of {self.address} has no Clipbook, or another one: "
                "install the same on every worker, and start it anew"
            ) from None
        for name, data in bundle.files(content, run.edition, run.shell, run.same_frames):
            self._give(Parcel(self.name, name, data), f"{self.name}-{name}")

    def clear(self) -> None:
        """Have the workers forget what they were given."""
        for name in reversed(self._plugins):
            # A worker that is no more has nothing to forget.
            with suppress(OSError, ImportError, LookupError, ValueError):
                if self.client.status == "running":
                    self.client.unregister_worker_plugin(name)

    def done(self, slices: Iterable[Slice]) -> Iterator[tuple[Slice, list[Sent]]]:
        """Give slices with what came of them, in any order; few are on their way at a time."""
        waiting, ready = iter(slices), SimpleQueue[_Coming]()
        under_way: dict[_Coming, Slice] = {}
        while True:
            for slice_ in islice(waiting, max(self._room() - len(under_way), 0)):
                future = self._submit(slice_)
                under_way[future] = slice_
                future.add_done_callback(ready.put)
            if not under_way:
                return
            futures = self._next(ready)
            for future, sent in zip(futures, self._gather(futures), strict=True):
                yield under_way.pop(future), sent

    def _give(self, plugin: WorkerPlugin, name: str) -> None:
        self._plugins.append(name)
        for _ in range(_TRIES - 1):
            # Given twice is given once.
            with suppress(OSError):
                self.client.register_plugin(plugin, name=name)
                return
        with _plainly(self.address):
            self.client.register_plugin(plugin, name=name)

    def _room(self) -> int:
        with _plainly(self.address):
            threads: dict[str, int] = self.client.nthreads()
            return max(_AHEAD * sum(threads.values()), 1)

    def _submit(self, slice_: Slice) -> _Coming:
        places = [place_in(self.run.edition, task) for task in slice_]
        known = {place: self.run.known[place] for place in places if place in self.run.known}
        self._count += 1
        order, key = Order(slice_, known), f"{self.name}-{self._count}"
        return self.client.submit(workshop.make, self.name, order, key=key, pure=False)

    def _next(self, ready: SimpleQueue[_Coming]) -> list[_Coming]:
        """Wait for slices; raises ClipbookError where nobody is there to make them."""
        found: list[_Coming] = []
        while not found:
            with suppress(Empty):
                found.append(ready.get(timeout=PATIENCE))
                while True:
                    found.append(ready.get_nowait())
            with _plainly(self.address):
                if not found:
                    self.client.wait_for_workers(1, timeout=PATIENCE)
        return found

    def _gather(self, futures: list[_Coming]) -> list[list[Sent]]:
        with _plainly(self.address):
            found: list[list[Sent]] = self.client.gather(futures)
            return found


@contextmanager
def _plainly(address: str) -> Iterator[None]:
    """Say in one line what is wrong with a cluster."""
    try:
        yield
    except KilledWorker as error:
        died = f"{error.allowed_failures + 1} workers have died"
        raise ClipbookError(f"{died} over the same pages: give them more memory") from None
    except TimeoutError:
        raise ClipbookError(
            f"no worker has come to {address} in {PATIENCE} seconds; "
            f"start some with: dask worker {address} --nthreads 1"
        ) from None
    except (CancelledError, OSError):
        raise ClipbookError(f"the scheduler at {address} does not answer any more") from None


@contextmanager
def _silence() -> Iterator[None]:
    """Keep Dask's remarks from the terminal: what matters is raised."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
