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
        raise _deep()
    return tree


def _is_deep(tree: HtmlElement) -> bool:
    from lxml import etree  # noqa: PLC0415

    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def empty() -> RefusedError:
    """Say that there is nothing to read."""
    return RefusedError(0, "empty-file", "there is nothing on the page", "Save it again.")


def _deep() -> RefusedError:
    return RefusedError(
        0,
        "no-article",
        f"more than {MAX_DEPTH} elements stand in each other, which no article needs",
        "Save the page from a browser's reading view, or as text.",
    )
