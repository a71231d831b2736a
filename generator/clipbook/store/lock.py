"""One writer at a time: others wait a while, then are told who is at work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clipbook.errors import ClipbookError

STATE = ".clipbook"
"""The folder for what is not content and may be deleted."""

BENCH = "tmp"
"""The folder in it where files are made before they are moved to their places."""

_PATIENCE_SECONDS = 30.0


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Hold the right to write `content/`; raises ClipbookError where another keeps it."""
    with _holding(root, root / STATE / "lock"):
        _sweep(root / STATE / BENCH)
        yield


@contextmanager
def building(root: Path) -> Iterator[None]:
    """Hold the right to build the site; nobody else can where the archive cannot be written."""
    if not os.access(root, os.W_OK):
        yield
        return
    with _holding(root, root / STATE / "build.lock"):
        yield


def _sweep(bench: Path) -> None:
    """Take away what a writer that was killed has left: it may hold what was withdrawn since."""
    for left in bench.glob(".clipbook-*"):
        left.unlink(missing_ok=True)


@contextmanager
def _holding(root: Path, path: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only writers need it

    try:
        path.parent.mkdir(exist_ok=True)
        lock = FileLock(path, timeout=_PATIENCE_SECONDS)
        lock.acquire()
    except Timeout:
        raise ClipbookError(
            f"another clipbook has been at work here for {_PATIENCE_SECONDS:.0f} seconds "
            f"(it holds {path}); wait for it, and run this again"
        ) from None
    except OSError as error:
        raise ClipbookError(f"cannot write in {root}: {error.strerror}") from error
    try:
        yield
    finally:
        lock.release()
