"""Sites built by the real command, and compared byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def build(folder: Path, *arguments: str, seed: str = "0") -> dict[str, bytes]:
    """Build an archive and give every file of its site."""
    done = subprocess.run(
        [sys.executable, "-m", "clipbook", "build", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    assert done.returncode == 0, done.stderr
    return files(folder / "site")


def files(site: Path) -> dict[str, bytes]:
    """Give every file below a folder by its path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def assert_same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """Compare two sites, naming the files that differ."""
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
