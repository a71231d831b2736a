"""Columns: for each document the kind, outlet, story, topics and year it falls under."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from clipbook.search.documents import FACETS, Keys, Labels
from clipbook.search.series import File, Series, compact
from clipbook.search.tokens import key_of

FILE_BYTES = 64_000
"""Columns share a file up to this size, so that a small archive takes one request for all."""

BLOCK = 16
"""Keys of a large facet in a block of `labels`."""

_FEW, _TWO_BYTES = 0x100, 0x10000


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

    @property
    def is_large(self) -> bool:
        """Whether its keys are numbered as they are met from the newest document on.

        What stands close in time then has numbers that are close, and take half as much.
        """
        return len(self.met) > _FEW

    def keys(self) -> list[str]:
        """Give its keys in the order of their codes."""
        if not self.is_large:
            return sorted(self.met)
        names = [*self.met]
        return [names[number] for number in dict.fromkeys(reversed(self.codes))]

    def encoded(self, keys: Sequence[str]) -> bytes:
        """Give for each document how many keys it has, and then their codes."""
        place = {self.met[key]: at for at, key in enumerate(keys)}
        codes = [place[number] for number in self.codes]
        if self.is_large:
            codes = _backwards(codes)
        planes = [bytes([code >> shift & 0xFF for code in codes]) for shift in _shifts(len(keys))]
        return b"".join([bytes(self.counts), *planes])


class Columns:
    """Collects the facets of documents in the order of their numbers."""

    def __init__(self) -> None:
        """Start empty."""
        self.facets: list[dict[str, Any]] = []
        """What the manifest says of each."""
        self._columns = [Column() for _ in FACETS]

    def add(self, keys: Keys) -> None:
        """Add the next document's keys, for each of `FACETS`."""
        for column, own in zip(self._columns, keys, strict=True):
            column.add(own)

    def files(self, labels: Labels, series: Series, blocks: Series) -> Iterator[File]:
        """Give all files, several columns in one where they are small."""
        held = bytearray()
        for name, column in zip(FACETS, self._columns, strict=True):
            keys = column.keys()
            named = [_named(key, labels[name].get(key) or _plain(key)) for key in keys]
            said: dict[str, Any] = {"name": name, "size": len(keys)}
            for part, piece in (("codes", column.encoded(keys)), ("keys", compact(named))):
                if held and len(held) + len(piece) > FILE_BYTES:
                    yield series.file(bytes(held))
                    held.clear()
                said[part] = [len(series.hashes), len(held), len(held) + len(piece)]
                held += piece
            if column.is_large:
                said["block"] = len(blocks.hashes)
                for start in range(0, len(named), BLOCK):
                    yield blocks.file(compact(named[start : start + BLOCK]))
            self.facets.append(said)
        yield series.file(bytes(held))


def _backwards(codes: Sequence[int]) -> list[int]:
    """Say of each code, from the last, how far it is below the next that is new; 0 is that one."""
    new, found = 0, []
    for code in reversed(codes):
        found.append(new - code)
        new = max(new, code + 1)
    return found[::-1]


def _shifts(keys: int) -> range:
    # A large facet's codes are distances, and the longest is as many as there are keys.
    return range(0, 8 if keys <= _FEW else 16 if keys < _TWO_BYTES else 24, 8)


def _named(key: str, label: str) -> str | list[str]:
    """Leave a key out that its label gives: most of what facets take are the names of stories."""
    return label if key_of(label) == key else [key, label]


def _plain(key: str) -> str:
    return key.replace("-", " ").capitalize()
