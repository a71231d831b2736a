"""OPML: a list of feeds. It holds no article, so it says where its feeds are."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

from clipbook.importers.feeds.walk import Walk, local
from clipbook.importers.record import RefusedError, Remark
from clipbook.importers.said import one_line
from clipbook.model.fields import address_fault

_MOST = 1000
_LONGEST_NAME = 100


def read(pieces: Iterable[str]) -> Iterator[Remark]:
    """Name each feed that is listed; raises RefusedError where there is none."""
    walk, count = Walk(pieces), 0
    for event, element in walk.events():
        if event == "start":
            continue
        address = one_line(_attribute(element, "xmlurl"))
        if local(element) == "outline" and address:
            count += 1
            if count <= _MOST:
                yield _listed(int(element.sourceline or 0), _name(element), address)
        element.clear(keep_tail=False)
    if not count:
        said = f"it lists no feed{f': {walk.fault}' if walk.fault else ''}"
        raise RefusedError(walk.line, "nothing-found", said, "Look at what it holds.")
    if count > _MOST:
        said = f"it lists {count:,} feeds, of which the first {_MOST:,} are named"
        yield Remark(0, "feed-listed", said, "Import the others by their addresses.")


def _listed(line: int, name: str, address: str) -> Remark:
    called = f"“{name}” is listed" if name else "a feed is listed"
    fault = address_fault(address)
    fix = (
        f"Its address cannot be used: {fault}."
        if fault
        else f"clipbook import {shlex.quote(address)}"
    )
    return Remark(line, "feed-listed", f"{called}, and not read: {address}", fix)


def _name(element: object) -> str:
    name = one_line(_attribute(element, "title") or _attribute(element, "text"))
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]} …"


def _attribute(element: object, wanted: str) -> str:
    attributes = getattr(element, "attrib", {})
    return next((str(attributes[name]) for name in attributes if name.casefold() == wanted), "")
