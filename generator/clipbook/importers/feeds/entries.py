"""One item of an XML feed, read by feedparser; its dates and its source are read here."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from clipbook.importers import literal, rich_text
from clipbook.importers.feeds import own
from clipbook.importers.feeds.said import Day, Said
from clipbook.importers.feeds.slicing import Slice
from clipbook.importers.feeds.survey import Feed
from clipbook.importers.feeds.walk import local
from clipbook.importers.record import Original
from clipbook.importers.said import one_line, sound

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PUBLISHED = ("pubdate", "published", "issued", "date")
_AUTHORS = ("author", "creator")
_CHANGED = ("updated", "modified", "created")
_WHOLE_TEXTS = frozenset({"encoded", "content", "body", "fullitem"})
_SUMMARIES = ("description", "summary", "abstract", "encoded", "content")
_OTHER = "media:description"
_OF_VIDEO = frozenset({"description", "group"})
_MEDIA = "search.yahoo.com/mrss"
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_WORD = re.compile(r"[^\s<>()]++")
_LONG = frozenset({"title", "description", "summary", "abstract"}) | _WHOLE_TEXTS
_SHORT = frozenset({"link", "guid", "id", "author", "creator", "category", "subject", "keywords"})
_SHORT |= {"source", "language"}
_MOST_SHORT = 200
_MOST_DAYS = 20
_MOST_ATTRIBUTES = 20
_LONGEST_SHORT = 2000
"""Bytes of an element that holds a name or an address; feedparser takes hours over long ones."""
# feedparser does not say what it raises: these were met in hostile feeds.
_ITS_ERRORS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


def said_of(piece: Slice, feed: Feed, address: str | None) -> Said | None:
    """Read one item with what is said of its feed; None where feedparser knows no item in it."""
    element = piece.element
    said = Said(piece.line, original=Original(piece.xml, ".xml"))
    said.days = list(_days(element))
    places = dict(_children(element))
    _take_source(said, element)
    own_names = list(_own_authors(element))
    of_clipbook = copy.copy(element) if own.is_feed(feed.before) else None
    result = _parsed(feed.before + _trimmed(element) + feed.after, address)
    entries = result.get("entries") or []
    if not entries:
        return None
    entry, about = entries[0], result.get("feed") or {}
    said.title = _line(entry, "title")
    said.ident = one_line(str(entry.get("id") or ""))
    said.link = str(entry.get("link") or "").strip()
    _take_texts(said, entry, places)
    _take_outlet(said, entry)
    _take_tags(said, entry, about)
    around = _authors(entry.get("source") or {}) or _authors(about)
    place = next((places[name] for name in _AUTHORS if name in places), "author")
    said.names("authors", own_names or around, place if own_names else "author of the feed")
    if of_clipbook is not None:
        own.take(said, of_clipbook)
    return said


def _trimmed(element: Element) -> bytes:
    """Give the item with what feedparser is to read of it, and no more."""
    from lxml import etree  # noqa: PLC0415 - only who reads feeds pays for loading it

    own = {local(child) for child in element if _MEDIA not in str(child.tag)}
    count = 0
    for child in list(element):
        count += local(child) in _SHORT
        if count > _MOST_SHORT or not _is_read(child, own):
            element.remove(child)
    if len(element.attrib) > _MOST_ATTRIBUTES:
        element.attrib.clear()
    xml: bytes = etree.tostring(element, encoding="utf-8", with_tail=False)
    return xml


def _is_read(child: Element, own: set[str]) -> bool:
    """Say whether feedparser is to see a part; those about a video count where nothing else is."""
    from lxml import etree  # noqa: PLC0415

    name = local(child)
    if _MEDIA in str(child.tag):
        return ("title" not in own and name == "title") or (
            name in _OF_VIDEO and not own & set(_SUMMARIES)
        )
    return name in _LONG or (
        name in _SHORT and len(etree.tostring(child, with_tail=False)) < _LONGEST_SHORT
    )


def _parsed(data: bytes, address: str | None) -> dict[str, Any]:
    import feedparser  # noqa: PLC0415 - only who reads feeds pays for loading it

    headers = {"content-type": "application/xml; charset=utf-8"}
    if address:
        headers["content-location"] = address
    try:
        # Bare bytes would be taken for the name of a file.
        found: dict[str, Any] = feedparser.parse(
            io.BytesIO(data),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _ITS_ERRORS:
        return {}
    return found


def _children(element: Element) -> Iterator[tuple[str, str]]:
    """Give the local names of an item's parts, and what a curator would look for."""
    for child in reversed(element):
        if _MEDIA not in str(child.tag):
            yield local(child), f"{child.prefix}:{local(child)}" if child.prefix else local(child)


def _line(entry: dict[str, Any], name: str) -> str:
    detail = entry.get(f"{name}_detail") or {}
    text = str(entry.get(name) or "")
    return rich_text.line_of(text) if detail.get("type") in _HTML else one_line(text)


def _days(element: Element) -> Iterator[Day]:
    for names in (_PUBLISHED, _CHANGED):
        dated = [child for child in element if local(child) in names]
        for child in dated[:_MOST_DAYS]:
            text = " ".join((child.text or "").split())
            if text:
                prefix = f"{child.prefix}:" if child.prefix else ""
                where = prefix + str(child.tag).rpartition("}")[2]
                yield Day(text, where, names is _PUBLISHED)
    changed = _attribute(element, "lastmod")
    if changed:
        yield Day(changed, "lastmod", is_published=False)


def _attribute(element: Element, name: str) -> str:
    """Give what an attribute says, in whichever letters it is written: CDF has large ones."""
    given = element.attrib
    return next((str(given[key]).strip() for key in given if key.casefold() == name), "")


def _take_source(said: Said, element: Element) -> None:
    """Read what stands beside the item proper: which element the link is, and the others' own."""
    has_link = any(local(child) in {"link", "a"} for child in element)
    said.link_where = "link" if has_link or _attribute(element, "href") else "guid"
    for child in element:
        if str(child.tag).endswith("origLink"):
            said.origin = (child.text or "").strip()
        if str(child.tag).endswith("}Source"):
            said.outlet, said.outlet_where = one_line(child.text or ""), "News:Source"


def _take_texts(said: Said, entry: dict[str, Any], places: dict[str, str]) -> None:
    said.summary = _line(entry, "summary")
    said.summary_where = next((places[name] for name in _SUMMARIES if name in places), _OTHER)
    whole = [name for name in places if name in _WHOLE_TEXTS]
    if not whole:
        return
    texts = [_markdown(content, said.link) for content in entry.get("content") or ()]
    said.body = max(texts, key=len, default="")
    said.body_where = places[whole[0]]


def _markdown(content: dict[str, Any], link: str) -> str:
    text, kind = str(content.get("value") or ""), content.get("type")
    if kind in _HTML:
        return rich_text.markdown_of(text, content.get("base") or link)
    return literal.paragraphs(sound(text)) if kind == "text/plain" else ""


def _take_outlet(said: Said, entry: dict[str, Any]) -> None:
    source = entry.get("source") or {}
    said.outlet = said.outlet or _line(source, "title")
    said.outlet_url = str(source.get("href") or "").strip()


def _take_tags(said: Said, entry: dict[str, Any], about: dict[str, Any]) -> None:
    tags = (tag.get("label") or tag.get("term") or "" for tag in entry.get("tags") or ())
    said.names("tags", (tag for tag in tags if "://" not in tag), "category")
    details = (entry.get("content") or [{}])[0], entry.get("title_detail") or {}
    own_language = next((each["language"] for each in details if each.get("language")), None)
    language = own_language or about.get("language")
    said.language(language, "language")


def _own_authors(element: Element) -> Iterator[str]:
    """Give the names in an item; feedparser takes the ends of long domains for names."""
    for child in element:
        if local(child) in _AUTHORS and len(child) < _MOST_SHORT:
            names = [part.text or "" for part in child if local(part) == "name"]
            yield from _named(names or [child.text or ""])


def _authors(told: dict[str, Any]) -> list[str]:
    return list(_named(str(each.get("name") or "") for each in told.get("authors") or ()))


def _named(names: Iterable[str]) -> Iterator[str]:
    """Give what is a name; an address of mail alone names nobody."""
    for name in names:
        bare = _WORD.sub(_unless_address, name[:_LONGEST_SHORT]).strip(" ()<>,\n\t")
        if bare:
            yield bare


def _unless_address(word: re.Match[str]) -> str:
    return "" if "@" in word[0][1:-1] else word[0]
