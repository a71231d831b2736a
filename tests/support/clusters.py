"""Real clusters: a Dask scheduler and its workers as processes of this machine, on loopback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_DASK = (sys.executable, "-m", "dask")
_QUIET = ("--no-dashboard", "--host", "127.0.0.1")


@dataclass
class Cluster:
    """A scheduler with workers."""

    folder: Path
    """Where the processes write."""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The scheduler's address."""
        text = (self.folder / "scheduler.json").read_text("utf-8")
        return str(json.loads(text)["address"])

    def scheduler(self) -> None:
        """Start the scheduler."""
        file = self.folder / "scheduler.json"
        self._start("scheduler", *_QUIET, "--port", "0", "--scheduler-file", str(file))
        until(file.is_file, "a scheduler")

    def worker(self, *arguments: str, python_path: str = "") -> subprocess.Popen[bytes]:
        """Start a worker; it has come once its folder is there."""
        place = self.folder / f"worker-{len(self.processes)}"
        options = ("--no-nanny", "--nthreads", "1", "--local-directory", str(place), *arguments)
        return self._start("worker", self.address, *_QUIET, *options, python_path=python_path)

    def retire(self) -> None:
        """End the worker that came last."""
        process = self.processes.pop()
        process.kill()
        process.wait(timeout=10)

    def _start(self, *arguments: str, python_path: str = "") -> subprocess.Popen[bytes]:
        with (self.folder / "log.txt").open("ab") as log:
            process = subprocess.Popen(
                [*_DASK, *arguments],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={**os.environ, **({"PYTHONPATH": python_path} if python_path else {})},
            )
        self.processes.append(process)
        return process

    def stop(self) -> None:
        """End every process, whatever it is doing."""
        for process in self.processes:
            process.send_signal(signal.SIGKILL)
        for process in self.processes:
            process.wait(timeout=10)


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Give a cluster that has all its workers; none of its processes outlives it."""
    folder.mkdir()
    made = Cluster(folder)
    try:
        made.scheduler()
        for _ in range(workers):
            made.worker()
        yield made
    finally:
        made.stop()


def until(there: Callable[[], object], what: str, seconds: float = 30) -> None:
    """Wait until something is there."""
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.01)
