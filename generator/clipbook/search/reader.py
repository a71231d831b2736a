"""Reads an index back, file by file as they are needed: what `index.js` does in a browser."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from clipbook.errors import ClipbookError
from clipbook.search import numbers
from clipbook.search.cards import Card
from clipbook.search.postings import LEVEL_BITS
from clipbook.search.terms import FAR, NEW, SHARED, order
from clipbook.search.write import FORMAT, HASH

Load = Callable[[str], bytes]
"""Gives the bytes of a file of the index by its name in the folder."""

Place = tuple[int, int]
"""A group: the number of its bucket, and its own in there."""


class NoIndexError(ClipbookError):
    """There is no index that this version can read."""


@dataclass(frozen=True)
class Bucket:
    """One bucket of terms, decoded."""

    forms: list[str]
    places: list[list[Place]]
    """Where each form's groups are."""
    groups: list[bytes]

    @cached_property
    def sorting(self) -> list[bytes]:
        """The forms as they are compared."""
        return [order(form) for form in self.forms]

    def find(self, form: str) -> int:
        """Give the position at which a form stands, or would."""
        return bisect_left(self.sorting, order(form))

    def starting(self, beginning: str) -> list[int]:
        """Give the positions of the forms that start so."""
        at, found = self.find(beginning), []
        while at < len(self.forms) and self.forms[at].startswith(beginning):
            found.append(at)
            at += 1
        return found


@dataclass(frozen=True)
class Column:
    """One facet, decoded."""

    keys: list[str]
    labels: list[str]
    codes: list[tuple[int, ...]]
    """For each document the positions of its keys."""


class Part:
    """One self-contained part of an index: its documents are numbered newest first."""

    def __init__(self, load: Load, listed: dict[str, Any]) -> None:
        """Take the loader and what the manifest lists."""
        self._load = load
        self._listed = listed
        self._buckets: dict[int, Bucket] = {}
        self._starts = [order(start) for start in listed["terms"]["starts"]]
        self.documents: int = listed["documents"]
        self.dated: int = listed["dated"]
        self.facets: list[str] = [facet[0] for facet in listed["columns"]["facets"]]

    def holding(self, form: str) -> int:
        """Give the number of the bucket in which a form stands, or would; -1 without terms."""
        return bisect_right(self._starts, order(form)) - 1

    def goes_on(self, number: int, beginning: str) -> bool:
        """Say whether words that start so go on in the bucket after this one."""
        starts: list[str] = self._listed["terms"]["starts"]
        return number + 1 < len(starts) and starts[number + 1].startswith(beginning)

    def bucket(self, number: int) -> Bucket | None:
        """Give a bucket, or None where there is none of this number."""
        if not 0 <= number < len(self._starts):
            return None
        if number not in self._buckets:
            self._buckets[number] = _bucket(number, self._file("terms", number))
        return self._buckets[number]

    def column(self, name: str) -> Column:
        """Give a facet's column."""
        at = self.facets.index(name)
        _, file, start, middle, end = self._listed["columns"]["facets"][at]
        content = self._file("columns", file)
        named = json.loads(content[start:middle])
        return Column(
            [key for key, _ in named],
            [label for _, label in named],
            _codes(content[middle:end], self.documents),
        )

    def cards(self, wanted: Iterable[int]) -> list[Card]:
        """Give the cards of documents by their numbers."""
        size, blocks, found = self._listed["cards"]["block"], {}, []
        for number in wanted:
            block, at = divmod(self.documents - 1 - number, size)
            if block not in blocks:
                blocks[block] = json.loads(self._file("cards", block))
            found.append(Card(*blocks[block][at]))
        return found

    def _file(self, series: str, number: int) -> bytes:
        name = self._listed[series]["hashes"][number * HASH : (number + 1) * HASH]
        return zlib.decompress(self._load(f"{series}-{number}-{name}.bin"))


def open_index(folder: Path) -> Part:
    """Open the index in a folder of a built site.

    Raises NoIndexError where it is missing or of another version.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
    except FileNotFoundError:
        raise NoIndexError(f"{folder} holds no search index") from None
    if manifest["format"] != FORMAT:
        raise NoIndexError(f"{folder} holds a search index of another version; build the site anew")
    return Part(lambda name: (folder / name).read_bytes(), manifest["parts"][0])


def postings(group: bytes) -> list[tuple[int, int]]:
    """Give a group's documents by their numbers, each with its level."""
    found, document = [], -1
    for value in numbers.read(group):
        document += (value >> LEVEL_BITS) + 1
        found.append((document, value & (1 << LEVEL_BITS) - 1))
    return found


def _bucket(number: int, content: bytes) -> Bucket:
    cursor = numbers.Cursor(content)
    forms = _forms(cursor.take(cursor.number()).decode())
    references = cursor.take(cursor.number())
    sizes = [cursor.number() for _ in range(cursor.number())]
    groups = [cursor.take(size) for size in sizes]
    return Bucket(forms, _places(number, references, len(forms)), groups)


def _forms(text: str) -> list[str]:
    forms, before = [], ""
    for coded in text.split("\n"):
        before = before[: SHARED.index(coded[0])] + coded[1:]
        forms.append(before)
    return forms


def _places(number: int, references: bytes, forms: int) -> list[list[Place]]:
    values, met, found = numbers.read(references), 0, []
    for _ in range(forms):
        places: list[Place] = []
        more = True
        while more:
            value = next(values)
            kind, more = value >> 1, bool(value & 1)
            if kind == NEW:
                places.append((number, met))
                met += 1
            elif kind == FAR:
                places.append((next(values), next(values)))
            else:
                places.append((number, met - kind + 1))
        found.append(places)
    return found


def _codes(content: bytes, documents: int) -> list[tuple[int, ...]]:
    counts, planes = content[:documents], content[documents:]
    total, at, found = sum(counts), 0, []
    width = len(planes) // total if total else 0
    for count in counts:
        found.append(
            tuple(
                sum(planes[plane * total + n] << 8 * plane for plane in range(width))
                for n in range(at, at + count)
            )
        )
        at += count
    return found
