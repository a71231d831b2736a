"""JSON that holds many things, one after the other: an array, lines, or one object alone."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from clipbook.importers.record import RefusedError, Remark
from clipbook.importers.source import Source

MOST = 8 * 1024 * 1024
"""Bytes of one object."""
DEEPEST = 60

_CHUNK = 1 << 20
_SIGN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]"]', re.DOTALL)
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[{}\[\]:,]|[^\s"{}\[\]:,]++', re.DOTALL)
"""A text may be cut off at the end of what is looked at."""


@dataclass(frozen=True, slots=True)
class JsonItem:
    """One object, as its very bytes."""

    line: int
    number: int
    data: bytes

    def read(self) -> dict[str, Any] | Remark:
        """Give it as values, or say why it is no JSON."""
        try:
            found = json.loads(self.data)
        except (ValueError, RecursionError) as error:
            line = self.line + getattr(error, "lineno", 1) - 1
            said = f"item {self.number} is not JSON: {getattr(error, 'msg', 'it cannot be read')}"
            return Remark(line, "not-json", said, "Export it again.", refuses=True)
        return dict(found)

    def refused(self, code: str, message: str, fix: str) -> Remark:
        """Say why it does not come in."""
        return Remark(self.line, code, f"item {self.number}: {message}", fix, refuses=True)


def items(source: Source) -> Iterator[JsonItem]:
    """Give each object of an array, of lines, or of a list that an object holds as `items`.

    Raises RefusedError where one is never closed, too large or nested too deep.
    """
    if source.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise RefusedError(0, "invalid-utf8", "JSON is written in UTF-8", "Save it as UTF-8.")
    with source.open() as file:
        yield from _Cutter(file, _wrapped(source.head)).items()


def first(head: bytes) -> dict[str, str | None]:
    """Give the keys of the first object, with values that are texts, as far as there are bytes.

    For telling what an input is: an object that holds `items` is looked into.
    """
    text = head.decode("utf-8-sig", "ignore")
    at = _wrapped(head)
    start = text.find("{", text.find("[") if at else 0)
    return _keys(text, start) if start >= 0 and not text[: _stop(text)].strip("[ \t\r\n") else {}


def _stop(text: str) -> int:
    found = re.search(r"[^\s\[]", text)
    return found.start() if found else len(text)


def _wrapped(head: bytes) -> bool:
    """Say whether an object around a list is what comes first."""
    return bool(re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:items|references)"\s*:\s*\[', head))


def _keys(text: str, start: int) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    depth, key, value_next = 0, "", False
    for token in _TOKEN.finditer(text, start):
        sign = token[0]
        if sign in "{[":
            depth += 1
        elif sign in "}]":
            depth -= 1
        if depth == 0:
            break
        if depth > 1:
            continue
        if sign == ":":
            value_next = True
            found[key] = None
        elif sign.startswith('"'):
            if value_next:
                found[key] = sign[1:-1]
            else:
                key = sign[1:-1]
        if sign == ",":
            value_next = False
    return found


@dataclass(slots=True)
class _Cutter:
    """Cuts a stream at the braces that stand in no text."""

    file: BinaryIO
    is_wrapped: bool
    buffer: bytes = b""
    at: int = 0
    line: int = 1
    number: int = 0
    is_first: bool = True

    def items(self) -> Iterator[JsonItem]:
        level, start, base = 0, -1, -1
        while True:
            sign = self._sign(start)
            if sign is None:
                break
            if sign in b"{[":
                level += 1
                if sign == b"{" and start < 0 and not (self.is_wrapped and level == 1):
                    base, start = level, self._cut()
                if level > DEEPEST:
                    raise self._refused("too-large", f"it is nested deeper than {DEEPEST} levels")
            elif sign in b"}]":
                level -= 1
                if start >= 0 and level < base:
                    yield self._item(start)
                    start = -1
        if start >= 0:
            raise self._refused("not-json", "it is never closed: the file is not whole")

    def _sign(self, start: int) -> bytes | None:
        """Give the next sign that is in no text, reading on where that is needed."""
        while True:
            found = _SIGN.search(self.buffer, self.at)
            if found and found[0] != b'"':
                self.at = found.end()
                if len(found[0]) == 1:
                    return found[0]
                continue
            if found is None:
                self.at = len(self.buffer)
            if not self._more(start):
                return None

    def _more(self, start: int) -> bool:
        if len(self.buffer) > MOST:
            raise self._refused("too-large", f"it holds more than {MOST // 1024 // 1024} MB")
        if start < 0:
            # What lies before the next object is of no use any more.
            self.line += self.buffer.count(b"\n", 0, self.at)
            self.buffer, self.at = self.buffer[self.at :], 0
        chunk = self.file.read(_CHUNK)
        self.buffer += chunk
        return bool(chunk)

    def _cut(self) -> int:
        """Begin an object: all before it goes."""
        before = self.at - 1
        self.line += self.buffer.count(b"\n", 0, before)
        self.buffer, self.at = self.buffer[before:], 1
        return 0

    def _item(self, start: int) -> JsonItem:
        self.number += 1
        item = JsonItem(self.line, self.number, self.buffer[start : self.at])
        self.line += item.data.count(b"\n")
        self.buffer, self.at = self.buffer[self.at :], 0
        return item

    def _refused(self, code: str, message: str) -> RefusedError:
        said = f"item {self.number + 1}: {message}"
        return RefusedError(self.line, code, said, "Export it again, or import it in parts.")
