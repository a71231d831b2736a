"""HTML of strangers as Markdown: cleaned first, so that only what a text needs is turned."""

from __future__ import annotations

import re

from clipbook.importers import literal
from clipbook.importers.said import sound

MOST = 2_000_000
"""Characters of HTML that are read; more is no article."""
DEEPEST = 100
"""Elements within elements that are turned; what lies deeper is given as plain text."""
_HOSTILE = 1000
"""Elements that are opened and not closed, by which time to read them would grow too long."""

_TAGS = {
    "a", "b", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "li", "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_NOT_TEXT = {"script", "style", "template", "iframe", "object", "svg", "head", "noscript"}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*+)[^<>]*+>", re.IGNORECASE)
_EMPTY = {"br", "hr"}
_BLANKS = re.compile(r"\n{3,}")


def markdown_of(html: str) -> str:
    """Give HTML as Markdown; pictures, scripts and forms go, and so do links that are not http."""
    import nh3  # noqa: PLC0415 - only who imports HTML pays for loading these

    if _depth(html[:MOST]) > _HOSTILE:
        return literal.paragraphs(text_of(sound(html[:MOST])))
    clean = nh3.clean(
        sound(html[:MOST]),
        tags=_TAGS,
        attributes={"a": {"href"}},
        clean_content_tags=_NOT_TEXT,
        url_schemes={"http", "https"},
        link_rel=None,
    )
    if _depth(clean) > DEEPEST:
        return literal.paragraphs(text_of(clean))
    from markdownify import markdownify  # noqa: PLC0415

    turned = markdownify(clean, heading_style="ATX", bullets="-", escape_misc=True)
    return _BLANKS.sub("\n\n", turned).strip()


def text_of(html: str) -> str:
    """Give the words of cleaned HTML, with a blank line for each end of a block."""
    from html import unescape  # noqa: PLC0415

    parted = re.sub(r"</(?:p|h[1-6]|li|tr|blockquote|pre)>|<(?:br|hr)>", "\n\n", html)
    return unescape(_TAG.sub("", parted))


def _depth(html: str) -> int:
    deepest = level = 0
    for found in _TAG.finditer(html):
        if found[2] not in _EMPTY:
            level += -1 if found[1] else 1
            deepest = max(deepest, level)
    return deepest
