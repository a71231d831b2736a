"""Segments written: their buckets, positions and spellings, remembered as long as they stay."""

from __future__ import annotations

from collections.abc import Container, Generator, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from clipbook.search import spelling, terms
from clipbook.search.merging import Segment
from clipbook.search.positions import Positions
from clipbook.search.series import File, Series
from clipbook.search.sorting import shortest_above
from clipbook.store import cache

_MEMORY = "segments"


class Written(NamedTuple):
    """What was written of one segment."""

    buckets: list[tuple[str, str, str]]
    """First form, last form, and hash of each."""
    positions: list[str]
    """Hashes."""
    lines: list[str]
    """Of its spellings."""
    spelling: str
    """The hash of their file, empty where there are none."""


@dataclass
class Segments:
    """Writes segments, but those that are there as they were."""

    folder: Path
    version: bytes
    there: Container[str]
    series: dict[str, Series] = field(default_factory=dict)
    starts: dict[str, list[str]] = field(default_factory=lambda: {"terms": [], "spelling": []})
    lines: list[str] = field(default_factory=list)
    _known: dict[bytes, Written] = field(default_factory=dict)
    _used: dict[bytes, Written] = field(default_factory=dict)
    _last: str = ""

    @classmethod
    def open(cls, folder: Path, version: bytes, there: Container[str]) -> Segments:
        """Take up what was remembered."""
        kept = cache.load(folder / _MEMORY, _padded(version)) or {}
        return cls(
            folder,
            version,
            there,
            {name: Series(name, there) for name in ("terms", "positions", "spelling")},
            _known={name: Written(*written) for name, written in kept.items()},
        )

    def files(self, segment: Segment) -> Iterator[File]:
        """Give the files of the next segment."""
        name = segment.digest
        written = self._known.get(name)
        if written and all(path in self.there for path in self._paths(written)):
            yield from ((path, None) for path in self._paths(written))
        else:
            written = yield from self._write(segment)
        self._used[name] = written
        self._enter(written)

    def save(self) -> None:
        """Remember what was written; nothing of what is gone."""
        plain = {name: tuple(written) for name, written in self._used.items()}
        cache.save(self.folder / _MEMORY, _padded(self.version), plain)

    def _paths(self, written: Written) -> Iterator[str]:
        hashes = [bucket[2] for bucket in written.buckets]
        spellings = [written.spelling] if written.spelling else []
        own = {"terms": hashes, "positions": written.positions, "spelling": spellings}
        for name, each in own.items():
            yield from map(self.series[name].path, each)

    def _write(self, segment: Segment) -> Generator[File, None, Written]:
        written = Written([], [], [], "")
        lines: list[str] = []
        for bucket in terms.buckets(segment.units(), segment.far):
            starts = []
            for file, unit, before in Positions(self.series["positions"]).files(bucket.units):
                yield file
                starts.append((self.series["positions"].hashes.pop(), unit, before))
            yield self.series["terms"].file(bucket.encoded(starts))
            hashed = self.series["terms"].hashes.pop()
            written.buckets.append((bucket.forms[0], bucket.forms[-1], hashed))
            written.positions.extend(start[0] for start in starts)
            lines += spelling.lines(bucket.units)
        if not lines:
            return written
        yield self.series["spelling"].file("\n".join(lines).encode())
        return written._replace(lines=lines, spelling=self.series["spelling"].hashes.pop())

    def _enter(self, written: Written) -> None:
        if written.lines:
            last, first = self.lines[-1][:-1] if self.lines else "", written.lines[0][:-1]
            self.starts["spelling"].append(shortest_above(last, first) if last else "")
            self.series["spelling"].hashes.append(written.spelling)
            self.lines += written.lines
        for first, last, hashed in written.buckets:
            start = shortest_above(self._last, first) if self._last else ""
            self.starts["terms"].append(start)
            self.series["terms"].hashes.append(hashed)
            self._last = last


def _padded(version: bytes) -> bytes:
    return blake2b(version, digest_size=32).digest()
