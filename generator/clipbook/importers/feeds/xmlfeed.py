"""A feed in XML: surveyed once, mended where it is not well-formed, then read item by item."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.importers.feeds import encoding as encodings
from clipbook.importers.feeds import entries, slicing
from clipbook.importers.feeds.encoding import Encoding
from clipbook.importers.feeds.mending import Mending
from clipbook.importers.feeds.said import Said
from clipbook.importers.feeds.survey import Feed, survey
from clipbook.importers.record import RefusedError, Remark
from clipbook.importers.source import Source


def read(source: Source, encoding: Encoding) -> Iterator[Said | Remark]:
    """Give what each item says; raises RefusedError where there is none and the XML is broken."""
    mending = Mending(lambda: encodings.pieces(source, encoding))
    feed = _surveyed(mending)
    if not feed.items and feed.fault:
        said = f"there is no item in it, and it is no sound XML: {feed.fault}"
        raise RefusedError(feed.line, "not-a-feed", said, "Fetch the feed again.")
    yield from _remarks(feed, mending)
    for piece in slicing.slices(mending.text()):
        if isinstance(piece, RefusedError):
            yield piece.remark
        elif item := entries.said_of(piece, feed, source.address):
            yield item
    if feed.fault:
        yield _broken(feed)


def _surveyed(mending: Mending) -> Feed:
    feed = survey(mending.text())
    if not feed.fault:
        return feed
    mending.every = True
    return survey(mending.text())


def _remarks(feed: Feed, mending: Mending) -> Iterator[Remark]:
    if feed.defines and feed.items:
        said = "the feed defines entities of its own, which are not read; they stand as `&name;`"
        yield Remark(1, "entities-not-read", said, "Look for them in what came in.")
    if mending.is_damaged and feed.items:
        said = "the feed refers to letters that there are not (`&#xD800;`); each stands as �"
        yield Remark(0, "damaged-text", said, "Fetch the feed again, or correct the articles.")


def _broken(feed: Feed) -> Remark:
    said = f"the feed is no sound XML, so items may be missing or cut short: {feed.fault}"
    if feed.unclosed:
        said += f"; the item that begins on line {feed.unclosed} is never closed, and was left out"
    return Remark(feed.line, "broken-feed", said, "Compare the items with those of the feed.")
