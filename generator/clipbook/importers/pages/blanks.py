"""Blanks around what stands within a line, kept over an extraction that takes some of them away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE = ("a", "b", "i", "em", "strong", "span", "u", "code", "cite", "q")
_BLANK = "\ue001"
_MARKED = re.compile(rf"\s*{_BLANK}\s*")


def mark(tree: HtmlElement) -> None:
    """Mark the blanks around what stands within a line: the extraction takes some of them away."""
    for element in tree.iter(*_INLINE):
        begins = (element.text or "")[:1].isspace()
        if (begins or _ends_in_blank(_before(element))) and _mark_before(element) and begins:
            element.text = element.text.lstrip()
        ends = _ends_in_blank(element[-1].tail if len(element) else element.text)
        if _has_words(element.tail) and (ends or element.tail[0].isspace()):
            element.tail = _BLANK + element.tail
            if ends:
                _cut_end(element)


def _before(element: HtmlElement) -> str | None:
    """Give the text that stands right before an element."""
    other, above = element.getprevious(), element.getparent()
    text: str | None = above.text if above is not None else None
    return text if other is None else other.tail


def _mark_before(element: HtmlElement) -> bool:
    """Mark the blank before an element where words stand there; says whether they do."""
    other, above = element.getprevious(), element.getparent()
    if not _has_words(_before(element)):
        return False
    if other is not None:
        other.tail += _BLANK
    elif above is not None:
        above.text += _BLANK
    return True


def _cut_end(element: HtmlElement) -> None:
    if len(element):
        element[-1].tail = element[-1].tail.rstrip()
    else:
        element.text = element.text.rstrip()


def given(html: str) -> str:
    """Give the blanks that were marked."""
    return _MARKED.sub(" ", html)


def _ends_in_blank(text: str | None) -> bool:
    return text is not None and text[-1:].isspace()


def _has_words(text: str | None) -> bool:
    return text is not None and bool(text.strip())
