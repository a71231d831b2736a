"""The demo archive, served, and a page of it under watch."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from support.browsers import serving
from support.sites import build
from support.visit import Visit

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def archive_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demo archive into a folder `archive`."""
    root = tmp_path_factory.mktemp("served")
    shutil.copytree(ROOT / "content", root / "src" / "content")
    shutil.copy(ROOT / "mkdocs.yml", root / "src" / "mkdocs.yml")
    build(root / "src", "--strict")
    return (root / "src" / "site").rename(root / "archive")


@pytest.fixture(scope="session")
def archive(archive_folder: Path) -> Iterator[str]:
    """Serve the demo archive under /archive/; gives that address."""
    with serving(archive_folder.parent) as base:
        yield f"{base}archive/"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Open a fresh profile of desktop size."""
    context = chromium.new_context(viewport={"width": 1360, "height": 900})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext, archive: str) -> Iterator[Visit]:
    """Watch a page: at the end it has neither complained nor asked another host for anything."""
    visit = Visit(context.new_page(), archive)
    host = archive.removesuffix("archive/")
    visit.page.on(
        "console",
        lambda said: visit.complaints.append(said.text) if said.type == "error" else None,
    )
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((host, "data:", "blob:"))
            else visit.foreign.append(asked.url)
        ),
    )
    yield visit
    assert visit.complaints == []
    assert visit.foreign == []
