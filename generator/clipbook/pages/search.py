"""The search page: an empty frame that the reader's browser fills, and ways on without it."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.edition import Edition
from clipbook.pages import head
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.search import MANIFEST

PATH = "search"

_BROWSE = (("stories", "Stories"), ("outlets", "Outlets"), ("topics", "Topics"))


def _pages(edition: Edition) -> Iterator[Page]:
    said = head.Head(
        title="Search",
        description=f"Search {edition.site.name} by word, outlet, story, topic and year.",
    )
    browse = [
        {"label": label, "path": edition.site.addresses.of(f"{section}/index")}
        for section, label in _BROWSE
    ]
    shows = {"feeds": [], "index": MANIFEST, "browse": browse}
    yield head.page(edition, KIND, PATH, said, shows)


KIND = Kind(name="search", stamped=False, section=PATH, pages=_pages)
