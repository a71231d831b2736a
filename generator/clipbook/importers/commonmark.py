"""Clean HTML as CommonMark that reads the same once it is rendered.

markdownify writes it; here is what it leaves: addresses that would end a link early, and emphasis
that CommonMark has no way to write. Stars between a letter and a bracket or quotation mark stay
stars (spec 0.31.2, 6.2), and Japanese and Chinese, which have no blanks, often put them there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from bs4.element import NavigableString, PageElement, Tag
from markdownify import MarkdownConverter

_BLANKS = re.compile(r"\s+")
_FIRM_AT_TAG = re.compile("(?:\xa0|&nbsp;)+(?=<)|(?<=>)(?:\xa0|&nbsp;)+")
"""Blanks that do not break, which are cut off where emphasis begins or ends with them."""
_INLINE = frozenset({"a", "b", "code", "del", "em", "i", "strong", "sub", "sup"})


_Base: Any = MarkdownConverter
"""Its types leave out what it converts."""
_Convert = Callable[[Any, Tag, str, set[str]], str]


def _sparing(convert: _Convert) -> _Convert:
    """Make a conversion one that gives bare words where their marks would show."""

    def spared(self: _Converter, el: Tag, text: str, parent_tags: set[str]) -> str:
        marked = convert(self, el, text, parent_tags)
        return marked if marked == text or _is_emphasis(el, text) else text

    return spared


class _Converter(_Base):  # type: ignore[misc]
    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address = _BLANKS.sub("%20", str(el.get("href") or "").strip())
        if address.count("(") != address.count(")"):
            address = address.replace("(", "%28").replace(")", "%29")
        el["href"] = address
        turned: str = super().convert_a(el, text, parent_tags)
        return turned

    convert_b = convert_strong = _sparing(_Base.convert_b)
    convert_em = convert_i = _sparing(_Base.convert_em)
    convert_del = _sparing(_Base.convert_del)


def turned(html: str, **options: Any) -> str:  # noqa: ANN401 - those of markdownify
    """Write clean HTML as CommonMark."""
    html = _FIRM_AT_TAG.sub(" ", html)
    text: str = _Converter(heading_style="atx", bullets="-", escape_misc=True, **options).convert(
        html
    )
    return text


def _is_emphasis(el: Tag, text: str) -> bool:
    """Say whether marks around a text are read as emphasis where the element stands."""
    words = text.strip()
    if not words:
        return False
    before = _beside(el, before=True) if text[0] == words[0] else " "
    after = _beside(el, before=False) if text[-1] == words[-1] else " "
    return _flanks(before, words[0]) and _flanks(after, words[-1])


def _flanks(outside: str, inside: str) -> bool:
    """Say whether a mark between two signs can open or close (`inside` is the emphasised one)."""
    return not _is_mark(inside) or outside.isspace() or _is_mark(outside)


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"


def _beside(element: PageElement, *, before: bool) -> str:
    """Give the sign that stands next to an element in its line; a blank where none does."""
    other = _next(element, before=before)
    while other is not None and (isinstance(other, NavigableString) or other.name in _INLINE):
        text: str = other.get_text()
        if text:
            return text[-1] if before else text[0]
        other = _next(other, before=before)
    return " "


def _next(element: PageElement, *, before: bool) -> Any:  # noqa: ANN401 - an element or a string
    """Give what stands beside an element, or beside the inline one that it ends."""
    here: PageElement | None = element
    while here is not None:
        other = here.previous_sibling if before else here.next_sibling
        if other is not None:
            return other
        here = here.parent if here.parent and here.parent.name in _INLINE else None
    return None
