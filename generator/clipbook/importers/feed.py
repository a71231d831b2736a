"""Feeds: RSS, Atom, RDF, CDF and JSON Feed, item by item; OPML, which lists feeds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from clipbook.importers.feeds import encoding as encodings
from clipbook.importers.feeds import jsonfeed, opml, xmlfeed
from clipbook.importers.feeds.encoding import Encoding
from clipbook.importers.feeds.said import Said
from clipbook.importers.importer import Importer
from clipbook.importers.record import Item, RawRecord, RefusedError, Remark
from clipbook.importers.source import Source

MAX_BYTES = 64 * 1024 * 1024
"""A feed of 20,000 items with their texts holds about as much."""
MOST = 100_000
"""Items, with the remarks on them."""

_BEFORE_ROOT = re.compile(
    r"\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE(?:[^\[>]|\[[^\]]*\])*>", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)[\s>/]")
_FEEDS = frozenset({"rss", "feed", "channel"})
_RDF_FEED = ("purl.org/rss/1.0", "my.netscape.com/rdf/simple", "<channel", ":channel")
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org\\?/version')


def _accepts(source: Source) -> bool:
    return _form(encodings.head_text(source)) is not None


def _form(head: str) -> str | None:
    """Say by its first words what a text is: `xml`, `opml` or `json`; None for no feed."""
    if head.lstrip().startswith("{"):
        return "json" if _JSON_FEED.search(head) else None
    root = _root(head)
    if root == "opml":
        return "opml"
    is_rdf_feed = root == "rdf" and any(sign in head for sign in _RDF_FEED)
    return "xml" if root in _FEEDS or is_rdf_feed else None


def _root(head: str) -> str:
    at = 0
    while found := _BEFORE_ROOT.match(head, at):
        at = found.end()
    name = _ROOT.match(head, at)
    return name[1].casefold() if name else ""


def _read(source: Source) -> Iterator[Item]:
    if source.size > MAX_BYTES:
        said = f"it holds more than {MAX_BYTES // 1024 // 1024} MB"
        raise RefusedError(0, "too-large", said, "Import it in parts.")
    form = _form(encodings.head_text(source)) or "xml"
    encoding = encodings.encoding_of(source)
    remarks = list(_of_encoding(encoding))
    for count, item in enumerate(_ITEMS[form](source, encoding)):
        if count == MOST:
            said = f"it holds more than {MOST:,} items; the first came in"
            raise RefusedError(0, "too-large", said, "Import it in parts.")
        yield from remarks
        remarks.clear()
        yield _encoded(item, encoding)


def _of_encoding(encoding: Encoding) -> Iterator[Remark]:
    if encoding.is_guess:
        said = f"the feed is not UTF-8 and names no encoding; it was read as {encoding.name}"
        fix = "Look at the accents and quotes on the pages; name the encoding in the feed."
        yield Remark(0, "guessed-encoding", said, fix)
    if encoding.is_damaged:
        said = f"the feed is damaged {encoding.name}; what cannot be read stands as �"
        yield Remark(0, "damaged-text", said, "Fetch the feed again, or correct the articles.")


def _encoded(item: Item, encoding: Encoding) -> Item:
    if encoding.is_guess and isinstance(item, RawRecord):
        return replace(item, encoding=encoding.name)
    return item


def _xml_items(source: Source, encoding: Encoding) -> Iterator[Item]:
    yield from _given(xmlfeed.read(source, encoding))


def _json_items(source: Source, encoding: Encoding) -> Iterator[Item]:
    yield from _given(jsonfeed.read("".join(encodings.pieces(source, encoding))))


def _opml_items(source: Source, encoding: Encoding) -> Iterator[Item]:
    yield from opml.read(lambda: encodings.pieces(source, encoding))


_ITEMS: dict[str, Callable[[Source, Encoding], Iterator[Item]]] = {
    "xml": _xml_items,
    "json": _json_items,
    "opml": _opml_items,
}


def _given(sayings: Iterable[Said | Remark]) -> Iterator[Item]:
    """Give the items' records; what all items of a feed share is remarked on once."""
    was_told = False
    told: set[str] = set()
    for said in sayings:
        if isinstance(said, Remark):
            yield said
            continue
        items = list(said.items())
        if said.is_hiding and not was_told:
            was_told = True
            yield _hidden(said)
        yield from (item for item in items if not _is_repeated(item, told))


def _is_repeated(item: Item, told: set[str]) -> bool:
    """Say whether something was remarked on before that is said of the whole feed."""
    if not isinstance(item, Remark) or item.code != "language-not-read":
        return False
    is_known = item.message in told
    told.add(item.message)
    return is_known


def _hidden(said: Said) -> Remark:
    text = (
        "from here on, links of Google News hide the publishers' addresses, which are not recorded"
    )
    fix = "Add `url:` where it is known; importing the articles' own pages records it, too."
    return Remark(said.line, "address-hidden", text, fix)


IMPORTER = Importer(
    "feed",
    ".xml",
    _accepts,
    _read,
    frozenset({".rss", ".atom", ".rdf", ".xml", ".opml", ".json"}),
)
