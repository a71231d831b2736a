"""The search page: an empty frame that the reader's browser fills, and ways on without it."""

from __future__ import annotations

from collections.abc import Iterable

from clipbook.edition import Edition
from clipbook.pages import head
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.search import MANIFEST

PATH = "search"

_BROWSE = (("stories", "Stories"), ("outlets", "Outlets"), ("topics", "Topics"))


def paths(_edition: Edition) -> Iterable[str]:
    """Give the one path."""
    return (PATH,)


def page(edition: Edition, path: str) -> Page:
    """Make the page."""
    said = head.Head(
        title="Search",
        description=f"Search {edition.site.name} by word, outlet, story, topic and year.",
    )
    browse = [
        {"label": label, "path": edition.site.addresses.of(f"{section}/index")}
        for section, label in _BROWSE
    ]
    shows = {"feeds": [], "index": MANIFEST, "browse": browse}
    return head.page(edition, KIND, path, said, shows)


KIND = Kind(name="search", section=PATH, paths=paths, page=page)
