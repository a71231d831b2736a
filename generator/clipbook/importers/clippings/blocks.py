"""What stands below the header of a clipping: snippet, sources, takeaways and text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from clipbook.importers.address_dates import date_in
from clipbook.importers.clippings import sections as parts
from clipbook.importers.clippings.header import Header
from clipbook.importers.clippings.sections import Line, Sections
from clipbook.importers.record import Notes, RawSource
from clipbook.model.fields import address_fault

_NOTE = "[truncated: "


def snippet(header: Header, sections: Sections) -> tuple[str | None, bool]:
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


def sources(lines: Sequence[Line], notes: Notes) -> tuple[tuple[RawSource, ...], list[Line]]:
    """Give the addresses under “Sources”, each once, and the lines that are none."""
    said = [line for line in lines if line.text.strip()]
    leftover = [line for line in said if address_fault(line.text.strip())]
    for line in leftover:
        notes.add(
            line.number,
            "source-not-read",
            "this line under “Sources” is not an address to link to: "
            f"{address_fault(line.text.strip())}",
            "It is kept at the end of the text; add it under `sources:` where it is one.",
        )
    texts = (line.text.strip() for line in said)
    urls = dict.fromkeys(text for text in texts if not address_fault(text))
    return tuple(RawSource(url, date_in(url)) for url in urls), leftover


def takeaways(lines: Sequence[Line]) -> tuple[str, ...]:
    """Give the points under “Key Takeaways”, each as one line."""
    found: list[list[str]] = []
    for line in lines:
        text = line.text.strip()
        if text.startswith(parts.BULLETS):
            found.append([text[2:].strip()])
        elif text and found:
            found[-1].append(text)
    return tuple(text for text in map(" ".join, found) if text)


def body(sections: Sections, leftover: list[Line]) -> str:
    """Put the text together, as CommonMark."""
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
