"""One reading of an XML document, element by element, as far as libxml2 recovers what is broken.

Entities are never replaced from definitions, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from clipbook.importers.said import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LONGEST_FAULT = 200
_MOST_UNENDED = 100_000
"""Elements whose ends libxml2 does not tell, as their tags are broken: lxml keeps each of them."""


@dataclass(slots=True)
class Walk:
    """One reading of a document; says afterwards where it broke."""

    pieces: Iterable[str]
    fault: str | None = None
    line: int = 0
    defines: bool = field(default=False, init=False)
    """Whether the document defines entities."""
    is_over: bool = field(default=False, init=False)
    """Whether nothing more is written: what ends now was never closed."""
    fed: int = field(default=0, init=False)
    """Bytes that were read so far."""

    def events(self) -> Iterator[tuple[str, Element]]:
        """Give `start` and `end` of each element, as lxml does."""
        from lxml import etree  # noqa: PLC0415 - only who reads feeds pays for loading it

        parser = etree.XMLPullParser(
            events=("start", "end"),
            recover=True,
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            encoding="utf-8",
        )
        unended = 0
        try:
            for piece in self.pieces:
                data = piece.encode("utf-8", "replace")
                self.fed += len(data)
                parser.feed(data)
                for event in parser.read_events():
                    unended += 1 if event[0] == "start" else -1
                    yield event
                if unended > _MOST_UNENDED:
                    self._fail(f"more than {_MOST_UNENDED:,} elements never end")
                    break
            self.is_over = True
            root = parser.close()
            yield from parser.read_events()
            self._look_at(root)
        except etree.LxmlError as error:
            self._fail(str(error))
        self._note(parser.feed_error_log)

    def _look_at(self, root: Element | None) -> None:
        types = None if root is None else root.getroottree().docinfo.internalDTD
        self.defines = types is not None and next(iter(types.iterentities()), None) is not None

    def _fail(self, said: str) -> None:
        # Names in it are as long as the feed has them.
        self.fault = one_line(said)[:_LONGEST_FAULT]

    def _note(self, log: Iterable[object]) -> None:
        first = next(iter(log), None)
        if first is not None:
            self._fail(self.fault or str(getattr(first, "message", first)))
            self.line = int(getattr(first, "line", 0))


def local(element: Element) -> str:
    """Give an element's name without namespace or prefix, in lower case."""
    return _local(str(element.tag))


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].casefold()
