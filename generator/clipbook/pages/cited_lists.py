"""Lists of cited pages that may be long, and where each page stands in the list of them all.

An address that more than a few articles cite has a page of its own with all of these; so an
entry of a list stays short, whatever cites it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from clipbook.edition import Edition
from clipbook.model.source import host_of
from clipbook.pages import parts
from clipbook.pages.parts import Entry, Listing, Part
from clipbook.pages.wording import BYTES_A_CHARACTER, MOST_IN_LISTS, html_size, short

PATH = "sources/index"

CITING = 20
"""Articles that the list of all sources names under one; of more, its own page has all."""

_ENTRY = 900
_REFERENCE = 350
"""Bytes of one article that cites a page: its headline and the way to it."""
_MOST_OF_A_TITLE = MOST_IN_LISTS + len(" …".encode())


@lru_cache(maxsize=2048)
def anchor(url: str) -> str:
    """Give the place of an address in the list of all sources, and the name of its own page."""
    return f"s-{sha256(url.encode()).hexdigest()[:12]}"


def own_path(url: str) -> str:
    """Give the path of the page of a much cited address."""
    return f"sources/{anchor(url)}"


def place(edition: Edition, url: str) -> str:
    """Give the address at which all articles are named that cite a page."""
    addresses = edition.site.addresses
    if edition.archive.cited.times(url) > CITING:
        return addresses.of(own_path(url))
    listing = every(edition)
    path = listing.path_of(edition.archive.cited.place_of(url)) if listing.parts else PATH
    return f"{addresses.of(path)}#{anchor(url)}"


def holding(edition: Edition, url: str) -> Iterator[str]:
    """Give the first page of the list of all sources, and the part that holds an address."""
    return every(edition).showing([edition.archive.cited.place_of(url)])


def every(edition: Edition) -> Listing:
    """Plan the list of all sources."""
    cited = edition.archive.cited
    return parts.kept(
        edition, PATH, lambda: parts.listing(PATH, entries(edition, list(cited), CITING))
    )


def planned(edition: Edition) -> tuple[Any, ...]:
    """Give the plan of the list of all sources as plain values, to be kept beside a site."""
    listing = every(edition)
    return tuple(listing.places), tuple(map(tuple, listing.parts))


def recall(edition: Edition, kept: tuple[Any, ...]) -> None:
    """Take up what was planned for the same sources before."""
    places, cuts = kept
    listing = Listing(PATH, places, tuple(map(Part._make, cuts)))
    parts.kept(edition, PATH, lambda: listing)


def entries(edition: Edition, urls: Iterable[str], most: int) -> list[Entry]:
    """Give what a list of cited pages is planned by, each with at most so many that cite it."""
    return [entry(edition, url, most) for url in urls]


def read(urls: Sequence[str], part: Part) -> list[str]:
    """Give the addresses of a part, the newest first."""
    return [urls[place] for place in part.places]


def entry(edition: Edition, url: str, most: int) -> Entry:
    """Give what one cited page is planned by."""
    said = edition.archive.cited.said(url)
    citing = min(edition.archive.cited.times(url), most)
    title = html_size(short(said.title or url))
    size = _ENTRY + html_size(url) + title + citing * _REFERENCE
    # Of the undated, which stand by address, a part is named after its first host.
    return parts.entry(said.date, url, size)._replace(begins=said.date or host_of(url))


def most(url: str, most: int) -> int:
    """Give the most bytes that an entry may take, whatever is said of the page."""
    return _ENTRY + len(url) * BYTES_A_CHARACTER + _MOST_OF_A_TITLE + most * _REFERENCE


def starts(edition: Edition) -> list[list[str]]:
    """Give the name, and the date and address of the first entry, of each part of the whole list.

    Nothing where it has no parts. Plain values, to be kept beside a site that was built.
    """
    cited = edition.archive.cited
    urls = list(cited)
    firsts = ((part.name, urls[part.start]) for part in every(edition).parts)
    return [[name, cited.said(url).date, url] for name, url in firsts]


def moved(edition: Edition, before: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give the addresses that stood on another part when the parts began as `before` says.

    What is said of an address itself must not have changed. Articles link to the places of what
    they cite, so those that cite one of these are no longer as they were.
    """
    if before == starts(edition):
        return
    listing, known = every(edition), edition.archive.cited
    keys = [(not date, date, url) for _, date, url in before]
    for place, url in enumerate(known):
        date = known.said(url).date
        was = before[max(0, bisect_right(keys, (not date, date, url)) - 1)][0] if before else ""
        if was != (listing.holding(place).name if listing.parts else ""):
            yield url
