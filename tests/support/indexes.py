"""Indexes that a whole module asks, each written once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from clipbook import search
from clipbook.model.article import Article
from clipbook.search.reader import Index, open_index
from conftest import edition


def indexed(folder: Path, articles: Sequence[Article]) -> Index:
    """Write the index of some articles to a folder, and open it."""
    for path, content in search.files(edition(folder, articles)):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return open_index(folder / search.FOLDER)
