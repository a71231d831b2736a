"""The ways in: each importer turns bytes into RawRecords and knows nothing of the archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clipbook.importers import clipping
from clipbook.importers.decode import MAX_BYTES
from clipbook.importers.record import Reading

__all__ = ["IMPORTERS", "MAX_BYTES", "Importer"]


@dataclass(frozen=True, slots=True)
class Importer:
    """One way in."""

    name: str
    suffix: str
    """What the kept original is called after its sha256."""
    read: Callable[[bytes], Reading]


IMPORTERS = (Importer("clipping", ".txt", clipping.read),)
"""Tried in this order."""
