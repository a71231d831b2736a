"""One reading of an XML document, element by element, as far as libxml2 recovers what is broken.

Entities are never replaced from definitions, and nothing is fetched.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_REFERENCE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    r"|&(?:([a-z][a-z0-9]{0,31});|(?!#[0-9]+;|#x[0-9a-f]+;))",
    re.DOTALL | re.IGNORECASE,
)
_BEFORE_ROOT = re.compile(r"\A[^<]*(?:<\?xml\b[^<>]*\?>)?", re.IGNORECASE)


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
        try:
            for piece in self.pieces:
                parser.feed(piece.encode("utf-8", "replace"))
                yield from parser.read_events()
            self.is_over = True
            root = parser.close()
            yield from parser.read_events()
            self._look_at(root)
        except etree.LxmlError as error:
            self.fault = str(error)
        self._note(parser.feed_error_log)

    def _look_at(self, root: Element | None) -> None:
        types = None if root is None else root.getroottree().docinfo.internalDTD
        self.defines = types is not None and next(iter(types.iterentities()), None) is not None

    def _note(self, log: Iterable[object]) -> None:
        first = next(iter(log), None)
        if first is not None:
            self.fault = str(getattr(first, "message", first))
            self.line = int(getattr(first, "line", 0))


def local(element: Element) -> str:
    """Give an element's name without namespace or prefix, in lower case."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].casefold()


def mended(pieces: Iterable[str]) -> Iterator[str]:
    """Give the text from its first tag on, with entities, and any other `&`, as numbers.

    Lines keep their numbers. Past the first fault, libxml2 leaves out `&lt;`, but not `&#60;`.
    """
    text = _BEFORE_ROOT.sub(lambda found: "\n" * found[0].count("\n"), "".join(pieces))
    yield _REFERENCE.sub(_numbered, text)


def _numbered(found: re.Match[str]) -> str:
    if not found[0].startswith("&"):
        return found[0]
    letters = html.entities.html5.get(f"{found[1]};", "")
    # An unknown name stays a name, after an ampersand that is no more than one.
    return "".join(f"&#{ord(letter)};" for letter in letters) or f"&#38;{found[0][1:]}"
