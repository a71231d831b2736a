"""The YAML that nearly all front matter is made of, read line by line: much quicker than all YAML.

A line is `key: value`, `- value`, or `key: value` in a list entry or below a key. A value is one
line of plain or quoted text in which nothing means anything to YAML, or a short list of such texts.
Whatever else there may be is left to `strict_yaml`, and what is read here it would read the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

Value = str | list[str]

_NO_SIGN = r"\x00-\x20\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_FIRST = rf"[^{_NO_SIGN}?:,\[\]{{}}#&*!|>'\"%@`-]"
_TEXT = rf"{_FIRST}(?:[^{_NO_SIGN}:#]++|:(?=[^{_NO_SIGN}])|(?<! )#| (?=[^{_NO_SIGN}#]))*+"
_ITEM = rf"{_FIRST}(?:[^{_NO_SIGN}:#?,\[\]{{}}]++| (?=[^{_NO_SIGN}:#?,\[\]{{}}]))*+"
_QUOTED = rf"(?:[^{_NO_SIGN}'\"\\]++| (?=[^{_NO_SIGN}]))++"

_KEY, _ITEMS = 2, 3
_LINE = re.compile(
    r"(- |  |)(?:([a-z][a-z0-9_]{0,40}+):(?: (?=.)|(?=\n)))?"
    rf"(?:\[({_ITEM}(?:, {_ITEM})*+)\]|'({_QUOTED})'|\"({_QUOTED})\"|({_TEXT})|)\n"
)


def read(text: str) -> dict[str, Any] | None:
    """Read a YAML mapping; None where there is anything but the plainest YAML in it."""
    reader, place = _Reader(), 0
    while place < len(text):
        line = _LINE.match(text, place)
        if line is None:
            return None
        if not _TAKERS[line[1]](reader, line[2], _value(line)):
            return None
        place = line.end()
    return reader.data


def _value(line: re.Match[str]) -> Value | None:
    last = line.lastindex or 0
    if last <= _KEY:
        return None
    return line[last].split(", ") if last == _ITEMS else line[last]


@dataclass(slots=True)
class _Reader:
    """What was read so far; each line is taken, or it is not plain."""

    data: dict[str, Any] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    above: str = ""
    """The key whose value is on the lines below it."""
    entry: dict[str, Any] | None = None
    """What indented lines belong to."""

    def outer(self, key: str | None, value: Value | None) -> bool:
        """Take a line that is not indented."""
        if not key or key in self.keys:
            return False
        self.keys.add(key)
        self.above, self.entry = key, None
        if value is not None:
            self.data[key], self.above = value, ""
        return True

    def item(self, key: str | None, value: Value | None) -> bool:
        """Take a line that begins a list entry."""
        entries = self.data.setdefault(self.above, []) if self.above else None
        if value is None or not isinstance(entries, list):
            return False
        self.entry = {key: value} if key else None
        entries.append(self.entry or value)
        return True

    def inner(self, key: str | None, value: Value | None) -> bool:
        """Take an indented line."""
        if self.entry is None and self.above and self.above not in self.data:
            self.entry = self.data[self.above] = {}
        if self.entry is None or not key or value is None or key in self.entry:
            return False
        self.entry[key] = value
        return True


_TAKERS = {"": _Reader.outer, "- ": _Reader.item, "  ": _Reader.inner}
