"""How a page's path in the site becomes an address."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Addresses:
    """How paths become addresses: `a/b.html` where they are flat, else `a/b/`."""

    flat: bool

    def of(self, path: str) -> str:
        """Give the address of a page's path, relative to the root of the site."""
        if self.flat:
            return path + ".html"
        return path.removesuffix("index") if f"/{path}".endswith("/index") else f"{path}/"

    def root(self, path: str) -> str:
        """Give the way from a page up to the root of the site: `../../`, or `./` at the root."""
        return "../" * self.of(path).count("/") or "./"


FLAT, NESTED = Addresses(flat=True), Addresses(flat=False)
