"""Every kind of page: an edition in, pages with all that their templates show out."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.edition import Edition
from clipbook.pages import (
    article,
    home,
    moved,
    outlet,
    outlets,
    search,
    sources,
    stories,
    story,
    topic,
    topics,
)
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page

__all__ = ["KINDS", "Kind", "Page", "all_pages"]

KINDS: tuple[Kind, ...] = (
    home.KIND,
    stories.KIND,
    story.KIND,
    moved.KIND,
    article.KIND,
    outlets.KIND,
    outlet.KIND,
    topics.KIND,
    topic.KIND,
    sources.KIND,
    search.KIND,
)
"""To add a kind: one module, one template and its partial, one line here."""


def all_pages(edition: Edition) -> Iterator[Page]:
    """Give every page of the site, kind by kind."""
    for kind in KINDS:
        for path in kind.paths(edition):
            yield kind.page(edition, path)
