"""A bibliography as lines, whatever its encoding, and its entries as the bytes they are."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from clipbook.importers.decode import decode
from clipbook.importers.record import RefusedError, Remark
from clipbook.importers.source import Source

MOST = 1024 * 1024
"""Bytes of one entry."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(slots=True)
class Entry:
    """One entry, and where it begins."""

    line: int
    number: int
    lines: list[bytes] = field(default_factory=list)
    size: int = 0

    def add(self, line: bytes) -> None:
        """Take one more line; raises RefusedError where it gets too large."""
        self.lines.append(line)
        self.size += len(line)
        if self.size > MOST:
            said = f"entry {self.number} holds more than {MOST // 1024} KB"
            raise RefusedError(self.line, "too-large", said, "Look whether it is closed.")

    @property
    def data(self) -> bytes:
        """Its very bytes."""
        return b"".join(self.lines)

    def text(self) -> tuple[str, str | None] | Remark:
        """Give its text, and the encoding where that was guessed; or say what is wrong with it."""
        found = decode(self.data)
        if isinstance(found, Remark):
            at = self.line + max(found.line - 1, 0)
            return Remark(at, found.code, found.message, found.fix, refuses=True)
        return found

    def refused(self, code: str, message: str, fix: str) -> Remark:
        """Say why it does not come in."""
        return Remark(self.line, code, f"entry {self.number}: {message}", fix, refuses=True)


def lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """Give the lines of an input with their numbers, as they are; UTF-16 as UTF-8.

    Raises RefusedError at a line that is too long to be one.
    """
    with source.open() as file:
        wide = source.head.startswith(_UTF16)
        read = _utf16(file) if wide else iter(lambda: file.readline(MOST + 1), b"")
        for number, line in enumerate(read, 1):
            if len(line) > MOST:
                said = f"the line holds more than {MOST // 1024} KB"
                raise RefusedError(number, "too-large", said, "Look whether it is a bibliography.")
            yield number, line.removeprefix(codecs.BOM_UTF8) if number == 1 else line


def head(source: Source) -> str:
    """Give the beginning as text, for telling what an input is; what is no text is left out."""
    encoding = "utf-16" if source.head.startswith(_UTF16) else "utf-8-sig"
    return source.head.decode(encoding, "ignore")


def _utf16(file: BinaryIO) -> Iterator[bytes]:
    text = io.TextIOWrapper(file, "utf-16", newline="")
    number = 0
    try:
        while line := text.readline(MOST + 1):
            number += 1
            yield line.encode("utf-8", "replace")
    except UnicodeDecodeError:
        said = "the file breaks off being UTF-16 here"
        raise RefusedError(number + 1, "invalid-utf8", said, "Save it as UTF-8.") from None
