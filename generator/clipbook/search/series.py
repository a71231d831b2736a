"""Files of one sort: packed, and named by what they hold."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Container
from dataclasses import dataclass, field

from clipbook.search import FOLDER

FORMAT = 3
"""Raised whenever an older reader could not read what is written."""

HASH = 8
"""Characters of a file's hash in its name, in the manifest and in buckets."""

File = tuple[str, bytes | None]
"""A path, and what is to stand there; nothing where it is there already."""


@dataclass(slots=True)
class Series:
    """The files of a sort, in their order."""

    name: str
    there: Container[str] = ()
    """Paths of files that need not be packed again."""
    hashes: list[str] = field(default_factory=list)

    def file(self, content: bytes) -> File:
        """Give the next file, packed.

        The hash is of the content before packing: another build of zlib may pack otherwise.
        """
        self.hashes.append(hash_of(content))
        path = self.path(self.hashes[-1])
        return path, None if path in self.there else zlib.compress(content, 6)

    def path(self, name: str) -> str:
        """Give the path of a file by its hash."""
        return f"{FOLDER}/{self.name}-{name}.bin"

    @property
    def listed(self) -> str:
        """The hashes as the manifest holds them: one after the other."""
        return "".join(self.hashes)


def hash_of(content: bytes) -> str:
    """Give the hash by which a file of this content is named."""
    digest = hashlib.blake2b(content, digest_size=10).digest()
    return base64.b32encode(digest).decode().lower()[:HASH]


def compact(value: object) -> bytes:
    """Write JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
