"""A clipping cut into its header, its named sections and its footer, line by line."""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

ANALYSIS, SOURCES, TAKEAWAYS, IN_DEPTH = (
    "Detailed Analysis",
    "Sources",
    "Key Takeaways",
    "In-Depth",
)
HEADS = (ANALYSIS, SOURCES, TAKEAWAYS, IN_DEPTH)

BULLETS = ("- ", "* ", "• ", "– ")

_FOOTER = re.compile(r"^Read original article\s*(?:→|->)?$")
_ADDRESS_START = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_MARKUP_LINE = re.compile(r"^(?:[-*+•] |\d+[.)] |\||> ?)")
_FENCE = re.compile(r"^(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, with its number counted from 1."""

    number: int
    text: str


@dataclass(slots=True)
class Sections:
    """The parts of a clipping; a part that is not there is empty."""

    lead: list[Line] = field(default_factory=list)
    """What stands before the first section head."""
    named: dict[str, list[Line]] = field(default_factory=dict)
    """Lines under each head that was found."""
    has_footer: bool = False


def lines_of(text: str) -> list[Line]:
    """Give the lines with their numbers; drop the spaces at their ends."""
    return [Line(number, line.rstrip()) for number, line in enumerate(text.split("\n"), 1)]


def cut(lines: Sequence[Line]) -> Sections:
    """Cut lines at the section heads; each head counts once, and only where its kind follows."""
    sections = Sections()
    current = sections.lead
    last = max((index for index, line in enumerate(lines) if line.text), default=0)
    for index, line in enumerate(lines):
        if line.text in HEADS and _is_head(line.text, lines, index, sections):
            current = sections.named.setdefault(line.text, [])
        elif index >= last and _FOOTER.match(line.text):
            sections.has_footer = True
        else:
            current.append(line)
    return sections


def paragraphs(lines: Sequence[Line]) -> str:
    """Write lines as CommonMark paragraphs.

    Where blank lines part the blocks they are kept; where there are none (single newlines) each
    line is a paragraph. Lists, tables, quotes and fenced code stay together.
    """
    texts = list(itertools.dropwhile(operator.not_, (line.text for line in lines)))
    while texts and not texts[-1]:
        texts.pop()
    if not texts or "" in texts:
        return "\n".join(texts)
    return _parted(texts)


def _parted(texts: list[str]) -> str:
    written, fenced = texts[0], bool(_FENCE.match(texts[0]))
    for before, text in itertools.pairwise(texts):
        together = fenced or (_MARKUP_LINE.match(before) and _MARKUP_LINE.match(text))
        written += ("\n" if together else "\n\n") + text
        if _FENCE.match(text):
            fenced = not fenced
    return written


def _is_head(text: str, lines: Sequence[Line], index: int, sections: Sections) -> bool:
    if text in sections.named:
        return False
    after = (lines[at].text for at in range(index + 1, len(lines)))
    following = next(filter(None, after), "")
    if text == SOURCES:
        return bool(_ADDRESS_START.match(following))
    return text != TAKEAWAYS or following.startswith(BULLETS)
