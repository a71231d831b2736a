"""`clipbook serve` shows what was just saved."""

from __future__ import annotations

import contextlib
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from clipbook.search.query import query
from clipbook.search.reader import NoIndexError, open_index
from support.served import free_port, log, read, server, serving, wait_for, wait_until

ARTICLE = "---\ntitle: {title}\ndate: 2026-05-06\n---\n\nWords.\n"


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
    with serving(archive) as base:
        wait_for(f"{base}articles/2026/one.html", "First words")
        article.write_text(ARTICLE.format(title="Other words"), "utf-8")
        wait_for(f"{base}articles/2026/one.html", "Other words")
        article.write_text("---\ntitle: a: b\n---\n", "utf-8")
        wait_until(lambda: "[yaml-syntax]" in log(archive), "the mistake was not printed")
        assert "Other words" in read(f"{base}articles/2026/one.html")
        article.write_text(ARTICLE.format(title="Better words"), "utf-8")
        wait_for(f"{base}articles/2026/one.html", "Better words")
        config = archive / "mkdocs.yml"
        config.write_text(
            config.read_text("utf-8").replace("site_name: Press", "site_name: Gazette"), "utf-8"
        )
        wait_for(base, "Gazette")


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
    with serving(archive) as base:
        wait_for(f"{base}articles/2026/one.html", "My first form")
        partial.write_text("My second form", "utf-8")
        wait_for(f"{base}articles/2026/one.html", "My second form")


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
    with serving(covered) as base:
        page, hub = f"{base}articles/2026/two.html", f"{base}stories/bridge.html"
        wait_for(page, "Number two")
        wait_until(lambda: _found(site, "number") == ["Number two", "Number three"], "no index")
        before = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
        epoch = _epoch(read(page))
        article.write_text(IN_STORY.format(title="Quokka sighted", words="Tea."), "utf-8")
        told = int(read(f"{base}livereload/{epoch}", seconds=30))
        assert told > epoch
        assert "Quokka sighted" in read(page)
        assert "Quokka sighted" in read(hub)
        assert _epoch(read(page)) >= told
        wait_until(lambda: _found(site, "quokka") == ["Quokka sighted"], "never found")
        touched = {path.name for path, at in before.items() if path.stat().st_mtime_ns != at}
        assert {"two.html", "bridge.html"} <= touched
        assert not touched & {"one.html", "about.html", "404.html", "search.html"}
        article.unlink()
        wait_until(lambda: not read(page), "it is still there")
        assert "Number three" in read(hub)
        wait_until(lambda: "removed" in log(covered), "nothing was said of it")
    assert "content/articles/2026/two.md: " in log(covered)


def test_a_site_in_a_folder_of_its_address(archive: Path) -> None:
    """It is served below the path of its address; files that are not there are 404s."""
    config = archive / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8") + "\nsite_url: https://example.org/press/\n", "utf-8"
    )
    with serving(archive) as base:
        wait_for(f"{base}press/articles/2026/one.html", "First words")
        assert "First words" in read(base)
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
    port = free_port()
    page = f"http://127.0.0.1:{port}/articles/2026/one.html"
    with server(archive, f"127.0.0.1:{port}"):
        wait_for(page, "First words")
        article.write_text(ARTICLE.format(title="Second words"), "utf-8")
        wait_for(page, "Second words")
    article.write_text(ARTICLE.format(title="Third words"), "utf-8")
    wait_until(lambda: not _is_taken(port), "the port is still taken")
    with server(archive, f"127.0.0.1:{port}"):
        wait_for(page, "Third words")


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_mkdocs_serve_still_serves(archive: Path) -> None:
    """Plain `mkdocs serve` builds with the plugin, and survives a mistake."""
    article = archive / "content/articles/2026/one.md"
    port = free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=archive, stderr=subprocess.DEVNULL)
    try:
        page = f"http://127.0.0.1:{port}/articles/2026/one.html"
        wait_for(page, "First words")
        article.write_text("---\ntitle: a: b\n---\n", "utf-8")
        time.sleep(1)
        article.write_text(ARTICLE.format(title="Better words"), "utf-8")
        wait_for(page, "Better words")
    finally:
        server.kill()
        server.wait(20)
