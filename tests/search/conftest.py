"""Indexes made of small archives, written to a folder and opened again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clipbook import search
from clipbook.edition import Edition
from clipbook.search.query import Results, query
from clipbook.search.reader import Index, open_index

OpenIndex = Callable[[Edition], Index]


@pytest.fixture
def open_edition(tmp_path: Path) -> OpenIndex:
    """Write the index of an edition and open it."""

    def write(edition: Edition) -> Index:
        for path, content in search.files(edition):
            file = tmp_path / "site" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return open_index(tmp_path / "site" / search.FOLDER)

    return write


@pytest.fixture
def titles() -> Callable[[Index, Results], list[str]]:
    """Give the titles of results in their order."""

    def of(part: Index, results: Results) -> list[str]:
        return [card.title for card in part.cards(results.documents)]

    return of


@pytest.fixture
def find(titles: Callable[[Index, Results], list[str]]) -> Callable[[Index, str], list[str]]:
    """Give the titles that a query finds."""
    return lambda part, text: titles(part, query(part, text))
