"""Work shared among processes: the same results in the same order, however many there are."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar, cast

from clipbook.errors import ClipbookError

T = TypeVar("T")
R = TypeVar("R")

_FAILED = -1

Work = tuple[Callable[[T], R], Callable[[], None]]
"""What a process does with a part, and what it does at the end."""


def processes(wanted: int | None = None) -> int:
    """Give how many processes to work in: as many as wanted, else as this machine has cores for."""
    if wanted:
        return wanted
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def run(start: Callable[[int], Work[T, R]], parts: Sequence[T], count: int = 1) -> Iterator[R]:
    """Do work on parts and give the results in the order of the parts.

    This process works, too; each takes the next part when it is free. `start` is called in each
    with its number; under systems that cannot fork, it must be picklable. Raises ClipbookError
    where a process dies.
    """
    if count < 2 or len(parts) < 2:  # noqa: PLR2004 - one is no crowd
        yield from _alone(start, parts)
        return
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    try:
        turn = _Turn(context.Value("q", 0), len(parts))
    except (OSError, ImportError):
        # Not every system has semaphores.
        yield from _alone(start, parts)
        return
    with ExitStack() as stack:
        pipes = [
            _process(context, (start, parts, turn, n), stack)
            for n in range(1, min(count, len(parts)))
        ]
        crew = _Crew(parts, start(0), turn, pipes)
        stack.callback(crew.end)
        for place in range(len(parts)):
            while place not in crew.done:
                crew.go_on()
            if place == len(parts) - 1:
                crew.end()
            yield crew.done.pop(place)


def _alone(start: Callable[[int], Work[T, R]], parts: Sequence[T]) -> Iterator[R]:
    work, end = start(0)
    with ExitStack() as stack:
        stack.callback(end)
        for number, part in enumerate(parts, 1):
            result = work(part)
            if number == len(parts):
                stack.close()
            yield result


@dataclass(frozen=True, slots=True)
class _Turn:
    """Whose turn it is: counts the parts that were taken, for all processes."""

    taken: Any
    parts: int

    def take(self) -> int | None:
        """Take the next part; None where there is no more."""
        with self.taken.get_lock():
            place = int(self.taken.value)
            self.taken.value = place + 1
        return place if place < self.parts else None


@dataclass
class _Crew(Generic[T, R]):
    """The work of this process, and what others send."""

    parts: Sequence[T]
    own: Work[T, R]
    turn: _Turn
    pipes: list[Connection]
    done: dict[int, R] = field(default_factory=dict)
    """By place, until they are asked for."""
    _has_ended: bool = False

    def go_on(self) -> None:
        """Take up what others have sent; do a part, or wait where there is none left."""
        self._receive(0)
        place = None if self._has_ended else self.turn.take()
        if place is not None:
            self.done[place] = self.own[0](self.parts[place])
            return
        self.end()
        if not self.pipes:
            raise ClipbookError("a worker process ended before its work was done")
        self._receive(None)

    def end(self) -> None:
        """Finish: whatever was made is on disk before anybody hears of the last part."""
        if not self._has_ended:
            self._has_ended = True
            self.own[1]()

    def _receive(self, seconds: float | None) -> None:
        for pipe in wait(self.pipes, seconds):
            try:
                place, result = pipe.recv()  # type: ignore[union-attr,call-arg]
            except (EOFError, OSError):
                self.pipes.remove(pipe)  # type: ignore[arg-type]
            else:
                if isinstance(result, ClipbookError):
                    raise result
                self.done[place] = result  # type: ignore[assignment]


def _process(context: Any, work: tuple[Any, ...], stack: ExitStack) -> Connection:  # noqa: ANN401 - two kinds, of which the system has one
    here, there = context.Pipe(duplex=False)
    process: BaseProcess = context.Process(target=_serve, args=(*work, there), daemon=True)
    process.start()
    there.close()
    stack.callback(_end, process, here)
    return cast("Connection", here)


def _serve(
    start: Callable[[int], Work[T, R]], parts: Sequence[T], turn: _Turn, n: int, pipe: Connection
) -> None:
    """Do parts as long as there are any."""
    code = 1
    try:
        work, end = start(n)
        place = turn.take()
        while place is not None:
            result, done, place = work(parts[place]), place, turn.take()
            if place is None:
                end()
            pipe.send((done, result))
        code = 0
    except ClipbookError as error:
        pipe.send((_FAILED, error))
    except OSError as error:
        pipe.send((_FAILED, ClipbookError(str(error))))
    finally:
        pipe.close()
        # Not `sys.exit`: what the parent has open is not this process's to finish.
        os._exit(code)


def _end(process: BaseProcess, pipe: Connection) -> None:
    pipe.close()
    process.join(timeout=5)
    if process.is_alive():
        process.terminate()
        process.join()
