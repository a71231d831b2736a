"""WACZ: a zip that holds web archives, and a list of the pages that were meant.

Source: https://specs.webrecorder.net/wacz/1.1.1/.
"""

from __future__ import annotations

import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from urllib.parse import urldefrag, urljoin

from clipbook.importers.record import RefusedError
from clipbook.importers.warcs.streams import damaged

_ARCHIVE = re.compile(r"archive/[^/]+\.warc(?:\.gz|\.zst)?", re.IGNORECASE)
_PAGES = "pages/pages.jsonl"
_MAX_LIST = 20 * 1024 * 1024
_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError)
"""What `zipfile` raises where a zip is damaged, locked, or packed in a way it does not know."""


@contextmanager
def opened(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """Open the zip; raises RefusedError where it, or anything that is read of it, is damaged."""
    try:
        with zipfile.ZipFile(file) as wacz:
            yield wacz
    except _FAULTS as error:
        raise damaged(str(error)) from None


def archives(wacz: zipfile.ZipFile) -> list[str]:
    """Name the web archives in it, in the order of their names."""
    named = {each.filename for each in wacz.infolist() if each.compress_type in _WAYS}
    return sorted(filter(_ARCHIVE.fullmatch, named))


def is_wacz(file: BinaryIO) -> bool:
    """Say whether a zip holds web archives."""
    try:
        with opened(file) as wacz:
            return bool(archives(wacz))
    except (RefusedError, OSError):
        return False


def listed(wacz: zipfile.ZipFile) -> frozenset[str]:
    """Give the addresses of the pages that were meant; none where there is no list of them."""
    if _PAGES not in wacz.namelist():
        return frozenset()
    with wacz.open(_PAGES) as file:
        data = file.read(_MAX_LIST)
    return frozenset(bare(url) for line in data.splitlines() if (url := _url(line)))


def bare(url: str) -> str:
    """Give an address as archives list it: what stands after `#` never reached a server."""
    try:
        return urldefrag(url).url
    except ValueError:
        return url


def onward(url: str, location: str) -> str:
    """Give the address that a redirect leads to."""
    try:
        return bare(urljoin(url, location))
    except ValueError:
        return location


def _url(line: bytes) -> str:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    url = said.get("url") if isinstance(said, dict) else None
    return url if isinstance(url, str) else ""
