"""A site made beside the old one, which it replaces only when it is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clipbook.errors import ClipbookError


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Give a folder to build in; on success it takes the place of `output`, else it goes.

    Hidden entries of the old folder, such as `.git` of a worktree, stay in the new one. Raises
    ClipbookError where the folders cannot be made or moved.
    """
    output = output.resolve()
    stage = output.with_name(f".{output.name}.{os.getpid()}.new")
    try:
        try:
            shutil.rmtree(stage, ignore_errors=True)
            stage.mkdir(parents=True)
        except OSError as error:
            raise ClipbookError(f"cannot write in {stage.parent}: {error.strerror}") from error
        yield stage
        try:
            _swap(stage, output)
        except OSError as error:
            raise ClipbookError(f"cannot put the site at {output}: {error.strerror}") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _swap(stage: Path, output: Path) -> None:
    if not output.exists():
        stage.rename(output)
        return
    for entry in output.iterdir():
        if entry.name.startswith(".") and not (stage / entry.name).exists():
            entry.rename(stage / entry.name)
    old = output.with_name(f".{output.name}.{os.getpid()}.old")
    output.rename(old)
    stage.rename(output)
    shutil.rmtree(old, ignore_errors=True)
