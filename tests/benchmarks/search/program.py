"""Programs of the benchmark's own: each a process of its own, which says in JSON what it found."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.measure import FailedError

TESTS = Path(__file__).resolve().parents[2]


def command(name: str, *arguments: object) -> list[str]:
    """Give the command of a program of this folder."""
    return [sys.executable, "-m", f"benchmarks.search.{name}", *map(str, arguments)]


def ask(name: str, *arguments: object) -> Any:  # noqa: ANN401 - what the program says
    """Run a program to its end and give what it said; raises FailedError where it fails."""
    done = subprocess.run(
        command(name, *arguments), cwd=TESTS, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise FailedError(f"{name}: exit code {done.returncode}")
    return json.loads(done.stdout)


@contextmanager
def talking(name: str, *arguments: object) -> Iterator[Talk]:
    """Run a program that says one thing after the other; it is ended with the block."""
    with subprocess.Popen(
        command(name, *arguments), cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            yield Talk(process)
        finally:
            process.kill()


class Talk:
    """What goes to and fro between the benchmark and a program."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        """Take a process whose input and output are pipes."""
        self._process = process

    @property
    def process(self) -> int:
        """The number of the process."""
        return self._process.pid

    def hear(self) -> Any:  # noqa: ANN401 - what the program says
        """Wait for the next thing it says; raises FailedError where it ends without a word."""
        line = self._process.stdout.readline() if self._process.stdout else b""
        if not line:
            raise FailedError(f"a program ended with exit code {self._process.wait()}")
        return json.loads(line)

    def go_on(self) -> None:
        """Tell it to go on."""
        if self._process.stdin:
            self._process.stdin.write(b"\n")
            self._process.stdin.flush()
