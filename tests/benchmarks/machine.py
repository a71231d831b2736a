"""The machine a run is made on, in one line, without its name."""

from __future__ import annotations

import os
import platform
from pathlib import Path

_GIB = 2**30


def describe() -> str:
    """Say processor, cores, memory, system and Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    python = f"Python {platform.python_version()}"
    return f"{_processor()}, {_cores()} cores, {memory:.0f} GiB, {_system()}, {python}"


def load() -> float:
    """Give the mean number of processes that wanted a core in the last minute."""
    return os.getloadavg()[0]


def _processor() -> str:
    return (
        _value(Path("/proc/cpuinfo"), "model name", ":")
        or platform.processor()
        or "processor unknown"
    )


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _system() -> str:
    name = _value(Path("/etc/os-release"), "PRETTY_NAME", "=").strip('"')
    return name or f"{platform.system()} {platform.release()}"


def _value(file: Path, key: str, mark: str) -> str:
    """Give the first value of a key in a file of lines; nothing where file or key is missing."""
    if not file.is_file():
        return ""
    pairs = (line.partition(mark) for line in file.read_text("utf-8").splitlines())
    return next((value.strip() for name, _, value in pairs if name.strip() == key), "")
