"""The bytes of a page as text: by what they show first, then by what server and page declare."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from clipbook.importers.text_encodings import is_of_texts

_SHOWN = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_JAPANESE_SHIFT = re.compile(rb"\x1b\$[@B]")
_LETTERS = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_SPOILT = 0.02
"""Share of letters that may be broken in a page that is otherwise in its encoding."""
_SOUND = 10
"""Sound letters for each broken one from which on a page is UTF-8, whatever it declares."""
_FEW = 0.05
"""Share of letters beyond ASCII that languages in Latin letters stay below, with their markup."""
_SAMPLE = 200_000
"""Bytes by which an encoding is guessed."""


def text_of(data: bytes, content_type: str | None) -> tuple[str, str | None]:
    """Give the text of a page, and its encoding where that had to be guessed."""
    for mark, encoding in _SHOWN:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), None
    if _JAPANESE_SHIFT.search(data) and data.isascii():
        return data.decode("iso2022_jp_2", "replace"), None
    try:
        # What is sound UTF-8 is UTF-8, whatever is declared.
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _not_utf8(data, content_type)


def _not_utf8(data: bytes, content_type: str | None) -> tuple[str, str | None]:
    # By accident, bytes of other encodings make a letter of UTF-8 far less often than none.
    if len(_LETTERS.findall(data)) >= _SOUND * data.decode("utf-8", "replace").count("\ufffd"):
        return data.decode("utf-8", "replace"), None
    for encoding in _declared(data, content_type):
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") <= _SPOILT * (len(data) - len(_ascii(data))):
            return text, None
    encoding = _guess(data)
    return data.decode(encoding, "replace"), encoding


def _declared(data: bytes, content_type: str | None) -> Iterator[str]:
    """Give the encodings declared, those first that not every text fits."""
    from w3lib import encoding as web  # noqa: PLC0415 - only who reads pages pays for loading it

    said = (web.http_content_type_encoding(content_type), web.html_body_declared_encoding(data))
    known = dict.fromkeys(name for name in said if name and name not in {"utf-8", "utf-16"})
    yield from sorted(filter(is_of_texts, known), key=_fits_anything)


def _fits_anything(encoding: str) -> bool:
    return encoding.startswith(("cp125", "iso8859", "latin"))


def _guess(data: bytes) -> str:
    if len(data) - len(_ascii(data)) < _FEW * len(data):
        # Single accents tell too little to guess by; this is what most such pages are.
        return "windows-1252"
    from trafilatura.utils import detect_encoding  # noqa: PLC0415

    for name in detect_encoding(_sample(data)):
        try:
            codecs.lookup(name)
        except LookupError:
            continue
        if is_of_texts(name) and not name.startswith("utf"):
            return name
    return "windows-1252"


def _sample(data: bytes) -> bytes:
    first = next((at.start() for at in re.finditer(rb"[\x80-\xff]", data)), 0)
    return data[max(first - 100, 0) :][:_SAMPLE]


def _ascii(data: bytes) -> bytes:
    return data.translate(None, bytes(range(128, 256)))
