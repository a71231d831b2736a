"""`clipbook serve` shows what was just saved."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clipbook.search.query import query
from clipbook.search.reader import NoIndexError, open_index

ARTICLE = "---\ntitle: {title}\ndate: 2026-05-06\n---\n\nWords.\n"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _read(url: str, seconds: float = 5) -> str:
    try:
        return _bytes(url, seconds).decode()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def _bytes(url: str, seconds: float = 5) -> bytes:
    with urllib.request.urlopen(url, timeout=seconds) as answer:  # noqa: S310 - loopback
        return bytes(answer.read())


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
    with _server(folder, port) as server:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(20) == 0
    assert "Traceback" not in _log(folder)


@contextlib.contextmanager
def _server(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    with (folder.parent / "serve.log").open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "clipbook", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=folder,
            stdout=said,
            stderr=said,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        try:
            yield server
        finally:
            server.kill()
            server.wait(20)


def _log(folder: Path) -> str:
    return (folder.parent / "serve.log").read_text("utf-8", "replace")


def _wait_until(is_so: Callable[[], object], what: str, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            pytest.fail(what)
        time.sleep(0.1)


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
        _wait_until(lambda: "[yaml-syntax]" in _log(archive), "the mistake was not printed")
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


def _epoch(page: str) -> int:
    found = re.search(r"const known = (\d+);", page)
    assert found, "no live reload in the page"
    return int(found[1])


def _found(site: Path, words: str) -> list[str]:
    """Search the index of the served site."""
    with contextlib.suppress(NoIndexError, FileNotFoundError):
        part = open_index(site / "search-index")
        return [card.title for card in part.cards(query(part, words).documents)]
    return []


STORY = "---\ntitle: The bridge\n---\n"
IN_STORY = "---\ntitle: {title}\ndate: 2026-05-06\nstory: bridge\n---\n\n{words}\n"


@pytest.fixture
def covered(archive: Path) -> Path:
    """Put two articles into a story, beside the one in none."""
    story = archive / "content/stories/bridge.md"
    story.parent.mkdir(parents=True, exist_ok=True)
    story.write_text(STORY, "utf-8")
    for name in ("two", "three"):
        path = archive / f"content/articles/2026/{name}.md"
        path.write_text(IN_STORY.format(title=f"Number {name}", words="Text."), "utf-8")
    return archive


def test_new_words_are_on_the_page_the_hub_and_in_the_search(covered: Path) -> None:
    """What does not show them is not touched; browsers are told; the index follows by itself."""
    article = covered / "content/articles/2026/two.md"
    site = covered / ".clipbook/serve/site"
    with _serving(covered) as base:
        page, hub = f"{base}articles/2026/two.html", f"{base}stories/bridge.html"
        _wait_for(page, "Number two")
        _wait_until(lambda: _found(site, "number") == ["Number two", "Number three"], "no index")
        before = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
        epoch = _epoch(_read(page))
        article.write_text(IN_STORY.format(title="Quokka sighted", words="Tea."), "utf-8")
        told = int(_read(f"{base}livereload/{epoch}", seconds=30))
        assert told > epoch
        assert "Quokka sighted" in _read(page)
        assert "Quokka sighted" in _read(hub)
        assert _epoch(_read(page)) >= told
        _wait_until(lambda: _found(site, "quokka") == ["Quokka sighted"], "never found")
        touched = {path.name for path, at in before.items() if path.stat().st_mtime_ns != at}
        assert {"two.html", "bridge.html"} <= touched
        assert not touched & {"one.html", "about.html", "404.html", "search.html"}
        article.unlink()
        _wait_until(lambda: not _read(page), "it is still there")
        assert "Number three" in _read(hub)
        _wait_until(lambda: "removed" in _log(covered), "nothing was said of it")
    assert "content/articles/2026/two.md: " in _log(covered)


def test_a_site_in_a_folder_of_its_address(archive: Path) -> None:
    """It is served below the path of its address; files that are not there are 404s."""
    config = archive / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8") + "\nsite_url: https://example.org/press/\n", "utf-8"
    )
    with _serving(archive) as base:
        _wait_for(f"{base}press/articles/2026/one.html", "First words")
        assert "First words" in _read(base)
        for path in ("articles/2026/one.html", "press/nothing.html", "press/%2e%2e/%2e%2e/x"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(base + path, timeout=5)  # noqa: S310 - loopback
        style = urllib.request.Request(f"{base}press/assets/clipbook/archive.css", method="HEAD")  # noqa: S310
        with urllib.request.urlopen(style, timeout=5) as answer:  # noqa: S310 - loopback
            assert answer.headers["Content-Type"].startswith("text/css")
            assert answer.headers["Cache-Control"] == "no-store"
        # The user's own folder is left alone.
        assert not (archive / "site").exists()


def test_a_server_that_was_killed_starts_again_where_it_was(archive: Path) -> None:
    """Nothing is lost but time: what was changed meanwhile is there after the next start."""
    article = archive / "content/articles/2026/one.md"
    port = _free_port()
    page = f"http://127.0.0.1:{port}/articles/2026/one.html"
    with _server(archive, port):
        _wait_for(page, "First words")
        article.write_text(ARTICLE.format(title="Second words"), "utf-8")
        _wait_for(page, "Second words")
    article.write_text(ARTICLE.format(title="Third words"), "utf-8")
    _wait_until(lambda: not _is_taken(port), "the port is still taken")
    with _server(archive, port):
        _wait_for(page, "Third words")


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_mkdocs_serve_still_serves(archive: Path) -> None:
    """Plain `mkdocs serve` builds with the plugin, and survives a mistake."""
    article = archive / "content/articles/2026/one.md"
    port = _free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=archive, stderr=subprocess.DEVNULL)
    try:
        page = f"http://127.0.0.1:{port}/articles/2026/one.html"
        _wait_for(page, "First words")
        article.write_text("---\ntitle: a: b\n---\n", "utf-8")
        time.sleep(1)
        article.write_text(ARTICLE.format(title="Better words"), "utf-8")
        _wait_for(page, "Better words")
    finally:
        server.kill()
        server.wait(20)
