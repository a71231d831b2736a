"""The header of a clipping: back-link, headline, and the byline of an aggregator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from clipbook.importers.clippings import sections as parts
from clipbook.importers.clippings.sections import Line
from clipbook.importers.record import Found, Notes
from clipbook.model.dates import PartialDate

GOOGLE_NEWS = "Google News"

_BACK_LINK = re.compile(r"^←\s*(\S.*)$")


@dataclass(frozen=True, slots=True)
class Header:
    """What the lines above the text say."""

    via: str | None = None
    title: str | None = None
    outlet: str | None = None
    date: PartialDate | None = None
    handle: str | None = None
    rest: int = 0
    """How many lines the header took."""
    found: Mapping[str, Found] = field(default_factory=dict)


def read(lines: Sequence[Line], notes: Notes) -> Header:
    """Read back-link, headline and byline, as far as they are there; what is odd is noted."""
    at = _skip_blank(lines, 0)
    found = _BACK_LINK.match(lines[at].text) if at < len(lines) else None
    if not found:
        return Header()
    header = Header(found[1], rest=at + 1, found={"via": _line(lines[at])})
    return _with_byline(_with_headline(header, lines), lines, notes)


def _with_headline(header: Header, lines: Sequence[Line]) -> Header:
    at, via = _skip_blank(lines, header.rest), header.via or ""
    if at == len(lines) or _is_byline(lines[at].text, via) or lines[at].text in parts.HEADS:
        return header
    title, outlet = _headline(lines[at].text, via)
    places = dict.fromkeys(("title", "outlet"), _line(lines[at]))
    found = {**header.found, **places}
    return replace(header, title=title, outlet=outlet, rest=at + 1, found=found)


def _with_byline(header: Header, lines: Sequence[Line], notes: Notes) -> Header:
    at, via = _skip_blank(lines, header.rest), header.via or ""
    if at == len(lines) or not _is_byline(lines[at].text, via):
        return replace(header, rest=at)
    handle, date = _byline(lines[at], via, notes)
    places = dict.fromkeys(("date", "via_date", "via_handle"), _line(lines[at]))
    found = {**header.found, **places}
    return replace(header, handle=handle, date=date, rest=at + 1, found=found)


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


def _skip_blank(lines: Sequence[Line], at: int) -> int:
    while at < len(lines) and not lines[at].text:
        at += 1
    return at
