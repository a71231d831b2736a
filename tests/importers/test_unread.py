"""What nobody reads is told what it is, and is never taken for something else."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from clipbook import importers, pipeline, scaffold
from clipbook.importers.record import Item, Remark
from clipbook.importers.source import Source
from support import archives

PAGE = (
    b"<!doctype html><html lang='en'><head><title>Bridge</title></head><body><h1>Bridge</h1>"
    b"<p>The bridge over the harbour carries traffic again after the storm of last winter, and "
    b"engineers looked at each of its cables before the first car crossed it on Thursday.</p>"
)
MAIL = (
    b"From: Ann Gray <ann@press.example>\r\nTo: desk@press.example\r\nSubject: Bridge\r\n"
    b"Date: Thu, 07 May 2026 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
)


def _zip(**files: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name, data in files.items():
            packed.writestr(name.replace("__", "/"), data)
    return written.getvalue()


def _tar() -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as packed:
        about = tarfile.TarInfo("bridge.html")
        about.size = len(PAGE)
        packed.addfile(about, io.BytesIO(PAGE))
    return written.getvalue()


def _said(data: bytes, name: str = "in") -> list[Item]:
    source = Source(name, content=data)
    return archives.read_all(importers.importer_of(source), data, name)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (_zip(bridge=PAGE), "a packed archive"),
        (_tar(), "a packed archive"),
        (gzip.compress(PAGE, 0, mtime=0), "a packed archive"),
        (b"7z\xbc\xaf\x27\x1c\0\4" + PAGE, "a packed archive"),
        (_zip(word__document=b"<w/>", other=PAGE), "an office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + PAGE, "an office document"),
        (b"{\\rtf1\\ansi Bridge reopens}", "an office document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + PAGE, "a picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 " + PAGE, "a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + PAGE, "a picture"),
        (b"\0\0\0\x18ftypmp42" + PAGE, "a sound or a film"),
        (b"ID3\3\0\0\0\0\0\x21" + PAGE, "a sound or a film"),
        (MAIL + b"\r\nThe bridge is open.\r\n", "an e-mail"),
        (MAIL + b"Content-Type: text/html\r\n\r\n" + PAGE, "an e-mail"),
        (b'{"name": "bridge", "cables": 9}', "JSON of no kind"),
        (b'["bridge", "ferry"]', "JSON of no kind"),
        (b"<?xml version='1.0'?><bridge><cable/></bridge>", "markup of no kind"),
    ],
)
def test_what_nobody_reads_is_said(data: bytes, what: str) -> None:
    """By what it is, even where the markup of a page lies in it; and it does not come in."""
    (remark,) = _said(data)
    assert isinstance(remark, Remark)
    assert (remark.code, remark.refuses) == ("unknown-kind", True)
    assert what in remark.message


@pytest.mark.parametrize(
    "data",
    [
        b"Dear diary, the bridge is open.",
        b"From: the bridge\n\nIt is open.",
        b"BMW opens a plant. [Photo]",
        b"[Editor's note] The bridge is open.",
    ],
)
def test_plain_words_are_told_of_clippings(data: bytes) -> None:
    """A text of no known layout is not taken for something else."""
    (remark,) = _said(data)
    assert isinstance(remark, Remark)
    assert remark.code == "not-a-clipping"


@pytest.mark.parametrize(
    "data",
    [PAGE, PAGE.decode().encode("utf-16"), PAGE.decode().encode("utf-16-le"),
     PAGE.decode().encode("utf-32"), b"\n\n<!-- \xe9 -->" + PAGE],
)  # fmt: skip
def test_pages_stay_pages(data: bytes) -> None:
    """In any encoding, and after any comment."""
    assert importers.importer_of(Source("in", content=data)).name == "page"


def test_pages_of_a_site_that_clipbook_made_are_passed_over(tmp_path: Path) -> None:
    """Neither lists nor what is shown of an article is what its outlet published."""
    list(scaffold.make(tmp_path / "one", "Harbour Press"))
    site = archives.empty(tmp_path / "one")
    page = b"---\ntitle: Bridge\nlayout: x\ntags: [Harbours]\n---\nIt is open.\n"
    archives.bring_in(site, "bridge.md", page)
    pipeline.build(site.root)
    made = list(site.output.rglob("*.html"))
    assert site.output / "topics/harbours.html" in made
    for path in made:
        items = _said(path.read_bytes(), path.name)
        assert [each.code for each in items if isinstance(each, Remark)] == ["list-page"], path
        assert archives.records(items) == []
