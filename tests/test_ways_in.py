"""Every way in, told by content alone, in one import; and nothing twice."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from clipbook.importers import IMPORTERS

WORDS = (
    "The bridge over the harbour carries traffic again after the storm of last winter. "
    "Engineers looked at each of its cables, and replaced nine before the first car crossed. "
    "The town paid for half of the work; the county will decide on its share in autumn."
)


def _page(title: str, path: str) -> str:
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": "2026-05-07T09:00:00+02:00",
        "author": {"@type": "Person", "name": "Ann Gray"},
        "publisher": {"@type": "Organization", "name": "The Coastal Courier"},
    }
    return (
        f'<!doctype html><html lang="en"><head><title>{title} - The Coastal Courier</title>'
        f'<link rel="canonical" href="https://www.coastal-courier.co.uk/{path}">'
        f'<script type="application/ld+json">{json.dumps(said)}</script></head>'
        f"<body><article><h1>{title}</h1><p>{WORDS}</p><p>{WORDS} It opens at noon.</p>"
        "</article></body></html>"
    )


def _feed() -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>The Coastal Courier</title>'
        "<link>https://www.coastal-courier.co.uk/</link><item><title>From a feed</title>"
        "<link>https://www.coastal-courier.co.uk/feed-item</link>"
        "<pubDate>Thu, 07 May 2026 09:00:00 +0200</pubDate>"
        "<description>The bridge opens at noon.</description></item></channel></rss>"
    )


def _warc() -> bytes:
    html = _page("From a web archive", "warc").encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        "WARC-Target-URI: https://www.coastal-courier.co.uk/warc\r\n"
        "WARC-Date: 2026-05-08T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Headline", "Outlet", "Date", "URL"])
    sheet.append(
        ["From a sheet", "The Coastal Courier", "2026-05-07", "https://coastal-courier.co.uk/xlsx"]
    )
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _pdf() -> bytes:
    writer = PdfWriter()
    writer.add_metadata({"/Title": "From a press PDF"})
    page = writer.add_blank_page(300, 300)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    text = DecodedStreamObject()
    text.set_data(b"BT /F1 12 Tf 20 250 Td (The bridge carries traffic again.) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(text)  # noqa: SLF001 - it has no other way
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _ninjs() -> str:
    return json.dumps(
        {
            "uri": "https://agency.coastal-courier.co.uk/ninjs/1",
            "type": "text",
            "headline": "From an agency",
            "versioncreated": "2026-05-07T09:00:00+02:00",
            "body_text": WORDS,
            "pubstatus": "usable",
        }
    )


_ROW = "From a {},The Coastal Courier,2026-05-07,https://coastal-courier.co.uk/{}\n"

INPUTS: dict[str, str | bytes] = {
    "clipping": "← Google News\n\nFrom a clipping - The Coastal Courier\n\n"
    f"Google News · May 7, 2026\n\nDetailed Analysis\n\n{WORDS}\n",
    "page": _page("From a page", "page"),
    "feed": _feed(),
    "warc": _warc(),
    "table": "Headline,Outlet,Date,URL\n" + _ROW.format("table", "csv"),
    "sheet": _xlsx(),
    "ris": "TY  - NEWS\nTI  - From a RIS\nT2  - The Coastal Courier\nDA  - 2026/05/07\n"
    "UR  - https://coastal-courier.co.uk/ris\nER  - \n",
    "bibtex": "@online{one,\n  title = {From a BibTeX},\n  date = {2026-05-07},\n"
    "  url = {https://coastal-courier.co.uk/bibtex}\n}\n",
    "csl": json.dumps(
        [
            {
                "id": "one",
                "type": "article-newspaper",
                "title": "From a CSL",
                "URL": "https://coastal-courier.co.uk/csl",
                "issued": {"date-parts": [[2026, 5, 7]]},
            }
        ]
    ),
    "ninjs": _ninjs(),
    "pdf": _pdf(),
    "mhtml": "From: <Saved by a browser>\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n'
    + _page("From one file", "mhtml")
    + "\n--b--\n",
    "markdown": "---\ntitle: From a Markdown\ndate: 2026-05-07\n"
    f"canonical_url: https://coastal-courier.co.uk/markdown\n---\n\n{WORDS}\n",
}

TITLES = {
    *("From a clipping", "From a page", "From a feed", "From a web archive", "From a table"),
    *("From a sheet", "From a RIS", "From a BibTeX", "From a CSL", "From an agency"),
    *("From a press PDF", "From a Markdown", "From one file"),
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an empty archive."""
    _run("new", "archive", cwd=tmp_path)
    return tmp_path / "archive"


def _run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clipbook", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def _import(archive: Path, *words: str) -> list[dict[str, Any]]:
    done = _run("import", *words, "--format", "json", cwd=archive)
    assert "Traceback" not in done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_input_is_told_by_its_content(archive: Path, tmp_path: Path) -> None:
    """Names without an end say nothing; all come in, and are all known the second time."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    for name, content in INPUTS.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)
    paths = [str(folder / name) for name in INPUTS]
    found = _import(archive, *paths)
    assert [each["outcome"] for each in found] == ["added"] * len(INPUTS), found
    assert {each["fields"]["title"] for each in found} == TITLES
    for each in found:
        body = each["fields"].pop("body")
        assert set(each["provenance"]) >= set(each["fields"]) - {"captured", "kind", "outlet"}, each
        assert body == "" or "bridge" in body
    shutil.rmtree(archive / ".clipbook", ignore_errors=True)
    again = _import(archive, *reversed(paths))
    assert [each["outcome"] for each in again] == ["known"] * len(INPUTS)
    checked = _run("check", cwd=archive)
    assert checked.returncode == 0, checked.stdout


def test_an_archive_of_all_ways_in_is_built(archive: Path, tmp_path: Path) -> None:
    """Everything that came in has its page, with the outlet that its address tells."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    for name, content in INPUTS.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)
    _import(archive, *[str(folder / name) for name in INPUTS])
    assert _run("build", cwd=archive).returncode == 0
    outlets = (archive / "content/outlets.yml").read_text("utf-8")
    assert outlets.count("name: The Coastal Courier\n") == 1
    assert outlets.count("coastal-courier.co.uk") == 1
    assert len(list((archive / "site/articles").rglob("*.html"))) >= len(INPUTS)


def test_help_names_every_way_in() -> None:
    """`--as` takes the names that the help says, in the order in which they are asked."""
    said = subprocess.run(
        [sys.executable, "-m", "clipbook", "import", "--help"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    names = [importer.name for importer in IMPORTERS]
    whole = f"{', '.join(names[:-1])} or {names[-1]}"
    assert whole in " ".join(said.split())
