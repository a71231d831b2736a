"""An entry of a feed that Clipbook made: whose article it is, told by what such feeds say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clipbook.importers.feeds.said import Day, Said
from clipbook.importers.feeds.walk import local
from clipbook.importers.said import one_line
from clipbook.model.fields import address_fault
from clipbook.model.outlet import NO_OUTLET

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MADE = re.compile(rb"<generator[^<>]*>\s*Clipbook\s*</generator>")
_MARK = " (inferred)"
"""So `feeds/atom.py` marks what was concluded."""
_SNIPPET = re.compile(r"Snippet(?: from (?P<via>[^:]{1,100}))?: (?P<words>.+)", re.DOTALL)
_OF_ARCHIVE = ("Abstract by this archive: ", "From the analysis captured with it: ")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def is_feed(around: bytes) -> bool:
    """Say by what stands around its items whether Clipbook made a feed."""
    return _MADE.search(around) is not None


def take(said: Said, element: Element) -> None:
    """Set what an entry says of its article; the archive around it is not its publisher."""
    texts = {local(child): one_line(child.text or "") for child in element}
    said.outlet, said.outlet_where = texts.get("publisher", ""), "dc:publisher"
    said.title = _unmarked(said, "title", texts.get("title", ""))
    said.days = [
        Day(texts[name], where, is_published=True)
        for name, where in (("published", "published"), ("date", "dc:date"))
        if name in texts
    ]
    said.again("lang")
    said.language(element.get(_LANGUAGE), "xml:lang")
    _take_links(said, element)
    _take_authors(said, element)
    _take_summary(said, texts.get("summary", ""))


def _take_links(said: Said, element: Element) -> None:
    links = {
        child.get("rel"): child.get("href") or "" for child in element if local(child) == "link"
    }
    said.link, said.link_where = links.get("via", "").strip(), "link rel=via"
    page = links.get("alternate", "").strip()
    if not address_fault(page):
        said.put("archived_url", page, "link rel=alternate")


def _take_authors(said: Said, element: Element) -> None:
    """Take the names behind the outlet's, which comes first, marked where it was concluded."""
    said.again("authors")
    first, *others = [*_names(element), ""]
    if first == said.outlet + _MARK:
        said.inferred.add("outlet")
    own = others if said.outlet or first == NO_OUTLET else [first, *others]
    said.names("authors", [_unmarked(said, "authors", name) for name in own], "author")


def _names(element: Element) -> Iterator[str]:
    for child in element:
        if local(child) == "author":
            yield one_line("".join(part.text or "" for part in child if local(part) == "name"))


def _take_summary(said: Said, text: str) -> None:
    """Take the article's own words, or those of a listing; not the archive's."""
    found = _SNIPPET.fullmatch(text)
    if found:
        said.put("via", found["via"], "summary")
    own = "" if text.startswith(_OF_ARCHIVE) else text
    said.summary, said.summary_where = (found["words"] if found else own), "summary"


def _unmarked(said: Said, field: str, text: str) -> str:
    """Give a text without the word that it was concluded, and remember that it was."""
    plain = text.removesuffix(_MARK)
    if plain != text:
        said.inferred.add(field)
    return plain
