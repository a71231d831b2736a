"""Bytes of a text file read as text, with any guess about their encoding stated."""

from __future__ import annotations

import codecs

from clipbook.importers.record import Remark
from clipbook.model.unicode_form import nfc

MAX_BYTES = 5 * 1024 * 1024
"""A clipping is one page's text; the longest ones surveyed had 30 KB."""

_MAX_CONTROL_SHARE = 0.01


def decode(data: bytes) -> tuple[str, str | None] | Remark:
    """Give the text (NFC, with LF ends) and the encoding where it was guessed, or the refusal."""
    if not data.strip():
        return Remark(0, "empty-file", "the file is empty", "Save the clipping again.")
    if len(data) > MAX_BYTES:
        return Remark(
            0,
            "too-large",
            f"the file holds more than {MAX_BYTES // 1024 // 1024} MB, which no clipping does",
            "Import one article a file.",
        )
    found = _text(data)
    if isinstance(found, Remark):
        return found
    text, guess = found
    if _is_binary(text):
        return Remark(0, "binary-file", "the file is not text", "Save the page as plain text.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return nfc(text), guess


def _text(data: bytes) -> tuple[str, str | None] | Remark:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(data)
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        fault = error
    if b"\0" in data:
        return Remark(0, "binary-file", "the file is not text", "Save the page as plain text.")
    line = data[: fault.start].count(b"\n") + 1
    # A file with sound UTF-8 letters in it is a damaged UTF-8 file, not one of another encoding.
    others = data.decode("utf-8", errors="ignore")
    if others.isascii():
        try:
            return data.decode("windows-1252"), "windows-1252"
        except UnicodeDecodeError:
            pass
    return Remark(
        line,
        "invalid-utf8",
        f"byte {fault.start + 1} is not UTF-8, and the file is not windows-1252 either",
        "Save the file as UTF-8.",
    )


def _utf16(data: bytes) -> tuple[str, str | None] | Remark:
    try:
        return data.decode("utf-16"), None
    except UnicodeDecodeError as error:
        line = data[: error.start].decode("utf-16", "ignore").count("\n") + 1
        return Remark(
            line, "invalid-utf8", "the file breaks off being UTF-16 here", "Save it as UTF-8."
        )


def _is_binary(text: str) -> bool:
    control = sum(1 for sign in text if sign < " " and sign not in "\n\r\t\f")
    return "\0" in text or control > _MAX_CONTROL_SHARE * len(text)
