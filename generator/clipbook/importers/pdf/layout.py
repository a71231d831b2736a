"""Lines as they stand on pages, made paragraphs again."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import dropwhile
from operator import not_

from clipbook.importers import literal
from clipbook.importers.said import one_line, sound

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_PARTED = re.compile(r"[^\W\d_]-")
_ENDS = (".", "!", "?", ":", "”", "»", '"', "\u3002")
_SHORT = 0.8
"""Of the longest line: one that ends a sentence and is shorter ends a paragraph."""


def lines_of(pages: Sequence[str]) -> list[list[str]]:
    """Give the lines of each page, without heads and feet that all pages share.

    A blank line between others is kept as an empty one.
    """
    read = [deque(_lines(page)) for page in pages]
    for end, leave_out in ((0, deque.popleft), (-1, deque.pop)):
        while len(read) > 1 and all(read) and len({page[end] for page in read}) == 1:
            for page in read:
                leave_out(page)
    return [_trimmed(page) for page in read]


def markdown_of(pages: Sequence[Sequence[str]]) -> str:
    """Write pages as Markdown; a paragraph that goes on over a page's end is one."""
    longest = max((len(line) for page in pages for line in page), default=0)
    paragraphs: list[str] = []
    goes_on = False
    for page in pages:
        found = _paragraphs(page, longest)
        if goes_on and found and paragraphs and _continues(paragraphs[-1], found[0]):
            paragraphs[-1] = "".join(_pieces(paragraphs[-1], found.pop(0)))
        paragraphs += found
        goes_on = bool(page)
    return "\n\n".join(map(literal.escaped, paragraphs))


def _lines(page: str) -> list[str]:
    # Soft hyphens tell where a word was parted, so they are looked at before they go.
    text = re.sub(r"\u00ad[ \t]*\n\s*", "", page.translate(_LIGATURES))
    return _trimmed([one_line(line) for line in sound(text).splitlines()])


def _trimmed(lines: Iterable[str]) -> list[str]:
    """Leave out blank lines at both ends."""
    found = list(dropwhile(not_, lines))
    while found and not found[-1]:
        found.pop()
    return found


def _paragraphs(lines: Sequence[str], longest: int) -> list[str]:
    paragraphs: list[list[str]] = []
    is_open = False
    for line in lines:
        if is_open and line:
            # In pieces: a text of many short lines is not to be copied for each of them.
            paragraphs[-1][-1:] = _pieces(paragraphs[-1][-1], line)
        elif line:
            paragraphs.append([line])
        is_open = bool(line) and not (line.endswith(_ENDS) and len(line) < _SHORT * longest)
    return list(map("".join, paragraphs))


def _pieces(before: str, after: str) -> tuple[str, str]:
    """Give two lines as they stand beside each other: with a blank between, or as one word."""
    if _PARTED.fullmatch(before[-2:]) and after[:1].islower():
        return before[:-1], after
    return f"{before} ", after


def _continues(before: str, after: str) -> bool:
    return not before.endswith(_ENDS) and after[:1].islower()
