"""The text of an article, out of all that stands around it, as CommonMark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipbook.importers.pages import blanks
from clipbook.importers.pages.site_names import folded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "b", "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "tr", "ul",
}  # fmt: skip
_AROUND = ("script", "style", "noscript", "svg", "iframe", "template", "link")
_MAX_DEPTH = 40
"""Lists and quotes in each other that are kept as such."""
_NOTICE = re.compile(
    r"cookie|consent|your privacy|privacy (?:policy|settings|choices)|personal data|einwilligung|"
    r"datenschutz|personenbezogen|traceurs|vos données|consentement|privacidad|consentimiento|"
    r"consenso|toestemming|samtykke|samtycke|javascript",
    re.IGNORECASE,
)
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_TAG = re.compile(r"<[^<>]*>")
_NOWHERE = "nowhere"
_CODE_TWICE = re.compile(r"<pre>\s*(?=<pre>)|(?<=</pre>)\s*</pre>")
_CODE_LINE = re.compile(r"<pre>([^<>\n]*)</pre>")
"""What the extraction makes of `code` within a line: a block."""
_SHORT = 600
_MUCH_MORE = 1.5
_LONGEST_NOTICE = 3_000
_SENTENCE = 40
_BLANKS = re.compile(r"\n{3,}")


def html_of(tree: HtmlElement, url: str | None) -> str:
    """Give the article's text as plain and clean HTML; empty where there is none.

    The tree loses its scripts and styles: what is to be read of these is read before.
    """
    lighten(tree)
    blanks.mark(tree)
    html = _extracted(tree, url)
    if _length(html) >= _SHORT:
        return html
    # Links that it takes for a menu can cost it the text; where little is left, it is asked again.
    whole = _extracted(tree, url, favor_recall=True)
    return whole if _length(whole) > _length(html) * _MUCH_MORE else html


def _extracted(tree: HtmlElement, url: str | None, *, favor_recall: bool = False) -> str:
    import nh3  # noqa: PLC0415 - only who reads pages pays for loading it
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.htmlprocessing import build_html_output  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    found = bare_extraction(
        tree,
        url=url,
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_links=True,
        favor_recall=favor_recall,
    )
    if not isinstance(found, Document) or found.body is None:
        return ""
    _flatten(found.body)
    _unwrap(found.body)
    html = _UNSEEN.sub("", blanks.given(build_html_output(found)))
    html = _CODE_LINE.sub(r"<code>\1</code>", _CODE_TWICE.sub("", html))
    return nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, link_rel=None)


def _length(html: str) -> int:
    return len(_TAG.sub("", html))


def _flatten(body: HtmlElement) -> None:
    """Make plain words of what stands too deep for those who write it out level by level."""
    for element in body.xpath("/*" + "/*" * _MAX_DEPTH):
        words = "".join(element.itertext())
        element.clear(keep_tail=True)
        element.text = words


def _unwrap(body: HtmlElement) -> None:
    """Leave the words alone of anchors that lead nowhere; some wrap what cannot be in a line."""
    from lxml import etree  # noqa: PLC0415

    for anchor in body.iter("ref"):
        if not anchor.get("target"):
            anchor.tag = _NOWHERE
    etree.strip_tags(body, _NOWHERE)


def lighten(tree: HtmlElement) -> None:
    """Take what shows no words out of a tree; each step of the extraction copies it."""
    from lxml import etree  # noqa: PLC0415

    etree.strip_elements(tree, *_AROUND, with_tail=False)


def markdown_of(html: str, title: str) -> str:
    """Write clean HTML as CommonMark, without the headline where it stands first."""
    from clipbook.importers import commonmark  # noqa: PLC0415

    text = commonmark.turned(html, strip=["u"], newline_style="BACKSLASH", bs4_options="lxml")
    text = _BLANKS.sub("\n\n", text).strip()
    first, _, rest = text.partition("\n")
    is_headline = folded(first.lstrip("# ").strip("*_ ")) == folded(title)
    return rest.strip() if is_headline else text


def is_notice(body: str) -> bool:
    """Say whether a text is no more than a wall that asks about cookies."""
    blocks = [block for block in body.split("\n\n") if len(block) >= _SENTENCE]
    return len(body) < _LONGEST_NOTICE and all(map(_NOTICE.search, blocks))
