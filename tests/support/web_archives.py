"""Web archives made byte by byte, as the tools that write them do."""

from __future__ import annotations

import io
import json
import zipfile

STAMP = "2026-05-06T10:11:12Z"


def page(title: str, words: str = "carries traffic again") -> bytes:
    """Give a page with an article."""
    text = f"The bridge over the harbour {words}, the port authority said on Thursday morning. "
    body = "".join(f"<p>{text * 3}Paragraph {number}.</p>" for number in range(4))
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def http(body: bytes, status: str = "200 OK", **fields: str) -> bytes:
    """Give an answer of a server; `content_type` becomes the field of that name."""
    said = {"content_type": "text/html; charset=utf-8", **fields}
    lines = [f"{name.replace('_', '-').title()}: {value}" for name, value in said.items() if value]
    return "\r\n".join((f"HTTP/1.1 {status}", *lines, "", "")).encode() + body


def record(block: bytes, url: str = "https://news.example/1", **fields: str) -> bytes:
    """Give a record; `warc_type`, `warc_date`, `content_length` … may be said."""
    number = sum(map(ord, url)) % 10**6
    said = {
        "warc_type": "response",
        "warc_record_id": f"<urn:uuid:{number:06}>",
        "warc_target_uri": url,
        "warc_date": STAMP,
        "content_type": "application/http; msgtype=response",
        "content_length": str(len(block)),
        **fields,
    }
    lines = [f"{_field(name)}: {value}" for name, value in said.items() if value]
    return "\r\n".join(("WARC/1.1", *lines, "", "")).encode() + block + b"\r\n\r\n"


def _field(name: str) -> str:
    named = name.replace("_", "-").title().replace("Warc", "WARC")
    return {"WARC-Record-Id": "WARC-Record-ID", "WARC-Target-Uri": "WARC-Target-URI"}.get(
        named, named.replace("-Target-Uri", "-Target-URI")
    )


def story(number: int, **fields: str) -> bytes:
    """Give the record of a page with an article of its own."""
    return record(http(page(f"Story {number}")), f"https://news.example/{number}", **fields)


def wacz(files: dict[str, bytes], pages: list[str] | None = None) -> bytes:
    """Give a WACZ with files and a list of pages."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("datapackage.json", "{}")
        for name, data in files.items():
            zipped.writestr(name, data)
        if pages is not None:
            head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
            lines = [head, *({"id": str(i), "url": url} for i, url in enumerate(pages))]
            zipped.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, lines)))
    return kept.getvalue()
