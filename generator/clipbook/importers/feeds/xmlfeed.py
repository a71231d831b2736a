"""A feed in XML: surveyed once, mended where it is not well-formed, then read item by item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from clipbook.importers.feeds import encoding as encodings
from clipbook.importers.feeds import entries, slicing, walk
from clipbook.importers.feeds.encoding import Encoding
from clipbook.importers.feeds.said import Said
from clipbook.importers.feeds.slicing import Feed
from clipbook.importers.record import RefusedError, Remark
from clipbook.importers.source import Source

_Text = Callable[[], Iterable[str]]


def read(source: Source, encoding: Encoding) -> Iterator[Said | Remark]:
    """Give what each item says; raises RefusedError where there is none and the XML is broken."""
    feed, text = _surveyed(source, encoding)
    if not feed.items and feed.fault:
        said = f"there is no item in it, and it is no sound XML: {feed.fault}"
        raise RefusedError(feed.line, "not-a-feed", said, "Fetch the feed again.")
    if feed.defines and feed.items:
        yield _defining()
    for piece in slicing.slices(text()):
        if isinstance(piece, RefusedError):
            yield piece.remark
        elif item := entries.said_of(piece, feed, source.address):
            yield item
    if feed.fault:
        yield _broken(feed)


def _surveyed(source: Source, encoding: Encoding) -> tuple[Feed, _Text]:
    def whole() -> Iterable[str]:
        return encodings.pieces(source, encoding)

    def mended() -> Iterable[str]:
        return walk.mended(encodings.pieces(source, encoding))

    feed = slicing.survey(whole())
    return (slicing.survey(mended()), mended) if feed.fault else (feed, whole)


def _defining() -> Remark:
    said = "the feed defines entities of its own, which are not read; they stand as `&name;`"
    return Remark(1, "entities-not-read", said, "Look for them in what came in.")


def _broken(feed: Feed) -> Remark:
    said = f"the feed is no sound XML, so items may be missing or cut short: {feed.fault}"
    if feed.unclosed:
        said += f"; the item that begins on line {feed.unclosed} is never closed, and was left out"
    return Remark(feed.line, "broken-feed", said, "Compare the items with those of the feed.")
