"""`clipbook serve` shows what was just saved."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ARTICLE = "---\ntitle: {title}\ndate: 2026-05-06\n---\n\nWords.\n"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _read(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - loopback
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def _wait_for(url: str, words: str, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if words in _read(url):
            return
        time.sleep(0.2)
    pytest.fail(f"{url} never said {words!r}")


@contextlib.contextmanager
def _serving(folder: Path) -> Iterator[str]:
    port = _free_port()
    log = folder.parent / "serve.log"
    with log.open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "clipbook", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=folder,
            stdout=said,
            stderr=said,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(20)
    assert "Traceback" not in log.read_text("utf-8", "replace")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an archive of one article."""
    folder = tmp_path / "press"
    subprocess.run([sys.executable, "-m", "clipbook", "new", folder], check=True)
    path = folder / "content/articles/2026/one.md"
    path.parent.mkdir(parents=True)
    path.write_text(ARTICLE.format(title="First words"), "utf-8")
    return folder


def test_a_saved_article_and_a_changed_setting_are_on_the_page(archive: Path) -> None:
    """Content and configuration are watched; a mistake in between does not end the server."""
    article = archive / "content/articles/2026/one.md"
    with _serving(archive) as base:
        _wait_for(f"{base}articles/2026/one.html", "First words")
        article.write_text(ARTICLE.format(title="Other words"), "utf-8")
        _wait_for(f"{base}articles/2026/one.html", "Other words")
        article.write_text("---\ntitle: a: b\n---\n", "utf-8")
        time.sleep(2)
        assert "Other words" in _read(f"{base}articles/2026/one.html")
        article.write_text(ARTICLE.format(title="Better words"), "utf-8")
        _wait_for(f"{base}articles/2026/one.html", "Better words")
        config = archive / "mkdocs.yml"
        config.write_text(
            config.read_text("utf-8").replace("site_name: Press", "site_name: Gazette"), "utf-8"
        )
        _wait_for(base, "Gazette")


def test_a_changed_template_is_on_the_page(archive: Path) -> None:
    """A user's own templates are watched as the content is."""
    partial = archive / "overrides/partials/clipbook/article.html"
    partial.parent.mkdir(parents=True)
    partial.write_text("My first form", "utf-8")
    config = archive / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace("name: material\n", "name: material\n  custom_dir: overrides\n"), "utf-8"
    )
    with _serving(archive) as base:
        _wait_for(f"{base}articles/2026/one.html", "My first form")
        partial.write_text("My second form", "utf-8")
        _wait_for(f"{base}articles/2026/one.html", "My second form")


def test_a_port_in_use_is_one_line(archive: Path) -> None:
    """A taken address is said in one line, with exit code 2."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = subprocess.run(
            [sys.executable, "-m", "clipbook", "serve", "-a", address],
            cwd=archive,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("clipbook: ")
