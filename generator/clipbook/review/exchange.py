"""What the server hands on of a request, and what it sends back."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple

PATH = "/.clipbook/review/"
"""Where the page is. MkDocs publishes nothing below a folder whose name begins with a dot."""

MOST_BYTES = 256 * 1024
"""Of a form: a proposal of two thousand articles is smaller."""


class Asked(NamedTuple):
    """A request."""

    method: str
    path: str
    """Behind `PATH`, as it was sent."""
    query: str
    headers: Mapping[str, str]
    """By names in lower case; what was sent twice stands in one, with a comma."""
    body: bytes = b""


class Answer(NamedTuple):
    """What is sent back."""

    status: HTTPStatus
    data: bytes = b""
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


def plain(status: HTTPStatus, words: str, *headers: tuple[str, str]) -> Answer:
    """Refuse in a line of plain text."""
    return Answer(status, f"{words}\n".encode(), "text/plain; charset=utf-8", headers)


_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
GUARDED = (
    ("Content-Security-Policy", _POLICY),
    ("X-Frame-Options", "DENY"),
    ("X-Content-Type-Options", "nosniff"),
    # Without a referrer of its own a browser would not say where a form comes from, either.
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
"""Headers of every answer: no script runs, nothing comes from elsewhere, no page holds it."""
