"""Reads an index back, file by file as they are needed: what `index.js` does in a browser."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from clipbook.errors import ClipbookError
from clipbook.search import bucket, numbers
from clipbook.search.bucket import Bucket
from clipbook.search.card import Card
from clipbook.search.series import FORMAT, HASH, hash_of
from clipbook.search.sorting import sorting
from clipbook.search.tokens import key_of

Load = Callable[[str], bytes]
"""Gives the bytes of a file of the index by its name in the folder."""

MOST_FILES = 6
"""Files of spellings, each way, that a misspelt word is compared with."""


class NoIndexError(ClipbookError):
    """There is no index that this version can read."""


class Column(NamedTuple):
    """One facet, decoded."""

    keys: list[str]
    labels: list[str]
    codes: list[tuple[int, ...]]
    """For each document the positions of its keys."""


class Index:
    """An index: its documents are numbered in the order of time, the undated first."""

    def __init__(self, load: Load, listed: dict[str, Any]) -> None:
        """Take the loader and the manifest."""
        self._load, self._listed = load, listed
        self.documents: int = listed["documents"]
        self.undated: int = listed["undated"]
        self.facets: list[str] = [facet["name"] for facet in listed["facets"]]
        self.file = cache(self._file)
        self.bucket = cache(self._bucket)
        self.column = cache(self._column)
        self.positions = cache(self._positions)

    @classmethod
    def of(cls, load: Load, manifest: bytes) -> Index:
        """Open an index; raises NoIndexError where it is of another version."""
        try:
            listed = json.loads(manifest)
        except ValueError:
            raise _damaged("manifest.json") from None
        if not isinstance(listed, dict) or listed.get("format") != FORMAT:
            raise NoIndexError("the search index is of another version; build the site anew")
        try:
            return cls(load, listed)
        except (KeyError, TypeError):
            raise _damaged("manifest.json") from None

    def _file(self, series: str, name: str) -> bytes:
        path = f"{series}-{name}.bin"
        try:
            content = zlib.decompress(self._load(path))
        except zlib.error:
            raise _damaged(path) from None
        if hash_of(content) != name:
            raise _damaged(path)
        return content

    def _numbered(self, series: str, number: int, listed: dict[str, Any] | None = None) -> bytes:
        hashes = (listed or self._listed)[series]["hashes"]
        return self.file(series, hashes[number * HASH : (number + 1) * HASH])

    @cached_property
    def _more(self) -> dict[str, Any]:
        more: dict[str, Any] = json.loads(self._numbered("more", 0))
        return more

    @cached_property
    def _starts(self) -> list[bytes]:
        return [*map(sorting, self._listed["terms"]["starts"])]

    def holding(self, form: str) -> int:
        """Give the number of the bucket in which a form stands, or would; -1 without terms."""
        return bisect_right(self._starts, sorting(form)) - 1

    def goes_on(self, number: int, beginning: str) -> bool:
        """Say whether words that start so go on in the bucket after this one."""
        starts: list[str] = self._listed["terms"]["starts"]
        return number + 1 < len(starts) and starts[number + 1].startswith(beginning)

    def _bucket(self, number: int) -> Bucket | None:
        """Give a bucket, or None where there is none of this number."""
        if not 0 <= number < len(self._starts):
            return None
        return bucket.opened(self._numbered("terms", number))

    def _column(self, name: str) -> Column:
        """Give a facet's column."""
        listed = self._listed["facets"][self.facets.index(name)]
        named = [_named(each) for each in json.loads(self._piece(*listed["keys"]))]
        codes = codes_of(self._piece(*listed["codes"]), self.documents, "block" in listed)
        return Column([key for key, _ in named], [label for _, label in named], codes)

    def _piece(self, file: int, start: int, end: int) -> bytes:
        return self._numbered("columns", file)[start:end]

    @cached_property
    def copies(self) -> dict[int, int]:
        """The origin of each copy."""
        if not self._listed["copies"]["hashes"]:
            return {}
        values = numbers.read(self._numbered("copies", 0))
        found, copy = {}, -1
        for gap, distance in zip(values, values, strict=True):
            copy += gap + 1
            found[copy] = copy + (distance >> 1) * (1 if distance & 1 else -1)
        return found

    @cached_property
    def days(self) -> list[tuple[str, int]]:
        """The dates of the dated documents in their order, each with how many it has."""
        return [(date, count) for date, count in json.loads(self._numbered("days", 0))]

    def spellings(self, head: str, tail: str) -> Iterator[tuple[str, int]]:
        """Give forms, each with its level, among which are those that start or end so."""
        for series, begin, step in (("spelling", head, 1), ("endings", tail[::-1], -1)):
            for number in self._files(series, begin):
                for line in self._numbered(series, number, self._more).decode().split("\n"):
                    yield line[:-1][::step], int(line[-1], 36)

    def _files(self, series: str, begin: str) -> list[int]:
        starts: list[str] = self._more[series]["starts"]
        first = max(0, bisect_right(starts, sorting(begin), key=sorting) - 1)
        last = first
        while last + 1 < len(starts) and starts[last + 1].startswith(begin):
            last += 1
        return [*range(first, last + 1)][: MOST_FILES if starts else 0]

    def _positions(self, name: str, postings: int) -> tuple[list[int], list[int]]:
        """Give where the positions of each posting of a file start, and all positions."""
        content = self.file("positions", name)
        cursor = numbers.Cursor(content)
        starts = [0, *accumulate([cursor.number() for _ in range(postings)])]
        low, high = cursor.take(starts[-1]), cursor.take(starts[-1])
        return starts, [one | other << 8 for one, other in zip(low, high, strict=True)]

    def cards(self, wanted: Iterable[int]) -> list[Card]:
        """Give the cards of documents by their numbers."""
        size, found = self._listed["cards"]["block"], []
        for number in wanted:
            block, at = divmod(number, size)
            found.append(Card(*json.loads(self._numbered("cards", block))[at]))
        return found


def _damaged(name: str) -> NoIndexError:
    return NoIndexError(f"{name} of the search index is damaged; build the site anew")


def open_index(folder: Path) -> Index:
    """Open the index in a folder of a built site.

    Raises NoIndexError where it is missing or of another version.
    """
    try:
        manifest = (folder / "manifest.json").read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NoIndexError(f"{folder} holds no search index; run: clipbook build") from None
    return Index.of(lambda name: _read(folder / name), manifest)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NoIndexError(
            f"{path}: {error.strerror}; the search index is not whole; build the site anew"
        ) from None


def _named(written: str | list[str]) -> tuple[str, str]:
    """Give key and label; the key of a label alone is made of its words."""
    if isinstance(written, str):
        return key_of(written), written
    return written[0], written[1]


def codes_of(content: bytes, documents: int, from_the_end: bool) -> list[tuple[int, ...]]:
    """Give the codes of each document; `from_the_end` as those of a large facet are written."""
    counts, planes = content[:documents], content[documents:]
    total, at, found = sum(counts), 0, []
    width = len(planes) // total if total else 0
    values = [sum(planes[p * total + n] << 8 * p for p in range(width)) for n in range(total)]
    if from_the_end:
        values = _forwards(values)
    for count in counts:
        found.append(tuple(values[at : at + count]))
        at += count
    return found


def _forwards(values: Sequence[int]) -> list[int]:
    """Give codes of how far each is below the next that is new, from the last."""
    new, codes = 0, []
    for value in reversed(values):
        codes.append(new - value)
        new += not value
    return codes[::-1]
