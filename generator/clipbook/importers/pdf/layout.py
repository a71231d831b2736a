"""Lines as they stand on pages, made paragraphs again."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile, pairwise
from operator import not_

from clipbook.importers import literal
from clipbook.importers.pdf import prints
from clipbook.importers.pdf.columns import BETWEEN
from clipbook.importers.said import one_line

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_PARTED = re.compile(r"[^\W\d_]-")
_ENDS = (".", "!", "?", ":", "”", "»", '"', "\u3002")
_SHORT = 0.8
"""Of the longest line: one that ends a sentence and is shorter ends a paragraph."""
_HALF = 0.5
"""Of the longest line: one into whose half the next word would fit was ended on purpose."""
_FEW = 5
"""So few lines do not tell how long the longest is."""
_BULLET = re.compile(r"[•▪◦‣●■∙·]\s+(?=\S)")


def lines_of(pages: Sequence[str]) -> list[list[str]]:
    """Give the lines of each page, without heads and feet that all pages share.

    A blank line between others is kept as an empty one.
    """
    read = [deque(prints.without(_lines(page))) for page in pages]
    for end, leave_out in ((0, deque.popleft), (-1, deque.pop)):
        while len(read) > 1 and all(read) and len({page[end] for page in read}) == 1:
            for page in read:
                leave_out(page)
    return [_trimmed(page) for page in read]


def markdown_of(pages: Sequence[Sequence[str]]) -> str:
    """Write pages as Markdown; a paragraph that goes on over a page's or column's end is one."""
    overall = max((len(line) for page in pages for line in page), default=0)
    paragraphs: list[str] = []
    goes_on = False
    for column in (column for page in pages for column in _columns(page)):
        longest = max(map(len, column)) if len(column) >= _FEW else overall
        found = _paragraphs(column, longest)
        if goes_on and found and paragraphs and _continues(paragraphs[-1], found[0]):
            paragraphs[-1] = "".join(_pieces(paragraphs[-1], found.pop(0)))
        paragraphs += found
        goes_on = bool(column)
    return "".join(_written(paragraphs))


def spelled_out(text: str) -> str:
    """Give a text with single letters for those that are set as one."""
    return text.translate(_LIGATURES)


def _written(paragraphs: Sequence[str]) -> Iterator[str]:
    was_item = False
    for number, paragraph in enumerate(paragraphs):
        bullet = _BULLET.match(paragraph)
        if number:
            yield "\n" if bullet and was_item else "\n\n"
        text = literal.escaped(paragraph[bullet.end() :] if bullet else paragraph)
        yield f"- {text}" if bullet else text
        was_item = bullet is not None


def _columns(page: Sequence[str]) -> Iterator[list[str]]:
    """Give the columns of a page; what is around them is one, too."""
    column: list[str] = []
    for line in page:
        if line == BETWEEN:
            yield _trimmed(column)
            column = []
        else:
            column.append(line)
    yield _trimmed(column)


def _lines(page: str) -> list[str]:
    # Soft hyphens tell where a word was parted, so they are looked at before they go.
    text = re.sub(r"\u00ad[ \t]*\n\s*", "", spelled_out(page))
    columns = ([one_line(line) for line in part.splitlines()] for part in text.split(BETWEEN))
    return _trimmed([line for column in columns for line in (BETWEEN, *column)][1:])


def _trimmed(lines: Iterable[str]) -> list[str]:
    """Leave out blank lines at both ends."""
    found = list(dropwhile(not_, lines))
    while found and not found[-1]:
        found.pop()
    return found


def _paragraphs(lines: Sequence[str], longest: int) -> list[str]:
    paragraphs: list[list[str]] = []
    is_open = False
    for line, after in pairwise([*lines, ""]):
        if is_open and line and not _BULLET.match(line):
            # In pieces: a text of many short lines is not to be copied for each of them.
            paragraphs[-1][-1:] = _pieces(paragraphs[-1][-1], line)
        elif line:
            paragraphs.append([line])
        is_open = bool(line) and not _is_last(line, after, longest)
    return list(map("".join, paragraphs))


def _is_last(line: str, after: str, longest: int) -> bool:
    """Say whether a line ends a paragraph: a sentence, or the line, ends before its time."""
    if line.endswith(_ENDS) and len(line) < _SHORT * longest:
        return True
    with_next = len(line) + 1 + len(after.partition(" ")[0])
    return not after[:1].islower() and with_next < _HALF * longest


def _pieces(before: str, after: str) -> tuple[str, str]:
    """Give two lines as they stand beside each other: with a blank between, or as one word."""
    if _PARTED.fullmatch(before[-2:]) and after[:1].islower():
        return before[:-1], after
    return f"{before} ", after


def _continues(before: str, after: str) -> bool:
    return not before.endswith(_ENDS) and after[:1].islower()
