"""A shift: one build's work with the workers of a Dask scheduler, as seen from here.

This module, `scheduler` and `workshop`, which is the other side, know Dask; they are loaded only
where a build has a scheduler.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

import dask
from distributed import Client, Future
from distributed.diagnostics.plugin import WorkerPlugin

from clipbook.errors import ClipbookError
from clipbook.site import bundle, scheduler, workshop
from clipbook.site.cluster import PATIENCE
from clipbook.site.imprint import imprint
from clipbook.site.plan import place_in
from clipbook.site.press import Made, Plain
from clipbook.site.tasks import Task
from clipbook.site.workshop import Order, Parcel, Sent, Workshop, another
from clipbook.store.content import Content

if TYPE_CHECKING:
    from clipbook.site.run import Run

    _Coming = Future[list[Sent]]

_AHEAD = 2
"""Slices for each thread of a worker: one in hand, one waiting."""
_TRIES = 3
"""For what every worker must get while one of them may be dying."""
_SETTINGS = {"distributed.comm.timeouts.connect": f"{PATIENCE}s"}
_OURS = "clipbook"

Slice = Sequence[Task]


@contextmanager
def begun(address: str, content: Content, run: Run) -> Iterator[Shift]:
    """Give a shift whose workers have all that they need; at its end they keep nothing.

    Raises ClipbookError where the scheduler does not answer, where it has no workers, or where one
    of them has another Clipbook.
    """
    with ExitStack() as stack:
        stack.enter_context(scheduler.silence())
        stack.enter_context(dask.config.set(_SETTINGS))
        client = scheduler.client(address)
        stack.callback(client.close, timeout=PATIENCE)
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
        self._muster()
        self._compare()
        self._give(Workshop(self.name, imprint()), self.name)
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
        waiting = iter(slices)
        ready: SimpleQueue[_Coming] = SimpleQueue()
        under_way: dict[_Coming, Slice] = {}
        while True:
            for slice_ in islice(waiting, max(self._room() - len(under_way), 0)):
                future = self._submit(slice_)
                under_way[future] = slice_
                future.add_done_callback(ready.put)
            if not under_way:
                return
            future = self._next(ready)
            yield under_way.pop(future), self._result(future)

    def _compare(self) -> None:
        """Raise ClipbookError where a worker cannot even say what else it has."""
        with scheduler.plainly(self.address):
            found: Any = self.client.get_versions(packages=[_OURS])
        own = found["client"]["packages"][_OURS]
        for address, versions in sorted(found["workers"].items()):
            theirs = versions["packages"].get(_OURS)
            if theirs != own:
                raise another(address, f"it is {theirs or 'missing'} there and {own} here")

    def _give(self, plugin: WorkerPlugin, name: str) -> None:
        self._plugins.append(name)
        for _ in range(_TRIES - 1):
            # Given twice is given once.
            with suppress(OSError):
                self.client.register_plugin(plugin, name=name)
                return
        with scheduler.plainly(self.address):
            self.client.register_plugin(plugin, name=name)

    def _room(self) -> int:
        with scheduler.plainly(self.address):
            threads: dict[str, int] = self.client.nthreads()
            return max(_AHEAD * sum(threads.values()), 1)

    def _submit(self, slice_: Slice) -> _Coming:
        places = [place_in(self.run.edition, task) for task in slice_]
        known = {place: made for place in places if (made := self._kept(place))}
        self._count += 1
        order, key = Order(slice_, known), f"{self.name}-{self._count}"
        return self.client.submit(workshop.make, self.name, order, key=key, pure=False)

    def _kept(self, place: str) -> Plain | None:
        """Give what is known of a file, unless its bytes are wanted here in any case."""
        made = self.run.known.get(place)
        return made if made and Made._make(made).pack else None

    def _next(self, ready: SimpleQueue[_Coming]) -> _Coming:
        while True:
            with suppress(Empty):
                return ready.get(timeout=PATIENCE)
            self._muster()

    def _result(self, future: _Coming) -> list[Sent]:
        while True:
            # Who had it may have died since; then it is made again, if there is anybody left.
            with scheduler.plainly(self.address), suppress(TimeoutError):
                return future.result(timeout=PATIENCE)
            self._muster()

    def _muster(self) -> None:
        """Raise ClipbookError where there is no worker, and none comes."""
        with scheduler.plainly(self.address):
            try:
                self.client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError:
                raise ClipbookError(
                    f"no worker has come to {self.address} in {PATIENCE} seconds; "
                    f"start some with: dask worker {self.address} --nthreads 1"
                ) from None
