"""What of a feed is held while it is read, and what is let go, so that it stays one item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipbook.importers.feeds.walk import Walk, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ITEMS = frozenset({"item", "entry"})
LARGEST_ITEM = 2 * 1024 * 1024
"""Bytes of its XML."""
MOST_ELEMENTS = 40_000
"""Elements of one item, and of all that stands around the items."""
MARK = "clipbook-item"
_LOOSEST = 4
"""So many times the bytes that it comes to, an item may be written with."""


@dataclass(slots=True)
class Held:
    """What is held in one walk."""

    walk: Walk
    item: Element | None = None
    """The item that is open, however many are within it."""
    _around: int = 0
    _within: int = 0
    _since: int = 0

    def begin(self, element: Element) -> bool:
        """Count an element that begins, and say whether it is an item, in another or not."""
        is_item = local(element) in ITEMS and element.getparent() is not None
        if self.item is not None:
            self._within += 1
        elif is_item:
            self.item, self._within, self._since = element, 0, self.walk.fed
        else:
            self._around += 1
        if self.is_too_much():
            _thin(element)
        return is_item

    def end(self) -> None:
        """Let go of the item."""
        self.item = None

    def is_too_much(self) -> bool:
        """Say whether the item that is open, else what is around items, is more than is held."""
        if self.item is None:
            return self._around > MOST_ELEMENTS
        return self._within > MOST_ELEMENTS or self.walk.fed - self._since > LARGEST_ITEM * _LOOSEST

    def drop(self, element: Element) -> None:
        """Free what an element held; it goes itself once the parser is past it."""
        parent = element.getparent()
        if parent is None:
            return
        element.clear()
        element.set(MARK, "")
        before = element.getprevious()
        if before is not None and before.get(MARK) is not None:
            parent.remove(before)
        if is_holder(parent):
            self._around = 0


def _thin(element: Element) -> None:
    """Free what stands before an element; where tags are broken, its end is never told."""
    before = element.getprevious()
    if before is not None:
        before.getparent().remove(before)


def is_near_top(element: Element) -> bool:
    """Say whether an element stands directly in the feed."""
    parent = element.getparent()
    return parent is not None and is_holder(parent)


def is_holder(element: Element) -> bool:
    """Say whether an element is what holds the items of most feeds."""
    return element.getparent() is None or local(element) == "channel"


def without_next(element: Element) -> bool:
    """Take an item off another that was not closed, and say whether there was one.

    So the other is whole as far as it goes: the feed breaks off in the last one alone.
    """
    nested = [each for each in element.iterdescendants() if local(each) in ITEMS]
    for each in reversed(nested):
        each.getparent().remove(each)
    return bool(nested)
