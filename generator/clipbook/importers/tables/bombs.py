"""Archives that are made to fill the memory, told by a look through them before they are read."""

from __future__ import annotations

import re
from typing import IO
from zipfile import ZipFile, ZipInfo

from clipbook.importers.record import RefusedError

_MOST_PARTS = 10_000
_MOST_BYTES = 512 * 1024 * 1024
"""Of all parts that are read, unpacked."""
_MOST_TEXTS = 128 * 1024 * 1024
"""Of a part that is held in memory whole: texts, formats."""
_MOST_TAGS = 20_000_000
_WIDEST = 4 * 1024 * 1024
"""Bytes of one row, or of one text."""
_PIECE = 1024 * 1024
_OVERLAP = 64

_MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".svg", ".bin", ".tiff", ".bmp")
"""What no reader of a table opens; a part of any other name may be texts by its type."""
_START = re.compile(rb"<(?:\w+:)?(?:row|si|hyperlink|Relationship)[\s/>]")
_LINK = re.compile(rb">\s*=?HYPERLINK\s*\(", re.IGNORECASE)


def look(archive: ZipFile) -> bool:
    """Say whether cells of it are links by formula; raises RefusedError where it is a bomb."""
    parts = [part for part in archive.infolist() if not part.filename.lower().endswith(_MEDIA)]
    if len(archive.infolist()) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        raise _bomb("there is more in it than any table holds")
    found = False
    for part in parts:
        if "worksheets/" not in part.filename and part.file_size > _MOST_TEXTS:
            raise _bomb(f"{part.filename} holds more than any table")
        with archive.open(part) as file:
            found = _through(file, part) or found
    return found


def _through(file: IO[bytes], part: ZipInfo) -> bool:
    tags = width = 0
    found, before = False, b""
    holds_rows = "worksheets/" in part.filename or "strings" in part.filename.lower()
    while piece := file.read(_PIECE):
        tags += piece.count(b"<")
        seen = before + piece
        starts = [start.start() for start in _START.finditer(seen)]
        width = len(seen) - starts[-1] if starts else width + len(piece)
        holds_rows = holds_rows or bool(starts)
        is_wide = holds_rows and width > _WIDEST
        if b"<!DOCTYPE" in seen or tags > _MOST_TAGS or is_wide:
            raise _bomb(f"{part.filename} is made to fill the memory")
        found = found or bool(_LINK.search(seen))
        before = piece[-_OVERLAP:]
    return found


def _bomb(why: str) -> RefusedError:
    return RefusedError(
        0, "too-large", why, "Copy the rows into a new workbook, or save it as CSV."
    )
