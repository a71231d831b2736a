"""A first reading of a feed in XML, for what stands around its items."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clipbook.importers.feeds.held import MARK, Held, is_holder, is_near_top, without_next
from clipbook.importers.feeds.walk import Walk, local
from clipbook.importers.record import RefusedError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_NAMESPACES = 100
"""Namespaces of one item; each has to name those of the feed again."""

_ABOUT_FEED = frozenset({"link", "language", "author", "id", "generator"})
"""What items take from the feed around them."""
_MOST_ABOUT_FEED = 32
_LARGEST_ABOUT_FEED = 1000
_PLACE = re.compile(rb"<(?:[\w.-]+:)?%b(?: [^<>]*)?/>" % MARK.encode())


@dataclass(slots=True)
class Feed:
    """What stands around the items, and what is wrong with the XML."""

    before: bytes = b""
    after: bytes = b""
    """With an item between, a feed of this one item."""
    items: int = 0
    defines: bool = False
    """Whether it defines entities of its own, which are never read."""
    fault: str | None = None
    line: int = 0
    unclosed: int = 0
    """The line of an item in which the feed breaks off; 0 where there is none."""


def survey(pieces: Iterable[str]) -> Feed:
    """Read a feed once for what stands around its items.

    Raises RefusedError where each item would have to repeat thousands of namespaces.
    """
    walk = Walk(pieces)
    reading = _Survey(walk, Held(walk))
    for event, element in walk.events():
        if event == "start":
            reading.begin(element)
        else:
            reading.end(element)
    return reading.feed()


@dataclass(slots=True)
class _Survey:
    walk: Walk
    held: Held
    holder: Element | None = None
    """What the first item stands in."""
    items: int = 0
    unclosed: int = 0
    kept: int = 0
    found: Feed = field(default_factory=Feed)

    def begin(self, element: Element) -> None:
        if self.held.begin(element):
            self.unclosed = int(element.sourceline or 0)
            self.holder = element.getparent() if self.holder is None else self.holder

    def end(self, element: Element) -> None:
        if element is self.held.item:
            self.unclosed *= self.walk.is_over
            self.items += not self.walk.is_over or without_next(element)
            self.held.end()
            self.held.drop(element)
        elif self.held.item is None and local(element) != "channel" and not self._keeps(element):
            self.held.drop(element)

    def _keeps(self, element: Element) -> bool:
        """Say whether something around the items stays, as it is, or is in, what they need."""
        if self.kept < _MOST_ABOUT_FEED and _is_about_feed(element):
            self.kept += 1
            return True
        return not is_near_top(element) and not self.held.is_too_much()

    def feed(self) -> Feed:
        """Give what was found; raises RefusedError where no item can be put in its place."""
        walk = self.walk
        feed = Feed(items=self.items, unclosed=self.unclosed)
        feed.fault, feed.line, feed.defines = walk.fault, walk.line, walk.defines
        if self.holder is not None:
            feed.before, feed.after = self._around(self.holder)
        return feed

    def _around(self, holder: Element) -> tuple[bytes, bytes]:
        """Part what stands around the items at a mark in their place."""
        from lxml import etree  # noqa: PLC0415

        line = int(holder.sourceline or 0)
        if len(holder.nsmap) > MOST_NAMESPACES:
            raise too_many_names(line)
        root = holder.getroottree().getroot()
        place = holder if is_holder(holder) else root
        # An item that breaks off was met, but never ended.
        unfinished = [] if self.held.item is None else [self.held.item]
        for dropped in (*root.xpath(f"//*[@{MARK}]"), *unfinished):
            if dropped.getparent() is not None:
                dropped.getparent().remove(dropped)
        # What held them may be gone itself, with all else that stood in the feed.
        etree.SubElement(place if root in (place, *place.iterancestors()) else root, MARK)
        around = _PLACE.split(etree.tostring(root, encoding="utf-8"), maxsplit=1)
        if len(around) == 1:
            said = "its items stand where no feed has them"
            raise RefusedError(line, "not-a-feed", said, "Fetch the feed again.")
        return around[0], around[1]


def too_many_names(line: int) -> RefusedError:
    """Say that an element would have to repeat too many namespaces."""
    said = f"it names more than {MOST_NAMESPACES} namespaces, which no feed does"
    return RefusedError(line, "not-a-feed", said, "Fetch the feed again.")


def _is_about_feed(element: Element) -> bool:
    from lxml import etree  # noqa: PLC0415

    if local(element) not in _ABOUT_FEED or not is_near_top(element):
        return False
    return len(etree.tostring(element, with_tail=False)) < _LARGEST_ABOUT_FEED
