"""HTML of strangers as Markdown or as one line: cleaned first, so that only text stays."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

from clipbook.importers import literal
from clipbook.importers.said import one_line, sound
from clipbook.model.fields import address_fault

MOST = 2_000_000
"""Characters of HTML that are read; more is no article."""
DEEPEST = 100
"""Elements within elements that are turned; what lies deeper is given as plain text."""

_BLOCKS = {
    "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "pre", "table", "td", "th", "tr", "ul",
}  # fmt: skip
_TAGS = (_BLOCKS - {"dl", "dt", "dd"}) | {
    *("a", "b", "code", "del", "em", "i", "strong", "sub", "sup", "tbody", "thead"),
}  # fmt: skip
_NOT_TEXT = {"script", "style", "head", "noscript", "svg", "math", "template"}
_NEED_NO_END = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
})  # fmt: skip
# Whatever follows a name is passed over once: nothing is tried again where no `>` comes.
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,31}+)[^<>]*+>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[/!a-z][^<>]*+>", re.IGNORECASE)
_END_OF_BLOCK = re.compile(r"</(?:p|div|h[1-6]|li|tr|blockquote|pre)>|<(?:br|hr)>", re.IGNORECASE)
_FRAMES = re.compile(r"<(iframe|object)\b[^<>]*+>[^<>]{0,2000}+</\1>", re.IGNORECASE)
# Whatever follows these and has no end is no text to a cleaner.
_SWALLOWING = re.compile(
    r"</?(?:iframe|object|embed|noframes|noembed|xmp|plaintext|textarea|title|frameset)\b[^<>]*+>",
    re.IGNORECASE,
)
_LINK = re.compile(r'<a href="([^"]*)">')
_BLANK_LINES = re.compile(r"\n{3,}")
_LONGEST_BLANK = 200
_BLANKS = re.compile(r"\s{2,}+")


def markdown_of(markup: str, base: str | None = None) -> str:
    """Write HTML as CommonMark; pictures, scripts and forms go.

    Links lead where `base` puts them, and go where that is no address to link to.
    """
    import nh3  # noqa: PLC0415 - only who imports HTML pays for loading these

    from clipbook.importers import commonmark  # noqa: PLC0415

    whole = sound(markup[:MOST])
    if _depth(whole) > DEEPEST:
        return literal.paragraphs(sound(_bare(whole)))
    clean = nh3.clean(
        _unswallowed(whole),
        tags=_TAGS,
        clean_content_tags=_NOT_TEXT,
        attributes={"a": {"href"}},
        link_rel=None,
    )
    linked = _LINK.sub(lambda found: _link(html.unescape(found[1]), base), _spaced(sound(clean)))
    return _BLANK_LINES.sub("\n\n", commonmark.turned(linked)).strip()


def line_of(markup: str) -> str:
    """Give the words of HTML as one line."""
    import nh3  # noqa: PLC0415

    if "<" not in markup:
        return one_line(html.unescape(markup))
    shallow = _ANY_TAG.sub(" ", markup) if _depth(markup) > DEEPEST else _unswallowed(markup)
    clean = nh3.clean(shallow, tags=_BLOCKS, clean_content_tags=_NOT_TEXT, attributes={})
    return one_line(html.unescape(_ANY_TAG.sub(" ", clean)))


def _bare(markup: str) -> str:
    """Give the words of HTML that is not cleaned, with a blank line for each end of a block."""
    return html.unescape(_ANY_TAG.sub(" ", _END_OF_BLOCK.sub("\n\n", markup)))


def _unswallowed(markup: str) -> str:
    return _SWALLOWING.sub(" ", _FRAMES.sub(" ", markup))


def _spaced(clean: str) -> str:
    """Shorten runs of blanks, over which markdownify takes a time that grows with their square."""
    if "<pre" in clean:
        return _BLANKS.sub(lambda found: found[0][:_LONGEST_BLANK], clean)
    return " ".join(clean.split())


def _depth(markup: str) -> int:
    """Count how deep elements lie in each other; cleaning what is very deep takes long."""
    deepest = depth = 0
    for end, name in _TAG.findall(markup):
        if name.casefold() not in _NEED_NO_END:
            depth = max(0, depth - 1) if end else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _link(address: str, base: str | None) -> str:
    try:
        whole = urljoin(base or "", address.strip())
    except ValueError:
        whole = ""
    return "<a>" if address_fault(whole) else f'<a href="{html.escape(whole)}">'
