"""A page: a place in the site, what its template shows, and a curator's Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site, the same for every renderer."""

    kind: str
    """Names the template (`article.html`) and its partial (`partials/clipbook/article.html`)."""
    path: str
    """The place in the site, without a suffix: `articles/2026/some-headline`."""
    meta: Mapping[str, Any]
    """All that the template shows: plain strings, numbers, booleans, lists and mappings."""
    body: str = ""
    """Trusted Markdown: a curator's words."""
