"""A page of the archive under watch."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Visit:
    """A page, what it asked of other hosts, and what it complained about."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the archive."""
        self.page.goto(self.base + path, wait_until="networkidle")
        return self.page
