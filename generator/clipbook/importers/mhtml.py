"""Web pages that a browser saved as one file (MHTML): the page in it, read as a saved page is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.utils import parsedate_to_datetime

from clipbook.importers import mime, page
from clipbook.importers.importer import Importer
from clipbook.importers.mime import Part
from clipbook.importers.record import Found, Item, RawRecord, RefusedError, Remark
from clipbook.importers.source import Source
from clipbook.model.fields import address_fault

MAX_BYTES = 100 * 1024 * 1024
"""Pictures and all."""

_EXTENSIONS = frozenset({".mhtml", ".mht"})
_FIELD = re.compile(rb"(?:\xef\xbb\xbf)?\s*[A-Za-z][\w-]{1,40}:")
_OF_LETTERS = ("to", "received", "delivered-to", "return-path", "dkim-signature")


def _items(source: Source) -> Iterator[Item]:
    whole = mime.part_of(source.read(MAX_BYTES))
    found = mime.root(whole)
    if found is None:
        said = "it holds no web page"
        raise RefusedError(0, "no-article", said, "Save the page again, as a web page (.html).")
    where, address = _address(whole.headers, found.headers)
    form = " ".join(str(found.headers.get("Content-Type", "")).split())
    record = page.record_of(mime.decoded(found), address, form)
    if not found.is_closed:
        said = "the file breaks off before the end of the page"
        yield Remark(0, "page-cut-short", said, "Save the page again, and compare.")
    if record.encoding:
        said = f"the page does not say its encoding; it was read as {record.encoding}"
        fix = "Look at the accents and quotes; save the page as UTF-8 if they are wrong."
        yield Remark(0, "guessed-encoding", said, fix)
    yield _placed(record, where, _saved_at(whole))


def _placed(record: RawRecord, where: str, saved: dt.datetime | None) -> RawRecord:
    """Name the headers of the file where the page was told no more than an address."""
    found = dict(record.found)
    if "url" in found:
        places = ((where if name == "address" else name, url) for name, url in found["url"].others)
        own = where if found["url"].where == "address" else found["url"].where
        found["url"] = Found(own, tuple(places))
    return replace(record, found=found, captured_at=record.captured_at or saved)


def _address(whole: Message, root: Message) -> tuple[str, str | None]:
    """Give where the page was, and the header that says it; no address of a file counts."""
    for headers, name in (
        (whole, "Snapshot-Content-Location"),
        (root, "Content-Location"),
        (whole, "Content-Location"),
    ):
        said = "".join(str(headers.get(name, "")).split())
        if said and not address_fault(said):
            return name, said
    return "address", None


def _saved_at(whole: Part) -> dt.datetime | None:
    """Give the moment at which the browser saved the page, in UTC: no date of an article."""
    try:
        found = parsedate_to_datetime(str(whole.headers.get("Date", "")))
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _accepts(source: Source) -> bool:
    if not _FIELD.match(source.head):
        return False
    headers = mime.part_of(source.head).headers
    if "MIME-Version" not in headers and "Content-Location" not in headers:
        return False
    kind = headers.get_content_type()
    if source.suffix in _EXTENSIONS:
        return kind in mime.PAGES or kind.startswith("multipart/")
    is_letter = any(name in headers for name in _OF_LETTERS)
    is_one_page = kind in mime.PAGES and "Content-Location" in headers
    return not is_letter and (kind == "multipart/related" or is_one_page)


IMPORTER = Importer("mhtml", ".mhtml", _accepts, _items, _EXTENSIONS)
