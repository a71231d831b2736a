"""Links of Google News that carry the publisher's address in themselves, taken apart offline.

Until 2024 the long word in such a link was a protocol buffer in base64: field 4 the address, field
26 that of its AMP page. Newer ones carry a token that only Google can resolve. Source of the wire
format: protobuf.dev/programming-guides/encoding.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from clipbook.model.fields import address_fault

_LINK = re.compile(
    r"https?://news\.google\.com/(?:__i/)?(?:rss/)?(?:rd/)?(?:articles|read)/([A-Za-z0-9_-]{1,8192})"
    r"=*(?:[?#/].*)?",
    re.IGNORECASE,
)
_ADDRESS_FIELDS = (4, 26)
_VARINT, _LONG, _BYTES, _SHORT = 0, 1, 2, 5
_WIDTHS = {_LONG: 8, _SHORT: 4}
_MOST_VARINT_BYTES = 10


class BadBytesError(ValueError):
    """Bytes are no protocol buffer."""


def is_link(url: str) -> bool:
    """Say whether an address is that of an item in Google News."""
    return _LINK.fullmatch(url) is not None


def unfolded(url: str) -> tuple[str, ...]:
    """Give the publisher's address and then its AMP page's, as far as the link holds them."""
    found = _LINK.fullmatch(url)
    if not found:
        return ()
    try:
        data = base64.urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4))
        said = dict(reversed(list(fields(data))))
    except (binascii.Error, BadBytesError):
        return ()
    texts = (said.get(number, b"").decode("latin-1") for number in _ADDRESS_FIELDS)
    return tuple(text for text in texts if text and not address_fault(text))


def fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give number and bytes of each field that holds bytes; raises BadBytesError where it breaks.

    Fields of other kinds are stepped over.
    """
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        kind = tag & 7
        if kind == _VARINT:
            _, at = varint(data, at)
            continue
        length, at = varint(data, at) if kind == _BYTES else (_WIDTHS.get(kind, -1), at)
        if length < 0 or at + length > len(data):
            raise BadBytesError
        if kind == _BYTES:
            yield tag >> 3, data[at : at + length]
        at += length


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of seven bits a byte, low ones first; gives it and where it ends.

    Raises BadBytesError where it does not end.
    """
    number = 0
    for place, byte in enumerate(data[at : at + _MOST_VARINT_BYTES]):
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:  # noqa: PLR2004 - the bit that says that more follows
            return number, at + place + 1
    raise BadBytesError
