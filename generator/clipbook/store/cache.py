"""What a build leaves for the next one, in `.clipbook/cache`; safe to delete at any time."""

from __future__ import annotations

import marshal
import os
import sys
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any

from clipbook.errors import ClipbookError
from clipbook.store.lock import STATE

FOLDER = Path(STATE, "cache")

_LIBRARIES = (
    "pyromark", "nh3", "pydantic", "PyYAML", "Jinja2", "MarkupSafe", "Markdown", "mkdocs",
    "mkdocs-material", "rjsmin",
)  # fmt: skip
"""What texts and pages go through."""
_PACKAGE = Path(__file__).resolve().parent.parent
_CHECK = 32


def relative(path: Path, root: Path) -> str:
    """Give a path as problems print it: from the archive's folder, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def version() -> bytes:
    """Name everything that what is kept depends on: programs, libraries and our own code."""
    libraries = (f"{name} {_release(name)}" for name in _LIBRARIES)
    parts = [sys.version, sys.byteorder, *libraries, *_code(_PACKAGE)]
    return blake2b("\n".join(parts).encode(), digest_size=_CHECK).digest()


def load(file: Path, version: bytes) -> Any | None:  # noqa: ANN401 - any plain value
    """Give what was saved, or None where there is nothing that can be trusted."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    start = 2 * _CHECK
    if data[:_CHECK] != version or data[_CHECK:start] != _sum(memoryview(data)[start:]):
        return None
    try:
        return marshal.loads(memoryview(data)[start:])  # noqa: S302 - our own, with its checksum
    except (ValueError, EOFError, TypeError):
        return None


def save(file: Path, version: bytes, value: Any) -> None:  # noqa: ANN401 - any plain value
    """Keep plain values; a reader meets them whole or not at all."""
    data = marshal.dumps(value)
    temporary = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as output:
            output.writelines((version, _sum(data), data))
        temporary.replace(file)
    except OSError as error:
        raise ClipbookError(f"cannot write {file}: {error.strerror}") from error


def _sum(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=_CHECK).digest()


def _release(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


def _code(folder: Path) -> list[str]:
    """List our own files, templates too where they are installed with us.

    By their bytes, not their times: a machine that installs us anew each time, as those of
    continuous integration do, finds what it kept the last time.
    """
    return [
        f"{path.relative_to(folder)} {_sum(path.read_bytes()).hex()}"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]
