"""Work shared among processes: the same results in the same order, however many there are."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

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

    `start` is called in each process with the number of the process. Under systems that cannot
    fork, it must be picklable. Raises ClipbookError where a process dies.
    """
    if count < 2 or len(parts) < 2:  # noqa: PLR2004 - one is no crowd
        yield from _alone(start, parts)
        return
    with ExitStack() as stack:
        pipes = [_process(start, parts, n, count, stack) for n in range(min(count, len(parts)))]
        waiting: dict[int, R] = {}
        for place in range(len(parts)):
            while place not in waiting:
                _receive(pipes, waiting)
            yield waiting.pop(place)


def _alone(start: Callable[[int], Work[T, R]], parts: Sequence[T]) -> Iterator[R]:
    work, end = start(0)
    try:
        for part in parts:
            yield work(part)
    finally:
        end()


def _process(
    start: Callable[[int], Work[T, R]], parts: Sequence[T], n: int, count: int, stack: ExitStack
) -> Connection:
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    here, there = context.Pipe(duplex=False)
    process: BaseProcess = context.Process(  # type: ignore[attr-defined]
        target=_serve, args=(start, parts, n, count, there), daemon=True
    )
    process.start()
    there.close()
    stack.callback(_end, process, here)
    return here


def _serve(
    start: Callable[[int], Work[T, R]], parts: Sequence[T], n: int, count: int, pipe: Connection
) -> None:
    """Do every `count`-th part, beginning with the `n`-th."""
    code = 1
    try:
        work, end = start(n)
        for place in range(n, len(parts), count):
            result = work(parts[place])
            # Whatever a part has made is on disk before anybody hears of the last one.
            if place + count >= len(parts):
                end()
            pipe.send((place, result))
        code = 0
    except ClipbookError as error:
        pipe.send((_FAILED, error))
    except OSError as error:
        pipe.send((_FAILED, ClipbookError(str(error))))
    finally:
        pipe.close()
        # Not `sys.exit`: what the parent has open is not this process's to finish.
        os._exit(code)


def _receive(pipes: list[Connection], waiting: dict[int, R]) -> None:
    for pipe in wait(pipes):
        try:
            place, result = pipe.recv()  # type: ignore[union-attr,call-arg]
        except EOFError:
            pipes.remove(pipe)  # type: ignore[arg-type]
            if not pipes:
                raise ClipbookError("a worker process ended before its work was done") from None
        else:
            if isinstance(result, ClipbookError):
                raise result
            waiting[place] = result  # type: ignore[assignment]


def _end(process: BaseProcess, pipe: Connection) -> None:
    pipe.close()
    process.join(timeout=5)
    if process.is_alive():
        process.terminate()
        process.join()
