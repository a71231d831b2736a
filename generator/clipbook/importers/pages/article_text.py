"""The text of an article, out of all that stands around it, as CommonMark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipbook.importers.pages.site_names import folded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "b", "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "tr", "ul",
}  # fmt: skip
_AROUND = ("script", "style", "noscript", "svg", "iframe", "template", "link")
_BLANKS = re.compile(r"\n{3,}")


def html_of(tree: HtmlElement, url: str | None) -> str:
    """Give the article's text as plain and clean HTML; empty where there is none.

    The tree loses its scripts and styles: what is to be read of these is read before.
    """
    import nh3  # noqa: PLC0415 - only who reads pages pays for loading it
    import trafilatura  # noqa: PLC0415

    lighten(tree)
    found = trafilatura.extract(
        tree,
        url=url,
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_links=True,
        with_metadata=False,
    )
    return nh3.clean(found or "", tags=_TAGS, attributes={"a": {"href"}}, link_rel=None)


def lighten(tree: HtmlElement) -> None:
    """Take what shows no words out of a tree; each step of the extraction copies it."""
    from lxml import etree  # noqa: PLC0415

    etree.strip_elements(tree, *_AROUND, with_tail=False)


def markdown_of(html: str, title: str) -> str:
    """Write clean HTML as CommonMark, without the headline where it stands first."""
    from markdownify import markdownify  # noqa: PLC0415

    text: str = markdownify(
        html,
        heading_style="atx",
        bullets="-",
        escape_misc=True,
        strip=["u"],
        newline_style="BACKSLASH",
    )
    text = _BLANKS.sub("\n\n", text).strip()
    first, _, rest = text.partition("\n")
    is_headline = folded(first.lstrip("# ").strip("*_ ")) == folded(title)
    return rest.strip() if is_headline else text
