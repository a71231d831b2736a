"""The ways in: each importer turns bytes into RawRecords and knows nothing of the archive."""

from __future__ import annotations

from clipbook.importers import (
    bibliography,
    clipping,
    feed,
    markdown,
    mhtml,
    ninjs,
    page,
    pdf,
    table,
    warc,
)
from clipbook.importers.importer import Importer
from clipbook.importers.record import RefusedError
from clipbook.importers.source import Source

__all__ = ["EXTENSIONS", "IMPORTERS", "Importer", "importer_of"]

IMPORTERS: tuple[Importer, ...] = (
    warc.IMPORTER,
    pdf.IMPORTER,
    feed.IMPORTER,
    *bibliography.IMPORTERS,
    ninjs.IMPORTER,
    markdown.IMPORTER,
    mhtml.IMPORTER,
    page.IMPORTER,
    table.IMPORTER,
    clipping.IMPORTER,
)
"""Asked in this order which of them an input is for; the last one says why none is."""

EXTENSIONS = frozenset(ending for importer in IMPORTERS for ending in importer.extensions)
"""Ends of names that are looked for in folders."""


def importer_of(source: Source, name: str | None = None) -> Importer:
    """Give the importer of a name, else the one that accepts an input.

    Raises RefusedError where the input is empty.
    """
    if name is not None:
        return next(importer for importer in IMPORTERS if importer.name == name)
    if not source.head.strip():
        raise RefusedError(0, "empty-file", "there is nothing in it", "Save it again.")
    return next((each for each in IMPORTERS if each.accepts(source)), IMPORTERS[-1])
