"""Peak memory of a process and all its descendants, read from /proc while they run.

A page that several processes share is counted once: the kernel's proportional set size (PSS,
`smaps_rollup`, Linux 4.14) parts it among them. Where that may not be read, the resident set
size stands in, and the result says so. Source: https://docs.kernel.org/filesystems/proc.html.
"""

from __future__ import annotations

import os
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")

_EVERY = 0.05
"""Seconds between two looks; what lives shorter may be missed."""

_SHARE = 10
"""A look may take a tenth of the time at most, so that it does not disturb what it measures."""

_RESIDENT, _PARENT = 1, 1
"""Places in `statm`, and in `stat` behind the program's name."""

_PSS = b"\nPss:"


@dataclass(slots=True)
class Peak:
    """The most that was seen so far, in bytes."""

    seen: int | None = None
    """None where nothing could be measured."""
    exact: bool = True
    """Whether shared pages were counted once (PSS), not once for each process (RSS)."""

    def look(self, root: int) -> None:
        """Sum up what a process and its descendants hold now."""
        total = 0
        for process in descendants(root):
            held, exact = _held(process)
            self.exact &= exact
            total += held
        if total:
            self.seen = max(self.seen or 0, total)


@contextmanager
def watched(root: int) -> Iterator[Peak]:
    """Watch a process and its descendants from beside it, until the end of the block."""
    peak, over = Peak(), threading.Event()
    watcher = threading.Thread(target=_watch, args=(root, peak, over))
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def descendants(root: int) -> set[int]:
    """Give a process and all that it and they have started, as far as they run; empty elsewhere."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for process, parent in _parents():
        children[parent].append(process)
    found, left = set(), [root] if (PROC / str(root)).exists() else []
    while left:
        process = left.pop()
        found.add(process)
        left += children[process]
    return found


def _watch(root: int, peak: Peak, over: threading.Event) -> None:
    pause = 0.0
    while not over.wait(pause):
        began = time.perf_counter()
        peak.look(root)
        pause = max(_EVERY, _SHARE * (time.perf_counter() - began))


def _parents() -> Iterator[tuple[int, int]]:
    try:
        names = [entry.name for entry in os.scandir(PROC) if entry.name.isdecimal()]
    except FileNotFoundError:
        return
    for name in names:
        # The name of a program stands in brackets, and may hold brackets and spaces itself.
        status = _read(name, "stat").rpartition(b")")[2].split()
        if status:
            yield int(name), int(status[_PARENT])


def _held(process: int) -> tuple[int, bool]:
    """Give the bytes that a process holds, and whether they are its share of what is shared."""
    rollup = _read(process, "smaps_rollup")
    if _PSS in rollup:
        return int(rollup.partition(_PSS)[2].split()[0]) * 1024, True
    pages = _read(process, "statm").split()
    resident = int(pages[_RESIDENT]) if pages else 0
    # A process that is ending holds nothing, and is no reason to call the sum less exact.
    return resident * os.sysconf("SC_PAGE_SIZE"), resident == 0


def _read(process: int | str, name: str) -> bytes:
    try:
        return (PROC / str(process) / name).read_bytes()
    except OSError:
        return b""
