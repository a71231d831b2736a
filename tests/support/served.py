"""`clipbook serve` as a process of its own, and what it answers."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


def free_port() -> int:
    """Give a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def read(url: str, seconds: float = 5) -> str:
    """Give the text at an address, empty where there is none."""
    try:
        with urllib.request.urlopen(url, timeout=seconds) as answer:  # noqa: S310 - loopback
            return bytes(answer.read()).decode()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def wait_for(url: str, words: str, seconds: float = 30) -> None:
    """Wait until an address says some words."""
    wait_until(lambda: words in read(url), f"{url} never said {words!r}", seconds)


@contextlib.contextmanager
def serving(folder: Path, **told: str) -> Iterator[str]:
    """Serve an archive until the end, which is to be a quiet one; gives the address.

    `told` is put into the environment.
    """
    port = free_port()
    with server(folder, f"127.0.0.1:{port}", **told) as process:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
    assert "Traceback" not in log(folder)


@contextlib.contextmanager
def server(folder: Path, address: str, **told: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a server at an address, and kill it in the end."""
    with (folder.parent / "serve.log").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "clipbook", "serve", "-a", address],
            cwd=folder,
            stdout=said,
            stderr=said,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **told},
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait(20)


def log(folder: Path) -> str:
    """Give what the server of an archive has printed."""
    return (folder.parent / "serve.log").read_text("utf-8", "replace")


def wait_until(is_so: Callable[[], object], what: str, seconds: float = 30) -> None:
    """Wait until something is so; fails with `what` where it never is."""
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            pytest.fail(what)
        time.sleep(0.1)
