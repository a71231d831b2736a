"""WACZ: a zip that holds web archives, and a list of the pages that were meant.

Source: https://specs.webrecorder.net/wacz/1.1.1/.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from urllib.parse import urldefrag

from clipbook.importers.record import RefusedError
from clipbook.importers.warcs.streams import damaged

_ARCHIVE = re.compile(r"archive/[^/]+\.warc(?:\.gz|\.zst)?", re.IGNORECASE)
_PAGES = "pages/pages.jsonl"
_MAX_LIST = 20 * 1024 * 1024


@contextmanager
def opened(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """Open the zip; raises RefusedError where it, or anything that is read of it, is damaged."""
    try:
        with zipfile.ZipFile(file) as wacz:
            yield wacz
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise damaged(str(error)) from None


def archives(wacz: zipfile.ZipFile) -> list[str]:
    """Name the web archives in it, in the order of their names."""
    return sorted(name for name in set(wacz.namelist()) if _ARCHIVE.fullmatch(name))


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


def _url(line: bytes) -> str:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    url = said.get("url") if isinstance(said, dict) else None
    return url if isinstance(url, str) else ""
