"""An embargo: nothing of the article is in the site, however late it is, until the line is gone."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from clipbook import pipeline
from clipbook.problems import Severity
from support import archives, sites

SETTINGS = """\
site_name: Press
site_url: https://press.example/
docs_dir: content
use_directory_urls: false
theme: {name: material}
plugins: [clipbook]
"""
ARTICLE = """\
---
title: {name} headline
outlet: courier
url: https://courier.example/{name}
authors: [{name} Author]
tags: [{name} topic, Shared]
story: told
snippet: {name} snippet
usage: {name} terms
sources:
- url: https://cited.example/{name}
{line}---

{name} words.
"""
STORY = "---\ntitle: The story\n---\n"
LINES = ("embargoed: 2020-01-01T00:00:00Z\n", "embargoed: 2999-01-01T00:00:00Z\n")


def _archive(folder: Path, line: str) -> Path:
    for name, own in (("Openly", ""), ("Zanzibarium", line)):
        path = folder / "content" / "articles" / "2026" / f"{name.casefold()}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE.format(name=name, line=own), "utf-8")
    (folder / "content" / "stories").mkdir(exist_ok=True)
    (folder / "content" / "stories" / "told.md").write_text(STORY, "utf-8")
    (folder / "content" / "outlets.yml").write_text("courier: {name: Courier}\n", "utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    return folder


def _holding(site: dict[str, bytes], word: str) -> list[str]:
    return [path for path, data in site.items() if word in path or _holds(data, word.encode())]


def _holds(data: bytes, word: bytes) -> bool:
    plain = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    return word.lower() in plain.lower()


@pytest.mark.parametrize("line", LINES)
def test_no_byte_of_it_is_in_the_site(tmp_path: Path, line: str) -> None:
    """Pages, feeds, exports, the index, addresses: none of them knows of it, be it over or not."""
    folder = _archive(tmp_path, line)
    site = sites.build(folder)
    assert _holding(site, "Openly")
    assert _holding(site, "Zanzibarium") == []


def test_it_comes_when_the_line_goes_and_leaves_when_it_is_set(tmp_path: Path) -> None:
    """A warm build takes it up, and takes it out again, with all that named it."""
    folder = _archive(tmp_path, LINES[0])
    without = sites.build(folder)
    _archive(folder, "")
    assert "articles/2026/zanzibarium.html" in sites.build(folder)
    _archive(folder, LINES[1])
    sites.assert_same(sites.build(folder), without)


def test_a_note_says_so(tmp_path: Path) -> None:
    """The check names file, line and moment, and stops nothing."""
    folder = _archive(tmp_path, LINES[1])
    _, problems = pipeline.read(archives.empty(folder))
    (note,) = [problem for problem in problems if problem.code == "embargoed"]
    assert note.severity is Severity.NOTE
    assert note.file == "content/articles/2026/zanzibarium.md"
    assert (folder / note.file).read_text("utf-8").splitlines()[note.line - 1] == LINES[1].strip()
    assert "2999-01-01T00:00:00Z" in note.message
