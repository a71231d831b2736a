"""Columns: for each document the kind, outlet, story, topics and year it falls under."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from clipbook.search.documents import FACETS, Keys, Labels
from clipbook.search.series import File, Series, compact
from clipbook.search.tokens import key_of

FILE_BYTES = 64_000
"""Columns share a file up to this size, so that a small archive takes one request for all."""

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
        named = [_named(key, labels.get(key) or _plain(key)) for key in keys]
        codes = [place[code] for code in self.codes]
        planes = [bytes([code >> shift & 0xFF for code in codes]) for shift in _shifts(len(keys))]
        return compact(named), b"".join([bytes(self.counts), *planes])


class Columns:
    """Collects the facets of documents in the order of their numbers."""

    def __init__(self) -> None:
        """Start empty."""
        self.facets: list[list[str | int]] = []
        """What the manifest says of each."""
        self._columns = [Column() for _ in FACETS]

    def add(self, keys: Keys) -> None:
        """Add the next document's keys, for each of `FACETS`."""
        for column, own in zip(self._columns, keys, strict=True):
            column.add(own)

    def files(self, labels: Labels, series: Series) -> Iterator[File]:
        """Give all files, several columns in one where they are small."""
        held = bytearray()
        for name, column in zip(FACETS, self._columns, strict=True):
            keys, codes = column.encoded(labels[name])
            if held and len(held) + len(keys) + len(codes) > FILE_BYTES:
                yield series.file(bytes(held))
                held.clear()
            middle = len(held) + len(keys)
            self.facets.append([name, len(series.hashes), len(held), middle, middle + len(codes)])
            held += keys + codes
        yield series.file(bytes(held))


def _shifts(keys: int) -> range:
    return range(0, 8 if keys <= 0x100 else 16 if keys <= _TOP + 1 else 24, 8)  # noqa: PLR2004


def _named(key: str, label: str) -> str | list[str]:
    """Leave a key out that its label gives: most of what facets take are the names of stories."""
    return label if key_of(label) == key else [key, label]


def _plain(key: str) -> str:
    return key.replace("-", " ").capitalize()
