"""What lies in the folders of the content, with what tells a changed file from an unchanged one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Stamp(NamedTuple):
    """What changes when a file does."""

    size: int
    modified: int
    """Nanoseconds."""
    number: int
    """The inode, or 0 where the system has none."""


class Found(NamedTuple):
    """One entry of a folder that is no folder."""

    inside: str
    """Its path below the folder, with forward slashes."""
    stamp: Stamp | None
    """None where it is no ordinary Markdown file."""


def markdown(folder: Path) -> Iterator[Found]:
    """Walk a folder in name order; hidden entries are passed over, links are not followed."""
    yield from _walk(os.fspath(folder), "")


def stamp(path: Path) -> Stamp | None:
    """Give what tells whether a file has changed; None where there is none."""
    try:
        return stamp_of(path.stat())
    except OSError:
        return None


def stamp_of(stat: os.stat_result) -> Stamp:
    """Read it off what the system says of a file."""
    return Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ino)


def _walk(folder: str, inside: str) -> Iterator[Found]:
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
            yield from _walk(entry.path, f"{inside}{name}/")
        elif name.endswith(".md") and entry.is_file(follow_symlinks=False):
            yield Found(inside + name, stamp_of(entry.stat(follow_symlinks=False)))
        else:
            yield Found(inside + name, None)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
