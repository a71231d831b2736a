"""The sitemap: every page of the site and the day its content came in, in files of bounded size.

One file as long as it may be; beyond that an index of files, one for each section of the site and
each shelf of articles. So a new article changes the file of its shelf and the index, and no other.
A section that is too long for one file is spread by a checksum of the addresses, over 2, 4, 8 …
files: an address stays in its file until their number doubles.

Format and limits: https://www.sitemaps.org/protocol.html.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from xml.sax.saxutils import escape
from zlib import crc32

MOST_ADDRESSES = 50_000
MOST_BYTES = 10 * 1024 * 1024

NAME = "sitemap.xml"

_START = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SET = "http://www.sitemaps.org/schemas/sitemap/0.9"
_AROUND = len(f'{_START}<urlset xmlns="{_SET}">\n\n</urlset>\n')

_SECTION = re.compile(r"(articles/[a-z0-9-]+|stories|outlets|topics|sources)/")
_REST = "pages"

Entry = tuple[str, str]
"""An absolute address, and the day of its content or nothing."""


def files(entries: Iterable[Entry], base_url: str) -> Iterator[tuple[str, bytes]]:
    """Give the files of the sitemap by path, `sitemap.xml` last.

    `base_url` is the address of the site, with a slash at its end.
    """
    sections: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        sections[_section(entry[0].removeprefix(base_url))].append(entry)
    everything = list(chain.from_iterable(sections.values()))
    if _fits(everything):
        yield NAME, sitemap(everything)
        return
    del everything
    named = dict(_named(sections))
    newest = {}
    for name in sorted(named):
        newest[name] = max(day for _, day in named[name])
        yield name, sitemap(named[name])
    yield NAME, _index({base_url + name: day for name, day in newest.items()})


def sitemap(entries: Iterable[Entry]) -> bytes:
    """Write one sitemap, sorted by address."""
    rows = [_row("url", address, day) for address, day in sorted(entries)]
    return "\n".join([f'{_START}<urlset xmlns="{_SET}">', *rows, "</urlset>\n"]).encode()


def _index(newest: Mapping[str, str]) -> bytes:
    rows = [_row("sitemap", address, day) for address, day in newest.items()]
    start = f'{_START}<sitemapindex xmlns="{_SET}">'
    return "\n".join([start, *rows, "</sitemapindex>\n"]).encode()


def _row(element: str, address: str, day: str) -> str:
    modified = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<{element}><loc>{escape(address)}</loc>{modified}</{element}>"


def _section(place: str) -> str:
    """Name the section of an address: `articles-2026`, `stories`; `pages` for all others."""
    found = _SECTION.match(place)
    return found[1].replace("/", "-") if found else _REST


def _named(sections: Mapping[str, Sequence[Entry]]) -> Iterator[tuple[str, list[Entry]]]:
    """Give the entries of each file, as few to a section as there may be."""
    for section, entries in sections.items():
        count = 1
        while not all(map(_fits, spread := _spread(entries, count))):
            count *= 2
        for place, some in enumerate(spread, 1):
            number = f"-{place}" if count > 1 else ""
            if some:
                yield f"sitemap-{section}{number}.xml", some


def _spread(entries: Iterable[Entry], count: int) -> list[list[Entry]]:
    spread: list[list[Entry]] = [[] for _ in range(count)]
    for entry in entries:
        spread[crc32(entry[0].encode()) % count].append(entry)
    return spread


def _fits(entries: Sequence[Entry]) -> bool:
    if len(entries) > MOST_ADDRESSES:
        return False
    size = sum(len(_row("url", *entry).encode()) + 1 for entry in entries)
    return size + _AROUND <= MOST_BYTES
