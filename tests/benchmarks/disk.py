"""Old files out of the way, so that no build pays for those that were there before it.

ext4 without a journal, as small virtual machines have it, passes over the places of files
deleted in the last minute, one by one, for each new file: a build after `rm -r` took three times
the CPU of the same build a minute later. So nothing is deleted between two builds that are
measured, and whatever follows a deletion waits. Source: `recently_deleted` in fs/ext4/ialloc.c.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import click

_MINUTE = 65
"""Seconds after which deleted files are forgotten, once they are on the disk."""

_MANY = 1_000
"""Deleted files that can be noticed."""


def put_aside(path: Path, attic: Path) -> None:
    """Move a file or folder that may be there into the attic, under a name of its own."""
    if path.exists():
        attic.mkdir(parents=True, exist_ok=True)
        path.rename(attic / f"{sum(1 for _ in attic.iterdir())}")


def remove(*folders: Path) -> int:
    """Delete folders that may be there; gives the number of files."""
    files = sum(len(names) for folder in folders for _, _, names in os.walk(folder))
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    return files


def settle(deleted: int) -> None:
    """Wait until the file system has forgotten so many deleted files; not for a few."""
    if deleted < _MANY:
        return
    click.echo(f"         waiting {_MINUTE} s: deleted files would cost the next build", err=True)
    os.sync()
    time.sleep(_MINUTE)
