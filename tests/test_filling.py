"""A list first, the pages later: gaps filled, their text too, and what each is from is kept."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from support import hosts
from support.hosts import Host, answer

_PAGE = """<!doctype html><html lang="en"><head><title>Bridge open again</title>
<meta name="author" content="Ada Lane"><link rel="canonical" href="{url}"></head><body><article>
<h1>Bridge open again</h1><p>By Ada Lane</p><time datetime="2026-05-08">8 May 2026</time>
<p>The bridge over the river carries traffic again, after eleven weeks of work on its bearings.</p>
<p>Two lanes are open at first; the third follows once the new railing has been painted.</p>
</article></body></html>"""
_WORDS = "carries traffic again"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an empty archive."""
    _run("new", str(tmp_path / "archive"), cwd=tmp_path)
    return tmp_path / "archive"


@pytest.fixture
def host() -> Iterator[Host]:
    """Serve what a test has it serve."""
    with hosts.host() as made:
        yield made


def _run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clipbook", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def _listed(archive: Path, url: str = "https://gazette.example/1") -> Path:
    """Bring in a list of one article, and give the article's file."""
    (archive / "list.csv").write_text(f"Title,URL\nBridge reopens,{url}\n", "utf-8")
    assert _run("import", "list.csv", cwd=archive).returncode == 0
    (path,) = archive.glob("content/articles/**/*.md")
    return path


def _page(archive: Path) -> Path:
    path = archive / "page.html"
    path.write_text(_PAGE.format(url="https://gazette.example/1"), "utf-8")
    return path


def _read(path: Path) -> tuple[dict[str, Any], str]:
    _, header, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(header), body


def test_a_page_after_a_list_brings_its_text_and_its_bytes(archive: Path) -> None:
    """The text, its byline and its date come in; what stood stays, and both inputs are kept."""
    path, page = _listed(archive), _page(archive)
    text = path.read_text("utf-8")
    path.write_text(text.replace("---\n", "---\n# Ask for the photograph.\n", 1), "utf-8")
    row = _read(path)[0]["captured"]
    done = _run("import", "page.html", "--fill", cwd=archive)
    assert done.stdout.splitlines()[-1] == "1 filled", done.stdout + done.stderr
    fields, body = _read(path)
    assert "# Ask for the photograph." in path.read_text("utf-8")
    assert (fields["title"], fields["authors"]) == ("Bridge reopens", ["Ada Lane"])
    assert str(fields["date"]) == "2026-05-08"
    assert _WORDS in body
    captured = fields["captured"]
    assert isinstance(captured, dict)
    assert captured["sha256"] == hashlib.sha256(page.read_bytes()).hexdigest()
    assert "title: page: Bridge open again" in captured["alternates"]
    assert fields["further_captures"] == [row]
    kept = {file.name.partition(".")[0] for file in archive.glob("content/captures/*/*")}
    assert kept == {captured["sha256"], row["sha256"]}
    assert _run("check", cwd=archive).returncode == 0


def test_what_was_filled_in_is_known_from_then_on(archive: Path) -> None:
    """Neither input changes a byte any more, asked to fill or not."""
    path, page = _listed(archive), _page(archive)
    _run("import", page.name, "--fill", cwd=archive)
    before = path.read_bytes()
    for words in (("page.html",), ("list.csv",), ("page.html", "list.csv", "--fill")):
        done = _run("import", *words, cwd=archive)
        assert done.stdout.splitlines()[-1] == f"{len(words) - ('--fill' in words)} known"
    assert path.read_bytes() == before


def test_without_being_asked_the_text_stays_out(archive: Path) -> None:
    """It is said, and how to have it."""
    path, page = _listed(archive), _page(archive)
    before = path.read_bytes()
    done = _run("import", page.name, cwd=archive)
    assert "text-left-out" in done.stderr
    assert "--fill" in done.stderr
    assert path.read_bytes() == before


def test_a_snippet_becomes_an_article(archive: Path) -> None:
    """A feed passed on a few words; once the page is there, they are not all there is."""
    (archive / "feed.xml").write_text(
        "<rss version='2.0'><channel><title>Gazette</title><item><title>Bridge reopens</title>"
        "<link>https://gazette.example/1</link><description>After eleven weeks …</description>"
        "</item></channel></rss>",
        "utf-8",
    )
    _run("import", "feed.xml", cwd=archive)
    (path,) = archive.glob("content/articles/**/*.md")
    assert _read(path)[0]["kind"] == "snippet"
    _run("import", _page(archive).name, "--fill", cwd=archive)
    fields, body = _read(path)
    assert (fields["kind"], fields["snippet"]) == ("article", "After eleven weeks …")
    assert _WORDS in body


def test_a_text_that_is_there_stays(archive: Path) -> None:
    """Words that somebody wrote into the article stay; the page is kept all the same."""
    path = _listed(archive)
    path.write_text(path.read_text("utf-8") + "\nOur own note.\n", "utf-8")
    row = _read(path)[0]["captured"]
    _run("import", _page(archive).name, "--fill", cwd=archive)
    fields, body = _read(path)
    assert body.strip() == "Our own note."
    assert (fields["captured"], len(fields["further_captures"])) == (row, 1)


def test_an_address_that_is_known_without_a_text_is_fetched(archive: Path, host: Host) -> None:
    """Else nobody could have the texts of a list; what has its text is not asked for again."""
    url = host.at("/1")
    host.says["/1"] = answer(_PAGE.format(url=url))
    path = _listed(archive, url)
    assert _run("import", url, "--allow-private", cwd=archive).stdout.endswith("1 known\n")
    assert host.paths == []
    for said in ("1 filled\n", "1 known\n"):
        done = _run("import", url, "--fill", "--allow-private", cwd=archive)
        assert done.stdout.endswith(said), done.stdout + done.stderr
    assert _WORDS in _read(path)[1]
    assert host.paths == ["/1"]


def test_both_inputs_are_on_the_page_and_missed_where_they_are_gone(archive: Path) -> None:
    """The record names each; a check says which articles have lost one."""
    path, page = _listed(archive), _page(archive)
    _run("import", page.name, "--fill", cwd=archive)
    assert _run("build", cwd=archive).returncode == 0
    (made,) = archive.glob(f"site/articles/**/{path.stem}.html")
    fields = _read(path)[0]
    row = fields["further_captures"][0]
    for capture in (fields["captured"], row):
        assert capture["sha256"] in made.read_text("utf-8")
    (file,) = archive.glob(f"content/captures/*/{row['sha256']}.*")
    file.unlink()
    assert "missing-capture" in _run("check", cwd=archive).stdout
