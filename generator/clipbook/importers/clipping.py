"""Clippings: plain-text copies of one page about one article, in the layouts seen for real.

Nothing is guessed. What the text does not say stays unrecorded; a title taken from the first
sentence and a source's date taken from its address are marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from clipbook import markup
from clipbook.importers import sections as parts
from clipbook.importers.address_dates import date_in
from clipbook.importers.decode import MAX_BYTES, decode
from clipbook.importers.importer import Importer
from clipbook.importers.record import (
    Found,
    Item,
    Notes,
    RawRecord,
    RawSource,
    Reading,
    Remark,
)
from clipbook.importers.sections import Line, Sections
from clipbook.importers.source import Source
from clipbook.model.article import Kind
from clipbook.model.dates import PartialDate
from clipbook.model.fields import address_fault

GOOGLE_NEWS = "Google News"

_BACK_LINK = re.compile(r"^←\s*(\S.*)$")
_NOTE = "[truncated: "
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?](?=\s[\W\d_]*+[A-Z])|[\u3002\uff01\uff1f]")
_TITLE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class _Header:
    via: str | None = None
    title: str | None = None
    outlet: str | None = None
    date: PartialDate | None = None
    handle: str | None = None
    rest: int = 0
    """How many lines the header took."""
    found: Mapping[str, Found] = field(default_factory=dict)


def read(data: bytes) -> Reading:
    """Read one clipping; the refusal says why a text is none."""
    decoded = decode(data)
    if isinstance(decoded, Remark):
        return Reading(refusal=decoded)
    text, encoding = decoded
    notes = Notes()
    lines = parts.lines_of(text)
    header = _header(lines, notes)
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
    reading = read(source.read(MAX_BYTES))
    yield from reading.remarks
    if reading.refusal:
        yield replace(reading.refusal, refuses=True)
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


def _header(lines: Sequence[Line], notes: Notes) -> _Header:
    at = _skip_blank(lines, 0)
    found = _BACK_LINK.match(lines[at].text) if at < len(lines) else None
    if not found:
        return _Header()
    via, places = found[1], {"via": _line(lines[at])}
    at = _skip_blank(lines, at + 1)
    title = outlet = None
    if (
        at < len(lines)
        and not _is_byline(lines[at].text, via)
        and lines[at].text not in parts.HEADS
    ):
        title, outlet = _headline(lines[at].text, via)
        places |= dict.fromkeys(("title", "outlet"), _line(lines[at]))
        at = _skip_blank(lines, at + 1)
    handle, date = None, None
    if at < len(lines) and _is_byline(lines[at].text, via):
        handle, date = _byline(lines[at], via, notes)
        places |= dict.fromkeys(("date", "via_date", "via_handle"), _line(lines[at]))
        at += 1
    return _Header(via, title, outlet, date, handle, at, places)


def _line(line: Line) -> Found:
    return Found(f"line {line.number}")


def _headline(text: str, via: str) -> tuple[str, str | None]:
    """Split `Headline - Outlet` on the last ` - `: a form of Google News alone."""
    text = " ".join(text.split())
    headline, _, outlet = text.rpartition(" - ")
    if via != GOOGLE_NEWS or not headline.strip() or not outlet.strip():
        return text, None
    return headline.strip(), outlet.strip()


def _is_byline(text: str, via: str) -> bool:
    return text == via or text.startswith(f"{via} · ")


def _byline(line: Line, via: str, notes: Notes) -> tuple[str | None, PartialDate | None]:
    said = [part.strip() for part in line.text.removeprefix(via).split(" · ") if part.strip()]
    date = PartialDate.from_long(said[-1]) if said else None
    # Nobody posts on Google News; elsewhere a handle may stand without a date.
    alone = len(said) == 1 and via != GOOGLE_NEWS and not re.search(r"[0-9]{4}", said[0])
    handles = said if alone else said[:-1]
    if said and not date and not alone:
        notes.add(
            line.number,
            "date-not-read",
            f"“{said[-1]}” is not a date of the form May 6, 2026; the date is not recorded",
            "Add `date:` to the article where the day is known.",
        )
    return (handles[0] if handles else None), date


def _record(header: _Header, sections: Sections, notes: Notes) -> RawRecord | Remark:
    snippet, flagged = _snippet(header, sections)
    sources, leftover = _sources(sections.named.get(parts.SOURCES, []), notes)
    takeaways = _takeaways(sections.named.get(parts.TAKEAWAYS, []))
    body = _body(sections, leftover)
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


def _snippet(header: _Header, sections: Sections) -> tuple[str | None, bool]:
    """Take the words directly under the byline, and whether they are flagged as truncated.

    A snippet that repeats headline and outlet says no more than the headline.
    """
    if not header.via:
        return None, False
    under = list(takewhile(lambda line: line.text, sections.lead))
    del sections.lead[: len(under)]
    text = " ".join(line.text.strip() for line in under)
    words, flagged = _without_note(text)
    if header.outlet and words == f"{header.title} {header.outlet}":
        words = header.title or ""
    return words.strip() or None, flagged


def _without_note(text: str) -> tuple[str, bool]:
    """Cut off a final `[truncated: …`, whose bracket is mostly left open."""
    words, note, reason = text.rpartition(_NOTE)
    if not note or "]" in reason.rstrip().removesuffix("]"):
        return text, False
    return words.rstrip(), True


def _sources(lines: Sequence[Line], notes: Notes) -> tuple[tuple[RawSource, ...], list[Line]]:
    sources: dict[str, RawSource] = {}
    leftover: list[Line] = []
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        fault = address_fault(text)
        if not fault:
            sources.setdefault(text, RawSource(text, date_in(text)))
            continue
        leftover.append(line)
        notes.add(
            line.number,
            "source-not-read",
            f"this line under “Sources” is not an address to link to: {fault}",
            "It is kept at the end of the text; add it under `sources:` where it is one.",
        )
    return tuple(sources.values()), leftover


def _takeaways(lines: Sequence[Line]) -> tuple[str, ...]:
    found: list[list[str]] = []
    for line in lines:
        text = line.text.strip()
        if text.startswith(parts.BULLETS):
            found.append([text[2:].strip()])
        elif text and found:
            found[-1].append(text)
    return tuple(text for text in map(" ".join, found) if text)


def _body(sections: Sections, leftover: list[Line]) -> str:
    named = sections.named
    blocks = [
        parts.paragraphs(sections.lead),
        parts.paragraphs(named.get(parts.ANALYSIS, [])),
        _headed(parts.IN_DEPTH, parts.paragraphs(named.get(parts.IN_DEPTH, []))),
        _headed(parts.SOURCES, parts.paragraphs(leftover)),
    ]
    return "\n\n".join(block for block in blocks if block)


def _headed(head: str, text: str) -> str:
    return f"## {head}\n\n{text}" if text else ""


def first_sentence(body: str) -> str | None:
    """Take the opening sentence as a title, cut between words where it is long."""
    opening = next(
        (block for block in body.split("\n\n") if block.strip() and not block.startswith("#")), ""
    )
    text = markup.plain(markup.render(opening)).replace("\n", " ")
    end = _SENTENCE_END.search(text)
    sentence = (text[: end.start()] if end else text).strip().rstrip(".")
    if len(sentence) <= _TITLE_LENGTH:
        return sentence or None
    cut = sentence[: _TITLE_LENGTH + 1].rpartition(" ")[0] or sentence[:_TITLE_LENGTH]
    return cut.rstrip(" ,;:—") + " …"


def _skip_blank(lines: Sequence[Line], at: int) -> int:
    while at < len(lines) and not lines[at].text:
        at += 1
    return at
