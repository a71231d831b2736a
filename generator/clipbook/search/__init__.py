"""Search: a static index of our own, and a reader that asks it; FORMAT.md is its specification."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clipbook.edition import Edition

__all__ = ["FOLDER", "MANIFEST", "files"]

FOLDER = "search-index"
"""Where the index stands in the site."""
MANIFEST = f"{FOLDER}/manifest.json"
"""The one file of it with a fixed name."""


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Give every file of the search index: its path from the root of the site, and its bytes.

    The same edition gives the same bytes. Nothing is in them that rights forbid.
    """
    from clipbook.search import documents, write  # noqa: PLC0415 - stemmers load for builds alone

    yield from write.index(
        documents.documents(edition),
        count=documents.count(edition),
        dated=documents.count_dated(edition),
        labels=documents.labels(edition),
    )
