"""The text of a page as a tree, within limits that no honest page meets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipbook.importers.record import RefusedError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_BYTES = 20 * 1024 * 1024
"""A page with its pictures in it, as SingleFile saves it, may have some megabytes."""
MAX_DEPTH = 1_000
"""Elements in each other; libraries walk trees with a call for each level."""

_DATA = re.compile(r"data:[a-z]+/[a-z0-9.+-]+;base64,[a-z0-9+/=%\s]{200,}", re.IGNORECASE)


def tree_of(text: str) -> HtmlElement:
    """Parse a page once for all who read it; raises RefusedError where there is nothing in it."""
    from lxml import etree, html  # noqa: PLC0415 - only who reads pages pays for loading it

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    data = _DATA.sub("data:,", text.replace("\0", "")).encode("utf-8", "replace")
    try:
        tree: HtmlElement | None = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = None
    if tree is None:
        raise empty()
    if _is_deep(tree):
        raise too_deep()
    return tree


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
