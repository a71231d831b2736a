"""Rows written as JSON: an object a line, or an array of objects, read as far as one at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from clipbook.importers.record import RefusedError, Remark
from clipbook.importers.source import Source
from clipbook.importers.tables import names, text
from clipbook.importers.tables.row import Row

_LARGEST = 8 * 1024 * 1024
"""Characters that are held at a time; an article has some thousand."""
_ARRAY = re.compile(r'\s*(?:\{\s*(?:"header"\s*:\s*(?=\{)|"articles"\s*:\s*))?')
_OWN_ARRAY = re.compile(r'\s*,\s*"articles"\s*:\s*')
_SPACE = re.compile(r"\s*")

_OTHERS = (
    {"items", "version"}, {"issued"}, {"container-title"}, {"@type"}, {"@context"}, {"@graph"},
    {"pubstatus"}, {"pubStatus"}, {"versioncreated"}, {"versionCreated"}, {"body_html"},
    {"bodies"}, {"infosources"}, {"headlines"},
)  # fmt: skip
"""Keys by which JSON Feed, CSL-JSON, JSON-LD and ninjs are known: none of them is a table."""


def _no_number(said: str) -> NoReturn:
    raise ValueError(f"{said} is no number")


_DECODER = json.JSONDecoder(parse_constant=_no_number)


def first_of(head: str) -> dict[str, Any] | None:
    """Give the first object of rows; None where the text does not begin with rows."""
    line, _, rest = head.lstrip("\ufeff \t\r\n").partition("\n")
    try:
        value = _DECODER.decode(line) if line.startswith("{") else None
    except (ValueError, RecursionError):
        value = None
    if value is None:
        value = _first_in_array(line + "\n" + rest)
    return value if isinstance(value, dict) and not _is_another(value) else None


def tell_of_articles(row: dict[str, Any]) -> bool:
    """Say whether an object is a row about an article."""
    return names.tell_of_articles(list(row))


def rows(source: Source, encoding: str) -> Iterator[Row | Remark]:
    """Give the objects one after the other; a line that is none is said.

    Raises RefusedError where an array breaks off.
    """
    start = source.head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    is_array = start.startswith("[") or bool(_opening(start))
    return _array(source, encoding) if is_array else _lines(source, encoding)


def _is_another(value: dict[str, Any]) -> bool:
    return any(keys <= value.keys() for keys in _OTHERS)


def _opening(start: str) -> str:
    """Give what stands before the rows of an export of ours, as far as its first key."""
    found = _ARRAY.match(start)
    return found[0] if found and '"' in found[0] else ""


def _first_in_array(head: str) -> object:
    try:
        return next(_items(iter([head])), (None, 0))[0]
    except RefusedError:
        return None


def _lines(source: Source, encoding: str) -> Iterator[Row | Remark]:
    for number, line in enumerate(text.lines(source, encoding), 1):
        if not line.strip():
            continue
        try:
            value = _DECODER.decode(line.strip("\ufeff \t\r\n\x1e"))
        except (ValueError, RecursionError) as error:
            yield _fault(number, f"this line is not JSON: {_said(error)}")
            continue
        yield _row(value, f"line {number}", number)


def _array(source: Source, encoding: str) -> Iterator[Row | Remark]:
    entries = _items(text.pieces(source, encoding))
    for number, (value, line) in enumerate(entries, 1):
        yield _row(value, f"entry {number}", line)


def _items(pieces: Iterator[str]) -> Iterator[tuple[object, int]]:
    """Give the entries of an array with the lines on which they begin."""
    buffer = _Buffer(pieces)
    buffer.open()
    while not buffer.is_at("]"):
        line = buffer.line
        yield buffer.value(), line
        buffer.between()


@dataclass(slots=True)
class _Buffer:
    """The part of a text that is being read."""

    pieces: Iterator[str]
    text: str = ""
    at: int = 0
    line: int = 1

    def open(self) -> None:
        """Go to the first entry."""
        self._more()
        opening = _ARRAY.match(self.text)
        self._go(opening.end() if opening else 0)
        if self.text.startswith("{", self.at):
            self.value()
            own = _OWN_ARRAY.match(self.text, self.at)
            self._go(own.end() if own else self.at)
        if not self.is_at("["):
            raise self._broken("no list of rows begins here")
        self._go(self.at + 1)

    def is_at(self, sign: str) -> bool:
        """Say whether a sign comes next, past any space."""
        while True:
            space = _SPACE.match(self.text, self.at)
            self._go(space.end() if space else self.at)
            if self.at < len(self.text) or not self._more():
                return self.text.startswith(sign, self.at)

    def value(self) -> object:
        """Read what comes next."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError) or not self._more():
                    raise self._broken(_said(error)) from None
            else:
                self._go(end)
                return value

    def between(self) -> None:
        """Go past the comma."""
        if self.is_at(","):
            self._go(self.at + 1)
        elif not self.is_at("]"):
            raise self._broken("a comma or the end of the list is missing")

    def _more(self) -> bool:
        """Read on, as much again as there is of what is not yet understood."""
        parts, wanted = [self.text[self.at :]], len(self.text) - self.at
        for piece in self.pieces:
            parts.append(piece)
            wanted -= len(piece)
            if wanted <= 0:
                break
        self.text, self.at = "".join(parts), 0
        if len(self.text) > _LARGEST:
            raise self._broken(f"an entry has more than {_LARGEST // 2:,} characters")
        return len(parts) > 1

    def _go(self, at: int) -> None:
        self.line += self.text.count("\n", self.at, at)
        self.at = at

    def _broken(self, why: str) -> RefusedError:
        said = f"this is not JSON from here on: {why}"
        return RefusedError(self.line, "broken-json", said, "Export it again; it may be cut off.")


def _row(value: object, place: str, line: int) -> Row | Remark:
    if not isinstance(value, dict):
        return _fault(line, f"{place} is no object with names and values")
    return Row(place, line, value)


def _fault(line: int, said: str) -> Remark:
    fix = "Write one object a line, or an array of objects."
    return Remark(line, "broken-row", said, fix, refuses=True)


def _said(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deep or odd"
