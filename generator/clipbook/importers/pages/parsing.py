"""The text of a page as a tree, within limits that no honest page meets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipbook.importers.record import RefusedError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_BYTES = 20 * 1024 * 1024
"""A page with its pictures in it, as SingleFile saves it, may have some megabytes."""
MAX_ELEMENTS = 40_000
"""Four times what the largest of 1,290 surveyed pages had; the time that is taken grows faster."""
MAX_DEPTH = 1_000
"""Elements in each other; libraries walk trees with a call for each level."""

_DATA = re.compile(r"data:[a-z]+/[a-z0-9.+-]+;base64,[a-z0-9+/=%\s]{200,}", re.IGNORECASE)
_NO_TEXT = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]))(?![0-9a-f]);?",
    re.IGNORECASE,
)
"""Signs that no tree may hold: libraries that copy its texts give up on all of the page."""
_LONG_TAG = re.compile(r"<([a-z][\w:-]*)\s[^<>]{10000,}>", re.IGNORECASE)
_LONG_VALUE = re.compile(r"\"[^\"]{1000,}\"|'[^']{1000,}'")
_LONGEST_TAG = 10_000


def tree_of(text: str) -> HtmlElement:
    """Parse a page once for all who read it; raises RefusedError where there is nothing in it."""
    from lxml import etree, html  # noqa: PLC0415 - only who reads pages pays for loading it

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    text = _LONG_TAG.sub(_shortened, _DATA.sub("data:,", _NO_TEXT.sub("", text)))
    data = text.encode("utf-8", "replace")
    try:
        tree: HtmlElement | None = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = None
    if tree is None:
        raise empty()
    if tree.xpath("count(//*)") > MAX_ELEMENTS:
        raise _too_many()
    if _is_deep(tree):
        raise too_deep()
    return tree


def _shortened(tag: re.Match[str]) -> str:
    """Drop long values, and all attributes where there are thousands: that takes minutes."""
    short = _LONG_VALUE.sub('""', tag[0])
    return short if len(short) <= _LONGEST_TAG else f"<{tag[1]}>"


def _is_deep(tree: HtmlElement) -> bool:
    # To ask for what stands so deep is much quicker than to walk the tree.
    return bool(tree.xpath("/*" + "/*" * MAX_DEPTH))


def empty() -> RefusedError:
    """Say that there is nothing to read."""
    return RefusedError(0, "empty-file", "there is nothing on the page", "Save it again.")


def too_deep() -> RefusedError:
    """Say that a page is made to exhaust who reads it."""
    return RefusedError(
        0,
        "no-article",
        "too many elements stand in each other, which no article needs",
        "Save the page from a browser's reading view, or as text.",
    )


def _too_many() -> RefusedError:
    return RefusedError(
        0,
        "too-large",
        f"the page has more than {MAX_ELEMENTS:,} elements, which no article needs",
        "Save the page from a browser's reading view, or as text.",
    )
