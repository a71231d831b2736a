"""Pages that a browser saved as one file: the page in them, and nothing of how it is packed."""

from __future__ import annotations

import base64
import datetime as dt
import quopri
import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from clipbook import importers
from clipbook.importers import mhtml, mime
from clipbook.importers.record import RawRecord, Remark
from clipbook.importers.source import Source
from support import archives

HTML = (
    '<!doctype html><html lang="de"><head><title>Brücke offen</title></head><body>'
    "<h1>Brücke ist wieder offen</h1><p>Die Brücke über den Hafen ist nach langer Sperrung wieder "
    "offen, teilte die Stadtverwaltung mit. Sie war im Winter gesperrt worden, weil ein Pfeiler "
    "beschädigt war = „nachgebessert“.</p></body></html>"
)
PLACE = "https://kurier.example/bruecke"
SAVED = "Sun, 22 Nov 2026 00:52:07 +0100"


def _part(html: str, form: str = "quoted-printable", charset: str = "utf-8", **more: str) -> str:
    packed = html.encode(charset)
    if form == "quoted-printable":
        packed = quopri.encodestring(packed)
    elif form == "base64":
        packed = base64.encodebytes(packed)
    headers = {"Content-Type": f"text/html; charset={charset}", "Content-Transfer-Encoding": form}
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\n" for name, value in headers.items())
    return f"{lines}\n{packed.decode('latin-1')}"


def _whole(*parts: str, about: str = "", ends: bool = True, kind: str = "") -> bytes:
    """Put parts together as Chromium does."""
    sign = "----MultipartBoundary--x9----"
    head = (
        "From: <Saved by Blink>\n"
        f"{about}"
        "Subject: =?utf-8?Q?Br=C3=BCcke?=\n"
        f"Date: {SAVED}\n"
        "MIME-Version: 1.0\n"
        f'Content-Type: multipart/related;\n\ttype="text/html";\n\t{kind}boundary="{sign}"\n\n\n'
    )
    body = "".join(f"--{sign}\n{part}\n" for part in parts)
    text = head + body + (f"--{sign}--\n" if ends else "")
    return text.replace("\n", "\r\n").encode("latin-1")


def _one(data: bytes, name: str = "in.mhtml") -> RawRecord:
    assert importers.importer_of(Source(name, content=data)).name == "mhtml"
    (record,) = archives.records(archives.read_all(mhtml.IMPORTER, data, name))
    return record


PICTURE = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"


@pytest.mark.parametrize(
    ("form", "charset"),
    [("quoted-printable", "utf-8"), ("base64", "utf-8"), ("base64", "windows-1252"),
     ("quoted-printable", "windows-1252"), ("8bit", "windows-1252")],
)  # fmt: skip
def test_the_page_in_it_is_read(form: str, charset: str) -> None:
    """However it is packed: letters whole, the day it was saved apart from any of publication."""
    part = _part(HTML, form, charset, Content_Location=PLACE)
    record = _one(_whole(part, PICTURE))
    assert record.title == "Brücke ist wieder offen"
    assert record.body.endswith("weil ein Pfeiler beschädigt war \\= „nachgebessert“.")
    assert (record.url, record.found["url"].where) == (PLACE, "Content-Location")
    assert (record.date, record.lang) == (None, "de")
    assert record.captured_at == dt.datetime(2026, 11, 21, 23, 52, 7, tzinfo=dt.UTC)
    assert record.original is None


def test_the_start_is_the_page() -> None:
    """The part that the file calls its start, not a frame that stands before it."""
    frame = _part(HTML.replace("Brücke", "Werbung"), Content_ID="<frame>")
    page = _part(HTML, Content_ID="<page>")
    assert _one(_whole(frame, page, kind='start="<page>";')).title == "Brücke ist wieder offen"
    assert _one(_whole(frame, page)).title == "Werbung ist wieder offen"
    assert _one(_whole(frame, page, kind='start="<none>";')).title == "Werbung ist wieder offen"


def test_where_the_page_was_is_the_snapshots_word() -> None:
    """Of two headers, the one of the whole counts; a file of the reader's own is no address."""
    about = f"Snapshot-Content-Location: {PLACE}\n"
    record = _one(_whole(_part(HTML, Content_Location="https://other.example/"), about=about))
    assert (record.url, record.found["url"].where) == (PLACE, "Snapshot-Content-Location")
    here = "file:///home/ann/page.html"
    about = f"Snapshot-Content-Location: {here}\n"
    record = _one(_whole(_part(HTML, Content_Location=here), about=about))
    assert record.url is None
    assert here not in repr(record)


def test_a_page_of_one_part_is_read() -> None:
    """As Internet Explorer saved pages without pictures."""
    text = f"From: <Saved by Browser>\nMIME-Version: 1.0\nContent-Location: {PLACE}\n"
    data = (text + _part(HTML)).encode("latin-1")
    assert _one(data, "in.mht").url == PLACE
    assert _one(data, "in").url == PLACE


def test_what_the_library_writes_is_read() -> None:
    """Python's own packing, with a page that lies one level down."""
    words = EmailMessage()
    words.set_content("Nur Text.")
    words.add_alternative(HTML, subtype="html")
    letter = EmailMessage()
    letter["Subject"] = "Brücke"
    letter["MIME-Version"] = "1.0"
    letter.make_related()
    letter.attach(words)
    letter.add_related(b"\x89PNG", "image", "png")
    assert _one(bytes(letter)).title == "Brücke ist wieder offen"


def test_a_file_that_breaks_off_says_so() -> None:
    """What is there comes in, with a warning."""
    data = _whole(_part(HTML), ends=False)
    items = archives.read_all(mhtml.IMPORTER, data)
    assert [each.code for each in items if isinstance(each, Remark)] == ["page-cut-short"]
    assert "beschädigt" in archives.records(items)[0].body
    packed = _whole(_part(HTML, "base64"), ends=False)[:-9]
    assert archives.records(archives.read_all(mhtml.IMPORTER, packed))


def _nested(depth: int) -> bytes:
    text = _part(HTML)
    for level in range(depth):
        kind = f'Content-Type: multipart/related; boundary="b{level}"'
        text = f"{kind}\n\n--b{level}\n{text}\n--b{level}--\n"
    return f"MIME-Version: 1.0\n{text}".encode("latin-1")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_whole(PICTURE), "no-article"),
        (_whole(), "no-article"),
        (_whole(_part("<html><p>Short.</p></html>")), "no-article"),
        (_nested(mime.DEEPEST + 1), "too-large"),
        (_nested(500), "too-large"),
        (_whole(*[PICTURE] * (mime.MOST_PARTS + 1)), "too-large"),
        (_whole(_part(HTML)).replace(b"boundary=", b"bound="), "no-article"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=" + b"x" * 60_000 + b"\n\n",
         "no-article"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary*=utf-8''%ff%00\n\n--",
         "no-article"),
    ],
)  # fmt: skip
def test_hostile_and_empty_files_are_refused(data: bytes, code: str) -> None:
    """At once, with one reason."""
    began = time.process_time()
    items = archives.read_all(mhtml.IMPORTER, data, "in.mhtml")
    assert [found for found, _ in archives.refusals(items)] == [code]
    assert archives.records(items) == []
    assert time.process_time() - began < 5


def test_a_bad_date_is_no_capture() -> None:
    """It is left out; a moment without a zone is UTC."""
    data = _whole(_part(HTML))
    assert _one(data.replace(SAVED.encode(), b"yesterday")).captured_at is None
    assert (
        _one(data.replace(SAVED.encode(), b"Sun, 99 Nov 99999 00:00:00 +9999")).captured_at is None
    )
    bare = _one(data.replace(b"07 +0100", b"07 -0000"))
    assert bare.captured_at == dt.datetime(2026, 11, 22, 0, 52, 7, tzinfo=dt.UTC)


def test_it_comes_into_an_archive(tmp_path: Path) -> None:
    """With the whole file as its original, and once."""
    site = archives.empty(tmp_path)
    data = _whole(_part(HTML, Content_Location=PLACE), PICTURE)
    (came,) = archives.bring_in(site, "bridge.mht", data)
    assert came.accession
    assert str(came.accession.article.captured and came.accession.article.captured.by) == "mhtml"
    (kept,) = (site.content / "captures").rglob("*.mhtml")
    assert kept.read_bytes() == data
    (again,) = archives.bring_in(site, "again.mhtml", data)
    assert again.accession
    assert again.accession.outcome == "known"
