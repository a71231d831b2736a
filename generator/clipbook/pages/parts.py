"""Long lists, in parts, so that no page grows with the archive.

The first page of a list stays at its address (`outlets/KEY`, `stories/index`). A list that fits is
there whole. Of one that does not fit, the first page shows the newest, and parts hold all of it,
year by year: `outlets/KEY.2025`; lists without dates go by the first letter of a name:
`outlets/index.a`. No slug holds a dot, so no part takes the address of another page. A second list
of the same page has a word before the year: `outlets/KEY.cited-2025`.

A year that is too long is cut again, from its oldest end: `outlets/KEY.2025` is followed by
`outlets/KEY.2025-2`. So what is new is added to the last part of its year, and the parts before it
stay as they are. What is put into the middle moves few others, since a part that is more than half
full ends before the next entry whose checksum says so: the cuts come from the entries, not from
their count.

Lengths are estimates in bytes of HTML, from above. They are made from what the columns of the
archive tell, so that planning a list loads nothing; texts of unknown length are cut where lists
show them (`wording.short`), and count as long as they may be there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar, cast
from zlib import crc32

from clipbook.edition import Edition

ROOM = 110_000
"""Bytes for the lists of a page; its frame, its head and its side take up to 80 KB more."""
LEAST = 25_000
"""Bytes of these that the second list of a page can count on."""

UNDATED = "undated"

_ENDS_FROM = 0.6
"""How full a part is, as a share, before it looks for an entry to end at."""
_ONE_IN = 16
"""One entry in so many is such a place."""

T = TypeVar("T")


class Entry(NamedTuple):
    """One entry of a list, as far as its place in the parts goes."""

    head: str
    """The year, `undated`, or a letter."""
    begins: str
    """What a part that begins here is named after: a date in EDTF, or a name."""
    size: int
    """Bytes on a part."""
    full: int
    """Bytes on the first page, which may show more of it."""
    mark: int
    """A checksum of what it is."""


class Part(NamedTuple):
    """Neighbours in a list: those from `start` to before `stop`."""

    name: str
    head: str
    begins: str
    number: int
    of: int
    start: int
    stop: int

    @property
    def places(self) -> Sequence[int]:
        """Its places in the list, the newest first; what has no date stays as it is ordered."""
        if self.head.isdigit():
            return range(self.stop - 1, self.start - 1, -1)
        return range(self.start, self.stop)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: the places that its first page shows, and its parts where these are not all."""

    base: str
    """Path of the first page."""
    places: Sequence[int]
    """In the order of the list where it is whole, else the newest first."""
    parts: tuple[Part, ...] = ()

    def path(self, part: Part) -> str:
        """Give the path of a part."""
        return f"{self.base}.{part.name}"

    @property
    def paths(self) -> Iterator[str]:
        """The paths of all parts."""
        return map(self.path, self.parts)

    def part(self, path: str) -> Part:
        """Find the part at a path; StopIteration where there is none."""
        name = path.removeprefix(f"{self.base}.")
        return next(part for part in self.parts if part.name == name)

    def has(self, path: str) -> bool:
        """Say whether a path is of one of the parts."""
        return path in self.paths

    def showing(self, places: Iterable[int]) -> Iterator[str]:
        """Give the paths of the first page and of the parts that hold these places."""
        yield self.base
        if self.parts:
            yield from {self.path_of(place): None for place in places}

    def holding(self, place: int) -> Part:
        """Find the part that holds a place of the list."""
        return self.parts[bisect_right(self.parts, place, key=lambda part: part.start) - 1]

    def path_of(self, place: int) -> str:
        """Give the path of the part that holds a place of the list."""
        return self.path(self.holding(place))


def entry(date: str, key: str, size: int, full: int = 0) -> Entry:
    """Make the entry of something that has a date in EDTF or none, and a key of its own."""
    return Entry(date[:4] or UNDATED, date, size, full or size, crc32(key.encode()))


def listing(base: str, entries: Sequence[Entry], room: int = ROOM, prefix: str = "") -> Listing:
    """Plan a list, oldest first and the undated last, for a first page with so much room."""
    if sum(entry.full for entry in entries) <= room:
        return Listing(base, range(len(entries)))
    return Listing(base, newest(entries, room), tuple(cut(entries, prefix)))


def both(
    base: str, first: Sequence[Entry], second: Sequence[Entry], prefix: str, room: int = ROOM
) -> tuple[Listing, Listing]:
    """Plan the two lists of one page, which share its room."""
    left = left_for_first(second, room)
    taken = min(sum(entry.full for entry in first), left)
    return listing(base, first, left), listing(base, second, room - taken, prefix)


def left_for_first(second: Sequence[Entry], room: int = ROOM) -> int:
    """Give the room that the second list of a page leaves for the first one."""
    return room - min(sum(entry.full for entry in second), LEAST)


def base_of(path: str) -> str:
    """Give the path of the first page that a page belongs to."""
    folder, slash, name = path.rpartition("/")
    return folder + slash + name.partition(".")[0]


def kept(edition: Edition, key: Hashable, make: Callable[[], T]) -> T:
    """Plan once for all pages of a list."""
    plans = edition.shared(_plans)
    if key not in plans:
        plans[key] = make()
    return cast("T", plans[key])


def _plans(_edition: Edition) -> dict[Hashable, object]:
    """Begin a record that grows with every list that is planned."""
    return {}


def newest(entries: Sequence[Entry], room: int) -> list[int]:
    """Give the places of the newest that there is room for, the newest first; at least one."""
    dated = [place for place, entry in enumerate(entries) if entry.head != UNDATED]
    undated = [place for place, entry in enumerate(entries) if entry.head == UNDATED]
    chosen: list[int] = []
    for place in (*reversed(dated), *undated):
        room -= entries[place].full
        if room < 0 and chosen:
            break
        chosen.append(place)
    return chosen


def cut(entries: Sequence[Entry], prefix: str = "", room: int = ROOM) -> Iterator[Part]:
    """Cut a whole list into parts; entries of one head stand together."""
    cuts = [*_cuts(entries, room), len(entries)]
    heads = Counter(entries[start].head for start in cuts[:-1])
    so_far: Counter[str] = Counter()
    for start, stop in pairwise(cuts):
        head, begins = entries[start].head, entries[start].begins
        so_far[head] += 1
        name = f"{prefix}{head}" + (f"-{so_far[head]}" if so_far[head] > 1 else "")
        yield Part(name, head, begins, so_far[head], heads[head], start, stop)


def _cuts(entries: Sequence[Entry], room: int) -> Iterator[int]:
    """Give the places at which parts begin."""
    size, head = 0, ""
    for place, entry in enumerate(entries):
        ends = size > room * _ENDS_FROM and not entry.mark % _ONE_IN
        if entry.head != head or ends or size + entry.size > room:
            yield place
            size, head = 0, entry.head
        size += entry.size
