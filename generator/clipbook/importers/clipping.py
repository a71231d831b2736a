"""Clippings: plain-text copies of one page about one article, in the layouts seen for real.

Nothing is guessed. What the text does not say stays unrecorded; a title taken from the first
sentence and a source's date taken from its address are marked as inferred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from clipbook.importers import unread
from clipbook.importers.clippings import blocks
from clipbook.importers.clippings import header as headers
from clipbook.importers.clippings import sections as parts
from clipbook.importers.clippings.header import Header
from clipbook.importers.clippings.opening import first_sentence
from clipbook.importers.clippings.sections import Sections
from clipbook.importers.decode import MAX_BYTES, decode
from clipbook.importers.importer import Importer
from clipbook.importers.record import (
    Found,
    Item,
    Notes,
    RawRecord,
    Reading,
    Remark,
)
from clipbook.importers.source import Source
from clipbook.model.article import Kind


def read(data: bytes) -> Reading:
    """Read one clipping; the refusal says why a text is none."""
    decoded = decode(data)
    if isinstance(decoded, Remark):
        return Reading(refusal=decoded)
    text, encoding = decoded
    notes = Notes()
    lines = parts.lines_of(text)
    header = headers.read(lines, notes)
    sections = parts.cut(lines[header.rest :])
    if not header.via and not sections.named:
        return Reading(refusal=_no_clipping())
    record = _record(header, sections, notes)
    if isinstance(record, Remark):
        return Reading(refusal=record)
    if encoding:
        notes.add(
            0,
            "guessed-encoding",
            f"the file is not UTF-8; it was read as {encoding}",
            "Look at the accents and quotes on the page; save the file as UTF-8 if they are wrong.",
        )
    return Reading((record,), remarks=tuple(notes.remarks), encoding=encoding)


def _items(source: Source) -> Iterator[Item]:
    other = unread.as_bytes(source)
    if other:
        yield other
        return
    reading = read(source.read(MAX_BYTES))
    yield from reading.remarks
    if reading.refusal:
        is_other = reading.refusal.code == "not-a-clipping"
        other = unread.as_text(source) if is_other else None
        yield other or replace(reading.refusal, refuses=True)
    for record in reading.records:
        yield replace(record, encoding=reading.encoding)


IMPORTER = Importer("clipping", ".txt", lambda _: True, _items, frozenset({".txt"}))


def _no_clipping() -> Remark:
    return Remark(
        1,
        "not-a-clipping",
        "the text has none of the layouts of a clipping",
        "A clipping begins with “← Aggregator” or “Detailed Analysis”, or has a section headed "
        "“Sources”, “Key Takeaways” or “In-Depth”.",
    )


def _record(header: Header, sections: Sections, notes: Notes) -> RawRecord | Remark:
    snippet, flagged = blocks.snippet(header, sections)
    sources, leftover = blocks.sources(sections.named.get(parts.SOURCES, []), notes)
    takeaways = blocks.takeaways(sections.named.get(parts.TAKEAWAYS, []))
    body = blocks.body(sections, leftover)
    title = header.title or first_sentence(body)
    if not title:
        return Remark(
            1,
            "nothing-said",
            "the clipping holds neither a headline nor a text",
            "Save the page again, with its text.",
        )
    return RawRecord(
        title=title,
        kind=_kind(sections, flagged=flagged),
        body=body,
        outlet=header.outlet,
        date=header.date,
        via=header.via,
        via_date=header.date,
        via_handle=header.handle,
        snippet=snippet,
        takeaways=takeaways,
        sources=sources,
        inferred=frozenset() if header.title else frozenset({"title"}),
        found=header.found if header.title else {**header.found, "title": Found("first sentence")},
    )


def _kind(sections: Sections, *, flagged: bool) -> Kind:
    if flagged:
        return Kind.SNIPPET
    if sections.named.keys() & {parts.SOURCES, parts.TAKEAWAYS, parts.IN_DEPTH}:
        return Kind.BRIEFING
    return Kind.ANALYSIS if parts.ANALYSIS in sections.named else Kind.ARTICLE
