"""Markdown with front matter: our own articles come back whole, and others as they say."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from clipbook import importers, pipeline
from clipbook.importers import markdown
from clipbook.importers.record import RawRecord, Remark
from clipbook.importers.source import Source
from clipbook.model.article import ArticleEntry
from clipbook.store import article_file
from support import archives

ROOT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load((Path(__file__).parent / "markdown_pages.yml").read_text("utf-8"))

OWN = """\
---
title: Bridge reopens
outlet: the-coastal-courier
date: 2026-05-07
url: https://courier.example/bridge
via:
  name: Reddit
  date: 2026-05
  url: https://reddit.example/1
  handle: u/roe
archived_url: https://copies.example/1
syndicated_from: https://wire.example/1
authors: [Ann Gray, 'Acme, Inc.']
lang: pt-BR
kind: analysis
story: harbour-bridge
tags: [Bridges]
snippet: It reopens.
takeaways: [One., Two.]
sources:
- url: https://example.net/2
  outlet: the-wire
  title: Minutes
  date: 2026-04-01
- url: https://example.net/3
  outlet: the-wire
  date: 2026-04
  inferred: [outlet, date]
rights: excerpt
usage: Not for resale.
embargoed: 2026-06-01T00:00:00Z
text: stub
captured:
  at: 2026-05-08T10:00:00Z
  by: clipping
  alternates: ['title: og:title: Bridge: open', 'date: line 3: 2026-05-06']
further_captures:
- at: 2026-05-07T10:00:00Z
  by: table
  alternates: ['title: table: Bridge open']
inferred: [lang, tags]
---

A *text* with {{ braces }}, `code` and [a link](https://a.example/).

> Quoted
"""
OUTLETS = """\
the-coastal-courier: {name: The Coastal Courier, domains: [courier.example]}
the-wire: {name: The Wire, domains: [example.net]}
"""


def _fields(path: Path) -> dict[str, Any]:
    header, _, body = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
    return {**yaml.load(header, yaml.BaseLoader), "body": body.strip()}  # noqa: S506 - texts alone


def test_an_article_of_an_archive_comes_back_whole(tmp_path: Path) -> None:
    """Every field survives the way into another archive; how it was captured is told anew."""
    before = tmp_path / "a" / "content" / "articles" / "2026" / "05" / "bridge.md"
    before.parent.mkdir(parents=True)
    before.write_text(OWN, "utf-8")
    (tmp_path / "a" / "content" / "outlets.yml").write_text(OUTLETS, "utf-8")
    site = archives.empty(tmp_path / "b")
    site.root.mkdir()
    (came,) = pipeline.import_files(site, [before])
    assert came.accession, came.problems
    was, now = _fields(before), _fields(came.accession.path)
    captured, again = was.pop("captured"), now.pop("captured")
    (further,) = was.pop("further_captures")
    assert now == was
    told_anew = {"captured", "further_captures", "placed"}
    assert set(was) | told_anew | {"body"} >= set(ArticleEntry.model_fields) - {"slug", "draft"}
    assert again["at"] == captured["at"]
    said = captured["alternates"] + further["alternates"]
    assert sorted(again["alternates"]) == sorted(said)
    assert again["by"] == "markdown"
    assert (site.content / "stories" / "harbour-bridge.md").exists()
    assert (came.accession.path.parts[-3:-1]) == ("2026", "05")
    _, problems = pipeline.read(site)
    assert {problem.code for problem in problems} <= {"full-text", "no-site-url", "embargoed"}


def test_the_demo_comes_back_whole(tmp_path: Path) -> None:
    """All articles of the demo archive, brought into an empty one, are the same articles."""
    shutil.copytree(ROOT / "content", tmp_path / "a" / "content")
    site = archives.empty(tmp_path / "b")
    site.root.mkdir()
    folder = tmp_path / "a" / "content" / "articles"
    for came in pipeline.import_files(site, [folder]):
        assert came.accession, came.problems
        was, now = _fields(folder.parent.parent / came.input), _fields(came.accession.path)
        assert _named(now, site.content) == _named(was, folder.parent)


def _named(fields: dict[str, Any], content: Path) -> dict[str, Any]:
    """Give the outlet by its name: a key that a curator chose is not known elsewhere.

    Those of sources follow from their addresses.
    """
    book = yaml.load((content / "outlets.yml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts alone
    sources = [
        {key: value for key, value in source.items() if key not in {"outlet", "inferred"}}
        for source in fields.get("sources", [])
    ]
    outlet = fields.get("outlet")
    return {
        **fields,
        "outlet": outlet and book[outlet]["name"],
        "sources": sources,
        "captured": 0,
        # Why it is in its story is told anew.
        "placed": None,
    }


def _plain(record: RawRecord, name: str) -> object:
    value = getattr(record, name)
    if name == "date":
        return str(value) if value else None
    if name == "inferred":
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_each_page_is_read_as_stated(case: dict[str, Any]) -> None:
    """Fields of other programs come in where they mean one of ours, and faults by their line."""
    name = case.get("file", "in.md")
    data = case["text"].encode()
    assert importers.importer_of(Source("in", content=data)).name == "markdown"
    items = archives.read_all(markdown.IMPORTER, data, name)
    if "refused" in case:
        assert archives.refusals(items) == [tuple(case["refused"])]
        assert archives.records(items) == []
        return
    (record,) = archives.records(items)
    wanted = {
        name: str(value) if isinstance(value, dt.date) else value
        for name, value in case["record"].items()
    }
    assert {name: _plain(record, name) for name in wanted} == wanted
    remarks = [each.code for each in items if not isinstance(each, RawRecord)]
    assert remarks == case.get("remarks", [])
    assert {name for name in record.found if getattr(record, name) in (None, ())} == set()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"---\ntitle: A\n---\n" + b"x" * 6_000_000, "too-large"),
        (b"---\ntitle: A\nx: " + b"y" * 300_000 + b"\n---\n", "open-front-matter"),
        (b"---\ntitle: A\nlayout: " + b"[" * 5000 + b"\n---\n", "yaml-depth"),
        (b"+++\ntitle = 'A'\nx = " + b"[" * 50_000 + b"\n+++\n", "toml-syntax"),
        (b"+++\ntitle = 'A'\nx = " + b"9" * 5000 + b"\n+++\n", "toml-syntax"),
        (b"+++\ntitle = 'A'\nx = [[0x" + b"f" * 5000 + b"]]\n+++\n", "toml-syntax"),
        (b"+++\ntitle = 'A'\na" + b".a" * 100_000 + b" = 1\n+++\n", "toml-syntax"),
        (b"---\ntitle: A\n---\n\0\0\0", "binary-file"),
        (b"# No front matter\n", "no-front-matter"),
        (b"---\ntitle: A\nlayout: x\nauthors: [" + b"a, " * 1 + b"b]\n---\n" + b"\xff\xfe\xc3\xa9",
         "invalid-utf8"),
    ],
)  # fmt: skip
def test_hostile_pages_are_refused(data: bytes, code: str) -> None:
    """What is huge, deep or no text is refused at once, with its reason."""
    begin = time.process_time()
    items = archives.read_all(markdown.IMPORTER, data, "in.md")
    assert [found for found, _ in archives.refusals(items)] == [code]
    assert archives.records(items) == []
    assert time.process_time() - begin < 5


@pytest.mark.parametrize("name", ["_index.md", "posts/_index.de.md"])
def test_the_page_of_a_section_is_passed_over(name: str) -> None:
    """Hugo's list of pages is no article, and no fault; a page in a folder of its own is one."""
    data = b"---\ntitle: Posts\n---\nAll of them.\n"
    (remark,) = archives.read_all(markdown.IMPORTER, data, name)
    assert isinstance(remark, Remark)
    assert (remark.code, remark.refuses) == ("list-page", False)
    assert archives.records(archives.read_all(markdown.IMPORTER, data, "posts/bridge/index.md"))


@pytest.mark.parametrize(
    "body",
    [
        b"# a" + b" " * 40_000 + b"b",
        b"# " + b"# " * 40_000 + b"b",
        b"# " + b"\t" * 40_000 + b"b" + b" #" * 40_000 + b"c",
        b"# \n" * 40_000 + b"# b",
    ],
    ids=["blanks", "signs", "both", "empty"],
)
def test_a_hostile_heading_ends(body: bytes) -> None:
    """What looks for the end of a heading looks once."""
    begin = time.process_time()
    page = b"---\nlayout: x\n---\n" + body
    (record,) = archives.records(archives.read_all(markdown.IMPORTER, page, "in.md"))
    assert record.title.endswith(("b", "c"))
    assert time.process_time() - begin < 5


def test_deep_toml_is_cut_and_not_followed() -> None:
    """Tables within tables come to an end."""
    header = "title = 'A'\n" + "".join(f"[{'.'.join('a' * n)}]\n" for n in (1, 40, 90))
    (record,) = archives.records(
        archives.read_all(markdown.IMPORTER, f"+++\n{header}+++\n".encode())
    )
    assert record.title == "A"


def test_a_page_that_was_brought_in_is_known(tmp_path: Path) -> None:
    """The same page, and one that says the same in TOML, are one article."""
    site = archives.empty(tmp_path)
    yaml_page = b"---\ntitle: A\nlayout: x\nlink: https://a.example/1\n---\nText.\n"
    toml_page = b"+++\ntitle = 'A'\nlink = 'https://www.a.example/1/'\n+++\nText.\n"
    (first,) = archives.bring_in(site, "a.md", yaml_page)
    (again,) = archives.bring_in(site, "a.md", yaml_page)
    (other,) = archives.bring_in(site, "b.md", toml_page)
    outcomes = [each.accession.outcome for each in (first, again, other) if each.accession]
    assert outcomes == ["added", "known", "known"]


def test_what_is_written_is_what_the_archive_would_write(tmp_path: Path) -> None:
    """A page of another program becomes an article that reads back as itself."""
    page = b"---\ntitle: 'A: b'\nlayout: x\ntags: [x, 'y: z']\n---\n- one\n- two\n"
    (came,) = archives.bring_in(archives.empty(tmp_path), "a.md", page)
    assert came.accession
    entry = ArticleEntry.model_validate(
        {name: getattr(came.accession.article, name) for name in ArticleEntry.model_fields}
    )
    assert came.accession.path.read_text("utf-8") == article_file.text_of(entry, "- one\n- two")
