"""OPML: a list of feeds. It holds no article, so it says where its feeds are."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from clipbook.importers.feeds.mending import Mending
from clipbook.importers.feeds.walk import Walk, local
from clipbook.importers.record import RefusedError, Remark
from clipbook.importers.said import one_line
from clipbook.model.fields import address_fault

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST = 1000
_LONGEST_NAME = 100


def read(pieces: Callable[[], Iterable[str]]) -> Iterator[Remark]:
    """Name each feed that is listed; raises RefusedError where there is none."""
    walk, count = Walk(Mending(pieces, every=True).text()), 0
    for event, element in walk.events():
        if event == "start":
            continue
        address = one_line(_attribute(element, "xmlurl"))
        if local(element) == "outline" and address:
            count += 1
            if count <= _MOST:
                yield _listed(int(element.sourceline or 0), _name(element), address)
        _let_go(element)
    if not count:
        said = f"it lists no feed{f': {walk.fault}' if walk.fault else ''}"
        raise RefusedError(walk.line, "nothing-found", said, "Look at what it holds.")
    if count > _MOST:
        said = f"it lists {count:,} feeds, of which the first {_MOST:,} are named"
        yield Remark(0, "feed-listed", said, "Import the others by their addresses.")


def _let_go(element: Element) -> None:
    """Free an element that has ended, and the one before it."""
    element.clear(keep_tail=False)
    before = element.getprevious()
    if before is not None:
        before.getparent().remove(before)


def _listed(line: int, name: str, address: str) -> Remark:
    called = f"“{name}” is listed" if name else "a feed is listed"
    fault = address_fault(address)
    fix = (
        f"Its address cannot be used: {fault}."
        if fault
        else f"clipbook import {shlex.quote(address)}"
    )
    return Remark(line, "feed-listed", f"{called}, and not read: {address}", fix)


def _name(element: Element) -> str:
    name = one_line(_attribute(element, "title") or _attribute(element, "text"))
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]} …"


def _attribute(element: Element, wanted: str) -> str:
    attributes = element.attrib
    return next((str(attributes[name]) for name in attributes if name.casefold() == wanted), "")
