"""Indexes made of small archives, written to a folder and opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clipbook import search
from clipbook.edition import Edition
from clipbook.search.query import Results, query
from clipbook.search.reader import Index, open_index
from support import search_archive
from support.sites import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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


@pytest.fixture(scope="module", params=["flat", "folders"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an archive with either sort of address, under a folder `archive`."""
    root = tmp_path_factory.mktemp(request.param)
    search_archive.write(root / "src", flat=request.param == "flat")
    build(root / "src")
    (root / "src" / "site").rename(root / "archive")
    return root / "archive"


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    """Serve the archive from a sub-path; gives its address."""
    from support.browsers import serving  # noqa: PLC0415 - most tests do without Playwright

    with serving(site.parent) as address:
        yield f"{address}archive/"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open a page of desktop size; at the end no script has failed."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(f"a script ran: {dialog.message}"))
    yield page
    context.close()
    assert errors == []


@pytest.fixture(name="search")
def search_address(site: Path, base: str) -> str:
    """Give the address of the search page."""
    return f"{base}search.html" if (site / "search.html").is_file() else f"{base}search/"
