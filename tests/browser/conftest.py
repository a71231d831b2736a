"""A real Chromium over the demo archive, served from a sub-path as on a project's pages."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from support.visit import Visit

ROOT = Path(__file__).resolve().parents[2]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOW = "no Chromium or Chrome found; on Debian and Ubuntu: apt-get install chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the tests' output is for people."""


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the demo archive and serve it under /archive/; gives that address."""
    root = tmp_path_factory.mktemp("served")
    shutil.copytree(ROOT / "content", root / "src" / "content")
    shutil.copy(ROOT / "mkdocs.yml", root / "src" / "mkdocs.yml")
    command = [sys.executable, "-m", "clipbook", "build", "--strict"]
    subprocess.run(command, cwd=root / "src", check=True, timeout=300)
    (root / "src" / "site").rename(root / "archive")
    handler = functools.partial(_Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/archive/"
        server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        if os.environ.get("CLIPBOOK_REQUIRE_BROWSER"):
            pytest.fail(HOW)
        pytest.skip(HOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()


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
