"""A feed cut into its items while it is read, so that no more than one is held at a time.

Entities are never replaced from definitions, and nothing is fetched. What is not well-formed is
read as far as libxml2 recovers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipbook.importers.feeds.held import (
    LARGEST_ITEM,
    MOST_ELEMENTS,
    Held,
    is_near_top,
    without_next,
)
from clipbook.importers.feeds.survey import MOST_NAMESPACES, too_many_names
from clipbook.importers.feeds.walk import Walk
from clipbook.importers.record import RefusedError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True)
class Slice:
    """One item of a feed."""

    element: Element
    xml: bytes
    """The item alone, with the namespaces of what is around it; UTF-8."""
    line: int


def slices(pieces: Iterable[str]) -> Iterator[Slice | RefusedError]:
    """Give the items one after the other; an error stands for one that is too large.

    What is never closed is no item: nobody knows how it would have gone on.
    """
    walk = Walk(pieces)
    held = Held(walk)
    for event, element in walk.events():
        if event == "start":
            held.begin(element)
        elif element is held.item:
            if not walk.is_over or without_next(element):
                yield _too_large(element) if held.is_too_much() else _slice(element)
            held.end()
            held.drop(element)
        elif held.item is None and (is_near_top(element) or held.is_too_much()):
            held.drop(element)


def _slice(element: Element) -> Slice | RefusedError:
    from lxml import etree  # noqa: PLC0415

    line = int(element.sourceline or 0)
    if len(element.nsmap) > MOST_NAMESPACES:
        return too_many_names(line)
    xml = etree.tostring(element, encoding="utf-8", with_tail=False)
    return Slice(element, xml, line) if len(xml) <= LARGEST_ITEM else _too_large(element)


def _too_large(element: Element) -> RefusedError:
    most = f"{LARGEST_ITEM // 1024 // 1024} MB or {MOST_ELEMENTS:,} elements"
    said = f"this item holds more than {most}"
    line = int(element.sourceline or 0)
    return RefusedError(line, "too-large", said, "Import the page itself.")
