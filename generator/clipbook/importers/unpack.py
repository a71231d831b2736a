"""What a server packed for the way, unpacked within a limit: gzip, deflate, Brotli, Zstandard."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

from clipbook.importers.record import RefusedError

_MOST_LAYERS = 3
_MOST_MEMBERS = 16
"""Parts of one gzip file; a page has one."""
_GZIP, _ZLIB, _RAW = 31, 15, -15
"""How zlib is told what to expect."""
_ZLIB_DIVISOR, _DEFLATED = 31, 8


def unpacked(data: bytes, encodings: str, most: int) -> bytes:
    """Undo the encodings that a `Content-Encoding` names, the last first.

    Raises RefusedError where they cannot be undone, or what they hold exceeds `most` bytes.
    """
    names = [name.strip().casefold() for name in encodings.split(",")]
    named = [name for name in names if name not in {"", "identity"}]
    if len(named) > _MOST_LAYERS:
        raise _broken(f"packed {len(named)} times")
    for name in reversed(named):
        undo = _UNDONE.get(name)
        if undo is None:
            raise _broken("in a way that nobody knows")
        data = undo(data, most) if data else data
    return data


def too_large(most: int) -> RefusedError:
    """Say that there is more than may be."""
    said = f"it holds more than {most // 1024 // 1024} MB"
    return RefusedError(0, "too-large", said, "Save what matters of it in a browser.")


def _gzip(data: bytes, most: int) -> bytes:
    parts: list[bytes] = []
    for _ in range(_MOST_MEMBERS):
        part, data = _inflated(data, _GZIP, most - sum(map(len, parts)))
        parts.append(part)
        # Some servers pad what they send.
        if not data.startswith(b"\x1f\x8b"):
            return b"".join(parts)
    raise _broken("in too many pieces")


def _deflate(data: bytes, most: int) -> bytes:
    # The standard means zlib's form; some servers send what stands within it.
    framed = data[0] & 0x0F == _DEFLATED and int.from_bytes(data[:2], "big") % _ZLIB_DIVISOR == 0
    return _inflated(data, _ZLIB if framed else _RAW, most)[0]


def _inflated(data: bytes, form: int, most: int) -> tuple[bytes, bytes]:
    """Give what is in it and what stands after it."""
    engine = zlib.decompressobj(form)
    try:
        found = engine.decompress(data, most + 1)
    except zlib.error as error:
        raise _broken(str(error)) from None
    if len(found) > most:
        raise too_large(most)
    if not engine.eof:
        raise _broken("and cut off")
    return found, engine.unused_data


def _brotli(data: bytes, most: int) -> bytes:
    from fastwarc.stream_io import BrotliReader  # noqa: PLC0415 - few servers need it

    return _read(BrotliReader(io.BytesIO(data)).read, most)


def _zstandard(data: bytes, most: int) -> bytes:
    from fastwarc.stream_io import ZstdReader  # noqa: PLC0415 - few servers need it

    return _read(ZstdReader(io.BytesIO(data)).read, most)


def _read(read: Callable[[int], bytes], most: int) -> bytes:
    """Read to the end; raises RefusedError where that is beyond `most` bytes, or damaged."""
    found = bytearray()
    try:
        while len(found) <= most and (piece := read(most + 1 - len(found))):
            found += piece
    except OSError as error:
        raise _broken(str(error)) from None
    if len(found) > most:
        raise too_large(most)
    return bytes(found)


_UNDONE: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstandard,
}


def _broken(how: str) -> RefusedError:
    said = f"the page is packed, and cannot be unpacked ({' '.join(how.split())})"
    return RefusedError(0, "broken-packing", said, "Save the page in a browser.")
