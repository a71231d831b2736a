"""Compiled templates, kept from one build to the next."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from clipbook.errors import ClipbookError
from clipbook.store import cache
from clipbook.store.desk import Desk

_FOLDER = "templates"


@dataclass(frozen=True)
class Compiled(BytecodeCache):
    """Keeps each template in a file, which says what source it was compiled from.

    Not Jinja's own, which runs whatever a damaged file has become: here a checksum is looked at
    first. Versions of Jinja and of Python are in the cache's version.
    """

    folder: Path
    version: bytes

    @classmethod
    def at(cls, desk: Desk) -> Compiled:
        """Keep them in the cache of an archive."""
        return cls(desk.folder / _FOLDER, desk.version)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take up what was kept, if it is of the same source."""
        kept = cache.load(self.folder / bucket.key, self.version)
        if kept is not None and kept["source"] == bucket.checksum:
            bucket.code = kept["code"]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where that can be done."""
        if isinstance(bucket.code, CodeType):
            kept = {"source": bucket.checksum, "code": bucket.code}
            with suppress(ClipbookError):
                cache.save(self.folder / bucket.key, self.version, kept)
