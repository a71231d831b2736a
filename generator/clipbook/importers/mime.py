"""What is put together as mail is: parts with headers, and which of them is the page.

Sources: RFC 2045 and 2046 (MIME), RFC 2387 (multipart/related), RFC 2557 (MHTML).
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

from clipbook.importers.record import RefusedError

PAGES = frozenset({"text/html", "application/xhtml+xml"})
MOST_PARTS = 10_000
DEEPEST = 4
"""Parts within parts."""

_MOST_HEADERS = 64 * 1024
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\r\r")
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its headers, and the bytes below them as they were sent."""

    headers: Message
    body: bytes
    is_closed: bool = True
    """Whether the line that ends it is there."""


def part_of(data: bytes, *, is_closed: bool = True) -> Part:
    """Take the bytes of a part apart; one without headers has none."""
    start = _START.match(data)
    begin = start.end() if start else 0
    end = _END_OF_HEADERS.search(data, begin, begin + _MOST_HEADERS)
    head, rest = (data[begin : end.start()], end.end()) if end else (b"", begin)
    return Part(BytesHeaderParser().parsebytes(head + b"\n\n"), data[rest:], is_closed)


def root(part: Part, depth: int = 0) -> Part | None:
    """Give the page that a part is or holds: the one it calls its start, else the first.

    Raises RefusedError where there are too many parts, or too many within each other.
    """
    if part.headers.get_content_type() in PAGES:
        return part
    if part.headers.get_content_maintype() != "multipart":
        return None
    if depth >= DEEPEST:
        raise _too_much(f"parts lie in each other more than {DEEPEST} deep")
    start, first = _start(part.headers), None
    for each in _parts(part):
        is_start = bool(start) and str(each.headers.get("Content-ID", "")).strip() == start
        found = root(each, depth + 1) if is_start or first is None else None
        if found and (is_start or not start):
            return found
        first = first or found
    return first


def decoded(part: Part) -> bytes:
    """Give the bytes of a part as they were before they were sent."""
    form = str(part.headers.get("Content-Transfer-Encoding", "")).strip().casefold()
    if form == "quoted-printable":
        return binascii.a2b_qp(part.body)
    if form != "base64":
        return part.body
    try:
        return binascii.a2b_base64(part.body)
    except binascii.Error:
        # It breaks off; whole groups of four letters are sound.
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", part.body)
        return binascii.a2b_base64(letters[: len(letters) // 4 * 4])


def _parts(part: Part) -> Iterator[Part]:
    boundary = str(part.headers.get_boundary() or "").encode("utf-8", "replace")
    if not boundary:
        return
    line = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    begin, count = -1, 0
    for found in line.finditer(part.body):
        if begin >= 0:
            yield part_of(part.body[begin : found.start()])
        begin, count = (-1 if found[1] else found.end()), count + 1
        if count > MOST_PARTS:
            raise _too_much(f"it holds more than {MOST_PARTS:,} parts")
        if found[1]:
            return
    if begin >= 0:
        yield part_of(part.body[begin:], is_closed=False)


def _start(headers: Message) -> str:
    """Give the id of the part that a whole calls its start; nothing where it names none."""
    said = headers.get_param("start")
    return said.strip() if isinstance(said, str) else ""


def _too_much(said: str) -> RefusedError:
    return RefusedError(0, "too-large", said, "Save the page again, as a web page (.html).")
