"""The index as files: packed, named by what they hold, and listed in the manifest."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from clipbook.search import FOLDER, MANIFEST, cards, terms
from clipbook.search.columns import Columns
from clipbook.search.documents import Document, Labels
from clipbook.search.postings import Postings

FORMAT = 1
"""Raised whenever an older reader could not read what is written."""

HASH = 6
"""Characters of a file's hash in its name and in the manifest."""

_COLUMN_BYTES = 64_000
"""Columns share a file up to this size, so that a small archive takes one request for all."""

File = tuple[str, bytes]


@dataclass(slots=True)
class Series:
    """Files of one sort, named by number and content."""

    name: str
    hashes: dict[int, str] = field(default_factory=dict)
    """By number."""

    def file(self, number: int, content: bytes) -> File:
        """Give a file, packed.

        The hash is of the content before packing: another build of zlib may pack otherwise.
        """
        digest = hashlib.blake2b(content, digest_size=10).digest()
        name = base64.b32encode(digest).decode().lower()[:HASH]
        self.hashes[number] = name
        return f"{FOLDER}/{self.name}-{number}-{name}.bin", zlib.compress(content, 9)

    @property
    def listed(self) -> str:
        """The hashes as the manifest holds them: one after the other, by number."""
        return "".join(name for _, name in sorted(self.hashes.items()))


def index(
    documents: Iterable[Document], *, count: int, dated: int, labels: Labels
) -> Iterator[File]:
    """Give every file of the index, the manifest last.

    `documents` come newest first; `count` is their number and `dated` that of those with a date.
    """
    postings, columns, shown = Postings(), Columns(), Series("cards")
    block: list[cards.Card] = []
    for number, document in enumerate(documents):
        postings.add(number, document)
        columns.add(document.keys)
        block.append(document.card)
        # Blocks are counted from the oldest, so that a new article leaves the full ones alone.
        place = count - 1 - number
        if place % cards.BLOCK == 0:
            yield shown.file(place // cards.BLOCK, cards.block(block[::-1]))
            block.clear()
    part: dict[str, Any] = {"documents": count, "dated": dated}
    part["cards"] = {"block": cards.BLOCK, "hashes": shown.listed}
    part["terms"] = yield from _terms(postings)
    part["columns"] = yield from _columns(columns, labels)
    yield MANIFEST, _json({"format": FORMAT, "parts": [part]})


def _terms(postings: Postings) -> Generator[File, None, Any]:
    series, starts = Series("terms"), []
    for bucket in terms.buckets(postings):
        starts.append(bucket.first)
        yield series.file(bucket.number, bucket.encoded())
    return {"starts": starts, "hashes": series.listed}


def _columns(columns: Columns, labels: Labels) -> Generator[File, None, Any]:
    series, facets, open_file = Series("columns"), [], bytearray()
    for name, keys, codes in columns.encoded(labels):
        if open_file and len(open_file) + len(keys) + len(codes) > _COLUMN_BYTES:
            yield series.file(len(series.hashes), bytes(open_file))
            open_file.clear()
        at = len(open_file)
        facets.append([name, len(series.hashes), at, at + len(keys), at + len(keys) + len(codes)])
        open_file += keys + codes
    yield series.file(len(series.hashes), bytes(open_file))
    return {"facets": facets, "hashes": series.listed}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
