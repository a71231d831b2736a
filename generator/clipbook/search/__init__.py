"""Search: a static index of our own, and a reader that asks it; FORMAT.md is its specification."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clipbook.edition import Edition
    from clipbook.search.series import File

__all__ = ["FOLDER", "MANIFEST", "files", "update"]

FOLDER = "search-index"
"""Where the index stands in the site."""
MANIFEST = f"{FOLDER}/manifest.json"
"""The one file of it with a fixed name."""


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Give every file of the search index: its path from the root of the site, and its bytes.

    The same edition gives the same bytes. Nothing is in them that rights forbid.
    """
    with TemporaryDirectory(prefix="clipbook-") as folder:
        for path, data in update(edition, Path(folder)):
            assert data is not None  # noqa: S101 - as no file is there
            yield path, data


def update(
    edition: Edition, folder: Path, version: bytes = b"", there: Container[str] = ()
) -> Iterator[File]:
    """Give every file of the index, with no bytes for those whose paths are `there` already.

    What was read is kept in a folder for the next time; `version` names what it hangs on beside
    the edition. Raises SpoiltPackError where the folder cannot be trusted.
    """
    from clipbook.search import runs, write  # noqa: PLC0415 - stemmers load for builds alone

    with closing(runs.Runs(folder, version)) as kept:
        yield from write.Index(edition, there).files(kept)
