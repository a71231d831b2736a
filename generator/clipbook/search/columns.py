"""Columns: for each document the outlet, story, topics, kind and year it falls under."""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass, field

from clipbook.search.documents import FACETS, Labels

_TOP = 0xFFFF


@dataclass(slots=True)
class Column:
    """One facet: for each document the numbers of its keys, in the order they were met."""

    counts: bytearray = field(default_factory=bytearray)
    codes: array[int] = field(default_factory=lambda: array("L"))
    met: dict[str, int] = field(default_factory=dict)

    def add(self, keys: tuple[str, ...]) -> None:
        """Add the next document's keys; beyond 255 they are left out."""
        shown = keys[:255]
        self.counts.append(len(shown))
        self.codes.extend([self.met.setdefault(key, len(self.met)) for key in shown])

    def encoded(self, labels: dict[str, str]) -> tuple[bytes, bytes]:
        """Give keys with labels as JSON, sorted by key, and the codes that count along them."""
        keys = sorted(self.met)
        place = {self.met[key]: at for at, key in enumerate(keys)}
        named = [[key, labels.get(key) or _plain(key)] for key in keys]
        codes = [place[code] for code in self.codes]
        planes = [bytes(code >> shift & 0xFF for code in codes) for shift in _shifts(len(keys))]
        return _json(named), b"".join([bytes(self.counts), *planes])


class Columns:
    """Collects the facets of documents in the order of their numbers."""

    def __init__(self) -> None:
        """Start empty."""
        self._columns = [Column() for _ in FACETS]

    def add(self, keys: tuple[tuple[str, ...], ...]) -> None:
        """Add the next document's keys, for each of `FACETS`."""
        for column, own in zip(self._columns, keys, strict=True):
            column.add(own)

    def encoded(self, labels: Labels) -> list[tuple[str, bytes, bytes]]:
        """Give for each facet its name, its keys with labels, and its codes."""
        return [
            (name, *column.encoded(labels[name]))
            for name, column in zip(FACETS, self._columns, strict=True)
        ]


def _shifts(keys: int) -> range:
    return range(0, 8 if keys <= 0x100 else 16 if keys <= _TOP + 1 else 24, 8)  # noqa: PLR2004


def _plain(key: str) -> str:
    return key.replace("-", " ").capitalize()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
