"""What every page of ours says of itself, whatever its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clipbook.edition import Edition
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page

ATOM = "application/atom+xml"
SITE_FEED = "atom.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The title of a page, what its head says of it, and a curator's words for it."""

    title: str
    description: str
    robots: str = ""
    json_ld: str = ""
    """Ready to stand in a script element."""
    own_feed: bool = False
    """Whether the page has a feed of its own beside it."""
    body: str = ""
    """Trusted Markdown."""


def page(edition: Edition, kind: Kind, path: str, head: Head, shows: Mapping[str, Any]) -> Page:
    """Make a page of a kind from what its head says and what its template shows."""
    addresses = edition.site.addresses
    meta = {
        "template": f"{kind.name}.html",
        "title": head.title,
        "description": head.description,
        "section": addresses.of(kind.section),
        "root": addresses.root(path),
        "robots": head.robots,
        "json_ld": head.json_ld,
        "feeds": _feeds(edition, path, head),
        **shows,
    }
    return Page(kind.name, path, meta, head.body)


def crumbs(edition: Edition, *steps: tuple[str, str]) -> list[dict[str, str]]:
    """Give the way down from the home page, by label and path."""
    return [
        {"label": label, "path": edition.site.addresses.of(path)}
        for label, path in (("Home", "index"), *steps)
    ]


def feed_of(path: str) -> str:
    """Give the address of a page's own feed."""
    return f"{path}.atom.xml"


def _feeds(edition: Edition, path: str, head: Head) -> list[dict[str, str]]:
    site = {"title": edition.site.name, "path": SITE_FEED, "type": ATOM}
    if not head.own_feed:
        return [site]
    title = f"{head.title} – {edition.site.name}"
    return [{"title": title, "path": feed_of(path), "type": ATOM}, site]
