"""Text of feeds, which is HTML of unknown hands, as plain lines and as honest Markdown."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import urljoin

from clipbook.model.fields import address_fault

_BLOCKS = {
    "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "pre", "table", "td", "th", "tr", "ul",
}  # fmt: skip
_TAGS = (_BLOCKS - {"div", "dl", "dt", "dd"}) | {
    *("a", "b", "code", "del", "em", "i", "strong", "sub", "sup", "tbody"),
}  # fmt: skip
_SILENT = {"script", "style", "head", "noscript", "svg", "math", "template"}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[/!a-z][^<>]*>", re.IGNORECASE)
# Whatever follows these and has no end is no text to a cleaner.
_SWALLOWING = re.compile(
    r"</?(?:iframe|object|embed|noframes|noembed|xmp|plaintext|textarea|title|frameset)\b[^<>]*>",
    re.IGNORECASE,
)
_LINK = re.compile(r'<a href="([^"]*)">')
_BLANK_LINES = re.compile(r"\n{3,}")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\ufeff\ud800-\udfff\ufffe\uffff]")
_NEED_NO_END = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
})  # fmt: skip
_DEEPEST = 100
_LONGEST_BLANK = 200
_LONG_BLANK = re.compile(rf"\s{{{_LONGEST_BLANK},}}")


def one_line(text: str) -> str:
    """Give a plain text as one NFC line without signs that nobody sees."""
    return " ".join(_sound(text).split())


def line_of(markup: str) -> str:
    """Give the words of HTML as one line."""
    import nh3  # noqa: PLC0415 - only who reads feeds pays for loading it

    if "<" not in markup:
        return one_line(html.unescape(markup))
    shallow = _shallow(markup)
    clean = nh3.clean(shallow, tags=_BLOCKS, clean_content_tags=_SILENT, attributes={})
    return one_line(html.unescape(_ANY_TAG.sub(" ", clean)))


def markdown(markup: str, base: str | None = None) -> str:
    """Write HTML as CommonMark; pictures and scripts go, links lead where `base` puts them."""
    import nh3  # noqa: PLC0415
    from markdownify import markdownify  # noqa: PLC0415

    clean = nh3.clean(
        _shallow(_sound(markup)),
        tags=_TAGS | {"div"},
        clean_content_tags=_SILENT,
        attributes={"a": {"href"}},
        link_rel=None,
    )
    whole = _LINK.sub(lambda found: _link(html.unescape(found[1]), base), _spaced(clean))
    text: str = markdownify(whole, heading_style="atx", bullets="-", escape_misc=True)
    return _BLANK_LINES.sub("\n\n", text).strip()


def literal(text: str) -> str:
    """Write a plain text as CommonMark that reads the same; blank lines part paragraphs."""
    blocks = re.split(r"\n[ \t\r]*\n", text.strip())
    return markdown("".join(f"<p>{html.escape(one_line(block))}</p>" for block in blocks))


def _sound(text: str) -> str:
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def _spaced(clean: str) -> str:
    """Shorten runs of blanks, over which markdownify takes a time that grows with their square."""
    if "<pre" in clean:
        return _LONG_BLANK.sub(lambda found: found[0][:_LONGEST_BLANK], clean)
    return " ".join(clean.split())


def _shallow(markup: str) -> str:
    """Give HTML without its tags where it is nested deeper than any text: cleaning takes long."""
    depth = 0
    for end, name in _TAG.findall(markup):
        if name.casefold() not in _NEED_NO_END:
            depth = max(0, depth - 1) if end else depth + 1
        if depth > _DEEPEST:
            return _ANY_TAG.sub(" ", markup)
    return _SWALLOWING.sub(" ", markup)


def _link(address: str, base: str | None) -> str:
    try:
        whole = urljoin(base or "", address.strip())
    except ValueError:
        whole = ""
    return "<a>" if address_fault(whole) else f'<a href="{html.escape(whole)}">'
