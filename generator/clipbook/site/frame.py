"""A frame: the theme around the pages of one kind and folder, split where pages differ."""

from __future__ import annotations

from typing import NamedTuple

HEAD = "partials/clipbook/head.html"


Data = bytes | memoryview


class Frame(NamedTuple):
    """The theme around a page, in UTF-8: before its head, between, and after its body."""

    before: bytes
    between: bytes
    after: bytes

    def fill(self, head: Data, body: Data) -> bytes:
        """Put a page into the frame."""
        return b"".join((self.before, head, self.between, body, self.after))


def encoded(html: str) -> bytes:
    """Give HTML in UTF-8, as MkDocs writes it."""
    return html.encode("utf-8", errors="xmlcharrefreplace")


def partial(kind: str) -> str:
    """Name the partial template of a kind."""
    return f"partials/clipbook/{kind}.html"
