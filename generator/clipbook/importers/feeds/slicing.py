"""A feed cut into its items while it is read, so that no more than one is held at a time.

Entities are never replaced from definitions, and nothing is fetched. What is not well-formed is
read as far as libxml2 recovers it.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipbook.importers.feeds.walk import Walk, local
from clipbook.importers.record import RefusedError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ITEMS = frozenset({"item", "entry"})

_ABOUT_FEED = frozenset({"link", "language", "author", "id", "generator"})
"""What items take from the feed around them."""
_MOST_ABOUT_FEED = 32
_LARGEST_ABOUT_FEED = 1000
_LARGEST_ITEM = 2 * 1024 * 1024
_MOST_NAMESPACES = 100
_MARK = "clipbook-item"


@dataclass(frozen=True, slots=True)
class Slice:
    """One item of a feed."""

    element: Element
    xml: bytes
    """The item alone, with the namespaces of what is around it; UTF-8."""
    line: int


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
    from lxml import etree  # noqa: PLC0415

    walk, feed, inside, kept = Walk(pieces), Feed(), None, 0
    holder: Element | None = None
    for event, element in walk.events():
        if event == "start":
            if local(element) in ITEMS and element.getparent() is not None:
                feed.unclosed = int(element.sourceline or 0)
                holder = element.getparent() if holder is None else holder
                inside = element if inside is None else inside
        elif element is inside:
            inside = None
            feed.unclosed *= walk.is_over
            feed.items += not walk.is_over or _without_next(element)
            _drop(element)
        elif inside is None and element.getparent() is not None and local(element) != "channel":
            is_kept = kept < _MOST_ABOUT_FEED and _is_about_feed(element)
            kept += is_kept
            if not is_kept and _is_near_top(element):
                _drop(element)
    feed.fault, feed.line, feed.defines = walk.fault, walk.line, walk.defines
    if holder is not None and len(holder.nsmap) > _MOST_NAMESPACES:
        raise _too_many_names(int(holder.sourceline or 0))
    if holder is not None:
        root = holder.getroottree().getroot()
        # An item that breaks off was met, but never ended.
        unfinished = [] if inside is None else [inside]
        for dropped in (*root.xpath(f"//*[@{_MARK}]"), *unfinished):
            dropped.getparent().remove(dropped)
        etree.SubElement(holder if _is_holder(holder) else root, _MARK)
        _cut(feed, etree.tostring(root, encoding="utf-8"))
    return feed


def slices(pieces: Iterable[str]) -> Iterator[Slice | RefusedError]:
    """Give the items one after the other; an error stands for one that is too large.

    What is never closed is no item: nobody knows how it would have gone on.
    """
    walk = Walk(pieces)
    inside: Element | None = None
    for event, element in walk.events():
        if event == "start":
            if inside is None and local(element) in ITEMS and element.getparent() is not None:
                inside = element
        elif element is inside:
            inside = None
            if not walk.is_over or _without_next(element):
                yield _slice(element)
            _drop(element)
        elif inside is None and _is_near_top(element):
            _drop(element)


def _without_next(element: Element) -> bool:
    """Take an item off another that was not closed, and say whether there was one.

    So the other is whole as far as it goes: the feed breaks off in the last one alone.
    """
    nested = [each for each in element.iterdescendants() if local(each) in ITEMS]
    for each in reversed(nested):
        each.getparent().remove(each)
    return bool(nested)


def _slice(element: Element) -> Slice | RefusedError:
    from lxml import etree  # noqa: PLC0415

    line = int(element.sourceline or 0)
    if len(element.nsmap) > _MOST_NAMESPACES:
        return _too_many_names(line)
    _spell_out(element)
    xml = etree.tostring(element, encoding="utf-8", with_tail=False)
    if len(xml) <= _LARGEST_ITEM:
        return Slice(element, xml, line)
    said = f"this item holds more than {_LARGEST_ITEM // 1024 // 1024} MB"
    return RefusedError(line, "too-large", said, "Import the page itself.")


def _too_many_names(line: int) -> RefusedError:
    said = f"it names more than {_MOST_NAMESPACES} namespaces, which no feed does"
    return RefusedError(line, "not-a-feed", said, "Fetch the feed again.")


def _spell_out(element: Element) -> None:
    """Write entities as the letters that HTML knows by these names, and others as they stand."""
    from lxml import etree  # noqa: PLC0415

    for entity in list(element.iter(etree.Entity)):
        letter = html.entities.html5.get(f"{entity.name};", entity.text) + (entity.tail or "")
        parent, before = entity.getparent(), entity.getprevious()
        if before is None:
            parent.text = (parent.text or "") + letter
        else:
            before.tail = (before.tail or "") + letter
        entity.tail = None
        parent.remove(entity)


def _drop(element: Element) -> None:
    """Free what an element held; it goes itself once the parser is past it."""
    element.clear()
    element.set(_MARK, "")
    before = element.getprevious()
    if before is not None and before.get(_MARK) is not None:
        element.getparent().remove(before)


def _is_near_top(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and _is_holder(parent)


def _is_holder(element: Element) -> bool:
    return element.getparent() is None or local(element) == "channel"


def _is_about_feed(element: Element) -> bool:
    from lxml import etree  # noqa: PLC0415

    if local(element) not in _ABOUT_FEED or not _is_near_top(element):
        return False
    return len(etree.tostring(element, with_tail=False)) < _LARGEST_ABOUT_FEED


def _cut(feed: Feed, around: bytes) -> None:
    """Part what stands around the items at the mark that was put in their place."""
    tag = re.compile(rb"<(?:[\w.-]+:)?%b(?: [^<>]*)?/>" % _MARK.encode())
    feed.before, feed.after = tag.split(around, maxsplit=1)
