"""Numbers as bytes: seven bits each, the low ones first, the top bit where more follow."""

from __future__ import annotations

from collections.abc import Iterator

LEVEL_BITS = 2
"""Bits beside each gap between documents, in postings."""


def write(number: int) -> bytes:
    """Write one number, zero or above."""
    written = bytearray()
    while number > 0x7F:  # noqa: PLR2004 - seven bits a byte
        written.append(number & 0x7F | 0x80)
        number >>= 7
    written.append(number)
    return bytes(written)


def read(data: bytes) -> Iterator[int]:
    """Read numbers up to the end."""
    number = shift = 0
    for byte in data:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:  # noqa: PLR2004 - the last byte of a number
            yield number
            number = shift = 0


class Cursor:
    """Reads numbers and runs of bytes one after the other."""

    def __init__(self, content: bytes) -> None:
        """Start at the beginning."""
        self._content = content
        self._at = 0

    def number(self) -> int:
        """Read a number."""
        number = shift = 0
        while True:
            byte = self._content[self._at]
            self._at += 1
            number |= (byte & 0x7F) << shift
            if byte < 0x80:  # noqa: PLR2004 - the last byte of a number
                return number
            shift += 7

    def take(self, size: int) -> bytes:
        """Read so many bytes."""
        self._at += size
        return self._content[self._at - size : self._at]
