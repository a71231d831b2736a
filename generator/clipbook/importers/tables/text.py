"""The lines of a text of any size, in the encoding that it turns out to have."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator

from clipbook.importers.record import RefusedError, Remark
from clipbook.importers.source import Source

LONGEST = 4 * 1024 * 1024
"""Characters of a line; a row of a table has some thousand."""
_PIECE = 1024 * 1024
_READ = 64 * 1024
_BROKEN = re.compile("[\udc80-\udcff]")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_MOST_CONTROL = 0.01
GUESSED = "windows-1252"


def encoding_of(source: Source) -> str:
    """Tell the encoding of a text by all of its bytes: UTF-8, UTF-16, or else windows-1252.

    A text with sound letters of UTF-8 in it is UTF-8, whatever else is in it. Raises RefusedError
    where it is no text.
    """
    head = source.head
    marked = _UTF16.get(head[:2]) or _unmarked(head)
    if marked:
        return marked
    _refuse_binary(head)
    return "utf-8-sig" if _is_utf8(source) else GUESSED


def lines(source: Source, encoding: str) -> Iterator[str]:
    """Give the lines with LF at their ends; bytes that are wrong are kept as lone surrogates.

    Raises RefusedError where a line is longer than any table has.
    """
    with source.open() as raw, io.TextIOWrapper(raw, encoding, _errors(encoding)) as text:
        number = 0
        while line := text.readline(LONGEST):
            number += 1
            if len(line) >= LONGEST:
                raise RefusedError(
                    number,
                    "too-large",
                    f"the line has more than {LONGEST:,} characters",
                    "Look at what it holds: this is no table of articles.",
                )
            yield line.replace("\0", "")


def pieces(source: Source, encoding: str) -> Iterator[str]:
    """Give the text in pieces of some size, lines or not."""
    with source.open() as raw, io.TextIOWrapper(raw, encoding, _errors(encoding)) as text:
        while piece := text.read(_READ):
            yield piece


def _errors(encoding: str) -> str:
    return "surrogateescape" if encoding in {"utf-8-sig", GUESSED} else "replace"


def is_broken(text: str) -> bool:
    """Say whether there were bytes in it that are no letters."""
    return bool(_BROKEN.search(text))


def guess(encoding: str) -> Remark | None:
    """Say that an encoding was guessed, where it was."""
    if encoding != GUESSED:
        return None
    return Remark(
        0,
        "guessed-encoding",
        f"the file is not UTF-8; it was read as {GUESSED}",
        "Look at the accents and quotes; save it as UTF-8, or say `encoding:` in a mapping.",
    )


def _unmarked(head: bytes) -> str | None:
    """Tell UTF-16 without its mark: every second byte of Western text is then zero."""
    half = len(head) // 2
    if half and head[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    return "utf-16-be" if half and head[::2].count(0) > half * 0.6 else None


def _refuse_binary(head: bytes) -> None:
    control = sum(head.count(sign) for sign in range(32) if sign not in b"\n\r\t\f\0")
    if control + head.count(0) // 4 > _MOST_CONTROL * len(head):
        raise RefusedError(0, "binary-file", "the file is not text", "Save the table as CSV.")


def _is_utf8(source: Source) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    is_sound, has_letters = True, False
    with source.open() as file:
        while piece := file.read(_PIECE):
            text = decoder.decode(piece)
            if not text.isascii():
                letters = _BROKEN.sub("", text)
                is_sound = is_sound and len(letters) == len(text)
                has_letters = has_letters or not letters.isascii()
    return (is_sound and not decoder.getstate()[0]) or has_letters
