"""Bytes packed as servers and archives pack them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fastwarc.stream_io import BrotliWriter, ZstdWriter


def brotli(data: bytes) -> bytes:
    """Pack with Brotli."""
    return _packed(data, BrotliWriter)


def zstandard(data: bytes) -> bytes:
    """Pack with Zstandard."""
    return _packed(data, ZstdWriter)


def _packed(data: bytes, writer: type[BrotliWriter | ZstdWriter]) -> bytes:
    # Only what goes to a file is sure to be there when the writer has ended.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "packed")
        path.touch()
        with writer(str(path)) as packing:
            packing.write(data)
        return path.read_bytes()
