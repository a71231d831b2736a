"""One command as a whole process: its CPU, its time, its memory, and what it wrote."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import memory

_LAST_LINES = 12


class FailedError(Exception):
    """A command that did not do what it was to do; the text ends with its last words."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a command used."""

    cpu: float
    """Seconds, user and system, of the process and of all descendants it has waited for."""
    system: float
    """Seconds of `cpu` that the kernel worked for them: files, memory, processes."""
    wall: float
    """Seconds."""
    peak: int | None
    """Bytes that the process tree held at most; None where it was not measured."""
    exact: bool
    """Whether shared pages are counted once in `peak`."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a command wrote."""

    pages: int
    """HTML files."""
    bytes: int
    """Of all files."""


def run(command: Sequence[str], folder: Path, log: Path) -> Usage:
    """Run a command in a folder, its output in a log; raises FailedError where it fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    # What was written before must not be flushed to disk at this command's cost.
    os.sync()
    with log.open("wb") as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        with memory.watched(process.pid) as peak:
            used = _wait(process)
            wall = time.perf_counter() - began
    if process.returncode:
        raise FailedError(f"exit code {process.returncode}\n{_tail(log)}")
    cpu = used.ru_utime + used.ru_stime
    return Usage(cpu, used.ru_stime, wall, peak.seen, peak.exact)


def output(folder: Path) -> Output:
    """Count the pages and bytes below a folder."""
    pages = size = 0
    for path, _, names in os.walk(folder):
        pages += sum(name.endswith(".html") for name in names)
        size += sum(os.lstat(os.path.join(path, name)).st_size for name in names)  # noqa: PTH118
    return Output(pages, size)


def _wait(process: subprocess.Popen[bytes]) -> resource.struct_rusage:
    """Wait for a process; where we are interrupted, end it with all that it has started."""
    try:
        _, status, used = os.wait4(process.pid, 0)
    except KeyboardInterrupt:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    process.returncode = os.waitstatus_to_exitcode(status)
    return used


def _tail(log: Path) -> str:
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-_LAST_LINES:])
