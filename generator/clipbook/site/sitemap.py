"""The sitemap, with every page of the site and the day its content came in."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

_START = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SET = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(entries: Iterable[tuple[str, str]]) -> bytes:
    """Write a sitemap of (absolute address, day or nothing), sorted by address.

    Format: https://www.sitemaps.org/protocol.html.
    """
    rows = [
        f"<url><loc>{escape(address)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for address, day in sorted(entries)
    ]
    return "\n".join([f'{_START}<urlset xmlns="{_SET}">', *rows, "</urlset>\n"]).encode()
