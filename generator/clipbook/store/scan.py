"""What lies in the folders of the content, with what tells a changed file from an unchanged one."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

_MOST = (1 << 63) - 1
"""Some systems number files up to twice as far, and know times that are out of reach."""


class Stamp(NamedTuple):
    """What changes when a file does."""

    size: int
    modified: int
    """Nanoseconds."""
    number: int
    """The inode, or 0 where the system has none."""


@dataclass(slots=True)
class Seen:
    """What a walk has found, column by column: an archive may hold a hundred thousand files."""

    files: list[str] = field(default_factory=list)
    """Ordinary Markdown files, in name order, folder by folder."""
    sizes: array[int] = field(default_factory=lambda: array("q"))
    times: array[int] = field(default_factory=lambda: array("q"))
    numbers: array[int] = field(default_factory=lambda: array("q"))
    ignored: list[str] = field(default_factory=list)
    """Everything else that is no folder."""

    @property
    def stamps(self) -> Iterator[tuple[int, int, int]]:
        """The stamp of each file, as plain values."""
        return zip(self.sizes, self.times, self.numbers, strict=True)


def markdown(folder: Path, base: str, seen: Seen) -> None:
    """Enter what is below a folder, as lying below `base`.

    Hidden entries are passed over, links are not followed.
    """
    _walk(os.fspath(folder), f"{base}/", seen)


def stamp(path: Path) -> Stamp | None:
    """Give what tells whether a file has changed; None where there is none."""
    try:
        return stamp_of(path.stat())
    except OSError:
        return None


def stamp_of(stat: os.stat_result) -> Stamp:
    """Read it off what the system says of a file."""
    return Stamp(stat.st_size, stat.st_mtime_ns & _MOST, stat.st_ino & _MOST)


def _walk(folder: str, base: str, seen: Seen) -> None:
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=_name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in ordered:
        name = entry.name
        if name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            _walk(entry.path, f"{base}{name}/", seen)
        elif name.endswith(".md") and entry.is_file(follow_symlinks=False):
            stat = entry.stat(follow_symlinks=False)
            seen.files.append(base + name)
            seen.sizes.append(stat.st_size)
            seen.times.append(stat.st_mtime_ns & _MOST)
            seen.numbers.append(stat.st_ino & _MOST)
        else:
            seen.ignored.append(base + name)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
