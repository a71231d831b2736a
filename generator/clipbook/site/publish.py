"""A site made beside the old one, which it changes only when all of it is there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from clipbook.errors import ClipbookError


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of a site."""

    output: Path
    stage: Path
    """Holds the files that are new or different."""
    whole: bool
    """Whether it holds all of them."""

    def publish(self, removed: Iterable[str]) -> None:
        """Have the site show what was made; raises ClipbookError where it cannot be put there."""
        try:
            if self.whole or not self.output.exists():
                _swap(self.stage, self.output)
            else:
                _merge(self.stage, self.output)
                _remove(self.output, removed)
        except OSError as error:
            raise ClipbookError(
                f"cannot put the site at {self.output}: {error.strerror}"
            ) from error


@contextmanager
def changing(output: Path, *, whole: bool) -> Iterator[Change]:
    """Give a folder to make files in; without `publish`, it goes and the site stays as it was.

    Hidden entries of the old folder, such as `.git` of a worktree, stay in a whole new one. Raises
    ClipbookError where the folders cannot be made.
    """
    output = output.resolve()
    stage = output.with_name(f".{output.name}.{os.getpid()}.new")
    try:
        try:
            shutil.rmtree(stage, ignore_errors=True)
            stage.mkdir(parents=True)
        except OSError as error:
            raise ClipbookError(f"cannot write in {stage.parent}: {error.strerror}") from error
        yield Change(output, stage, whole)
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


def _merge(stage: Path, output: Path) -> None:
    """Put each file in its place; a reader meets the old one or the new one."""
    for parent, folders, names in os.walk(stage):
        target = output / Path(parent).relative_to(stage)
        for name in folders:
            if (target / name).is_file():
                (target / name).unlink()
            (target / name).mkdir(exist_ok=True)
        for name in names:
            if (target / name).is_dir():
                shutil.rmtree(target / name)
            Path(parent, name).replace(target / name)


def _remove(output: Path, removed: Iterable[str]) -> None:
    folders: set[Path] = set()
    for path in removed:
        (output / path).unlink(missing_ok=True)
        folders.update((output / path).parents)
    for folder in sorted(folders, key=lambda each: len(each.parts), reverse=True):
        if folder.is_relative_to(output) and folder != output and not any(folder.iterdir()):
            folder.rmdir()
