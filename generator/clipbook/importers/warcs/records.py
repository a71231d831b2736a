"""The records of a web archive that may be pages, each with what is known of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipbook.importers import unpack
from clipbook.importers.record import RefusedError
from clipbook.importers.warcs.streams import Stream, damaged

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MAX_BYTES = 20 * 1024 * 1024
"""Of one page, packed and unpacked."""

_HTML = ("text/html", "application/xhtml+xml")
_MARKUP = re.compile(rb"\s*(?:<!doctype\s+html|<html)", re.IGNORECASE)
_CHUNK = re.compile(rb"(?:\r\n)?([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
_DIGITS = re.compile(r"[0-9]{1,18}")
_KINDS = frozenset({"response", "resource", "revisit"})
_OK = 200


@dataclass(slots=True)
class Met:
    """A record of an archive, whose bytes are read where they are wanted."""

    number: int
    """Counted from 1."""
    kind: str
    """`response`, `resource` or `revisit`."""
    status: int | None
    """What the server answered, where there was one."""
    content_type: str | None
    location: str | None
    """Where a redirect leads."""
    _record: WarcRecord
    is_cut_off: bool = False
    """Whether the archive ends in it, as was seen when its bytes were read."""

    def says(self, name: str) -> str:
        """Give a field of the record's header, or nothing."""
        return (self._record.headers.get(name) or "").strip()

    @property
    def url(self) -> str:
        """The address that was archived."""
        # Old versions of wget put it into angle brackets.
        return self.says("WARC-Target-URI").removeprefix("<").removesuffix(">")

    @property
    def name(self) -> str:
        """What to call it."""
        ident = self.says("WARC-Record-ID")
        return f"record {ident}" if ident else f"record {self.number}"

    @property
    def at(self) -> dt.datetime | None:
        """When it was archived, in UTC; None where the record says none that there is."""
        moment = self._record.record_date
        try:
            return moment.astimezone(dt.UTC).replace(microsecond=0) if moment else None
        except OverflowError:
            # In UTC, it would lie before the first year or after the last.
            return None

    @property
    def may_be_page(self) -> bool:
        """Whether it is an answer that a reader would have seen, and of no other type."""
        if self.kind != "resource" and self.status not in {_OK, None}:
            return False
        return not self.content_type or self.content_type.strip().casefold().startswith(_HTML)

    def page(self) -> bytes | None:
        """Give the page's bytes as they were before they were packed; None where it is none.

        Raises RefusedError where the page is too large or spoilt.
        """
        data = self._unpacked(self._dechunked(self._body()))
        return data if self.content_type or _MARKUP.match(data) else None

    def _body(self) -> bytes:
        wanted = self._record.content_length
        if wanted > MAX_BYTES:
            raise unpack.too_large(MAX_BYTES)
        data = bytearray()
        while len(data) < wanted and (piece := self._record.reader.read(wanted - len(data))):
            data += piece
        if len(data) < wanted:
            self.is_cut_off = True
            raise CutOffError(self.name)
        return bytes(data)

    def _dechunked(self, data: bytes) -> bytes:
        # Some archives undo the transfer and keep its field.
        if "chunked" not in self._http("Transfer-Encoding").casefold() or not _CHUNK.match(data):
            return data
        return _joined(data)

    def _unpacked(self, data: bytes) -> bytes:
        try:
            return unpack.unpacked(data, self._http("Content-Encoding"), MAX_BYTES)
        except RefusedError as error:
            # Some archives unpack pages and keep the field.
            if error.remark.code == "broken-packing" and data.lstrip().startswith(b"<"):
                return data
            raise

    def _http(self, name: str) -> str:
        fields = self._record.http_headers
        return (fields.get(name) or "") if fields else ""


def _joined(data: bytes) -> bytes:
    """Join the chunks of a transfer; what is missing at the end stays away, as in a browser."""
    joined, at = bytearray(), 0
    while (head := _CHUNK.match(data, at)) and (size := int(head[1], 16)):
        at = head.end() + size
        joined += data[head.end() : at]
    return bytes(joined)


class CutOffError(RefusedError):
    """An archive that ends in the middle of a record."""

    def __init__(self, name: str) -> None:
        """Name the record."""
        said = f"the archive ends in the middle of {name}; what stands before it is read"
        super().__init__(0, "cut-off-archive", said, "Get the whole file.")


def met(stream: Stream) -> Iterator[Met]:
    """Give the records that may be pages, and those that lead to them.

    Raises RefusedError where the archive is damaged, cut off, or unpacks to too much.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - heavy

    end, name = 0, ""
    found = ArchiveIterator(
        stream, record_types=WarcRecordType.any_type, parse_http=False, stream_detect=False
    )
    try:
        for number, record in enumerate(found, 1):
            name = record.headers.get("WARC-Record-ID") or str(number)
            end = record.stream_pos + _length(record, name)
            if str(record.record_type) in _KINDS:
                each = _met(number, record)
                yield each
                if each.is_cut_off:
                    raise stream.fault or CutOffError(each.name)
    except OSError as error:
        raise stream.fault or damaged(str(error)) from None
    if stream.fault:
        raise stream.fault
    if stream.given < end or stream.is_cut_off:
        raise CutOffError(f"record {name}" if name else "its first record")


def _length(record: WarcRecord, name: str) -> int:
    said = (record.headers.get("Content-Length") or "").strip()
    if not record.headers.get("WARC-Type"):
        raise CutOffError(f"the header of record {name}")
    if not _DIGITS.fullmatch(said):
        raise damaged(f"record {name} has no sound length")
    return int(said)


def _met(number: int, record: WarcRecord) -> Met:
    kind = str(record.record_type)
    if kind == "resource":
        return Met(number, kind, None, record.headers.get("Content-Type"), None, record)
    try:
        record.parse_http(auto_decode="none")
    except OSError:
        # A header without end: no browser would have shown the page.
        return Met(number, kind, 0, None, None, record)
    fields = record.http_headers
    if not fields:
        return Met(number, kind, None, None, None, record)
    type_, onward = fields.get("Content-Type"), fields.get("Location")
    return Met(number, kind, fields.status_code, type_, onward, record)
