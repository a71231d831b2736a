"""Saved web pages: one article, from the bytes of the page that it stands on.

What a page says of itself is read in many places (`pages/`), each with its name; then one decider
for each field chooses, and keeps what disagrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from clipbook.importers import unread
from clipbook.importers.importer import Importer
from clipbook.importers.pages import (
    article_text,
    authors,
    bylines,
    dating,
    decoding,
    headline,
    heads,
    identity,
    json_ld,
    languages,
    links,
    meta_tags,
    origins,
    outlets,
    parsing,
    paywall,
    topics,
    visible,
)
from clipbook.importers.pages.said import Said, What
from clipbook.importers.record import Found, Item, RawRecord, RefusedError, Remark
from clipbook.importers.source import Source
from clipbook.model.article import Kind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_BYTES = parsing.MAX_BYTES
_PLACES = (json_ld, meta_tags, heads, visible, bylines)
_SHORTEST = 120
"""Signs below which what is left of a page is no text of an article."""
_OF_ARTICLES = frozenset({"json-ld datePublished", "article:published_time"})
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)[\s>]", re.IGNORECASE)
_NOT_TEXT = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_NOTHING = b"\0" * 4
"""More than between two letters in any encoding."""
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)


def record_of(html: bytes, address: str | None, content_type: str | None) -> RawRecord:
    """Read the article on a page.

    `address` is where the page was found, if that is known; `content_type` what a server called
    it. Raises RefusedError where the page is too large, empty, or holds no article.
    """
    text, guess = _decoded(html, content_type)
    tree = parsing.tree_of(text)
    origin = origins.origin_of(text, address)
    said = [each for place in _PLACES for each in place.read(tree)]
    return _record(said, tree, origin, guess)


def _record(
    said: list[Said], tree: HtmlElement, origin: origins.Origin, guess: str | None
) -> RawRecord:
    place = identity.decide(said, origin)
    decided = _decided(said, place.url)
    date, date_found, is_concluded = dating.decide(said, tree, place.url)
    title = str(decided["title"][0] or "")
    html, body = _text(tree, place.url, title)
    body = "" if article_text.is_notice(body) else body
    if not title or (len(body) < _SHORTEST and not _is_told(said)):
        raise _no_article()
    found = {name: where for name, (_, where) in decided.items()}
    found |= {"date": date_found, **_whereabouts(place, origin)}
    return RawRecord(
        kind=Kind.ARTICLE,
        body=body,
        is_outlet_default=True,
        date=date,
        url=place.url,
        archived_url=origin.archived,
        syndicated_from=place.syndicated_from,
        sources=links.sources_in(html, place.url),
        is_stub=paywall.is_stub(said, tree, body),
        inferred=frozenset({"date"}) if is_concluded else frozenset(),
        encoding=guess,
        captured_at=origin.captured_at,
        found={name: where for name, where in found.items() if where},
        **{name: value for name, (value, _) in decided.items()},
    )


def _is_told(said: list[Said]) -> bool:
    """Say whether a page tells machines that an article was published on it."""
    return any(each.what is What.PUBLISHED and each.where in _OF_ARTICLES for each in said)


def _decided(said: list[Said], url: str | None) -> dict[str, tuple[Any, Found | None]]:
    """Give the fields that the places of a page decide among themselves, and where each is from."""
    site = outlets.site_names(said, url)
    return {
        "title": headline.decide(said, site),
        "outlet": outlets.decide(said, url),
        "authors": authors.decide(said, site),
        "tags": topics.decide(said, site),
        "lang": languages.decide(said),
    }


def _whereabouts(place: identity.Identity, origin: origins.Origin) -> dict[str, Found | None]:
    return {
        "url": place.found,
        "syndicated_from": Found("rel=canonical") if place.syndicated_from else None,
        "archived_url": Found(origin.where) if origin.archived else None,
    }


def _text(tree: HtmlElement, url: str | None, title: str) -> tuple[str, str]:
    """Give the article's text as HTML and as CommonMark."""
    try:
        html = article_text.html_of(tree, url)
        return html, article_text.markdown_of(html, title)
    except RecursionError:
        raise parsing.too_deep() from None


def _decoded(html: bytes, content_type: str | None) -> tuple[str, str | None]:
    if len(html) > MAX_BYTES:
        raise RefusedError(
            0,
            "too-large",
            f"the page holds more than {MAX_BYTES // 1024 // 1024} MB",
            "Save it without its pictures.",
        )
    if not html.strip():
        raise parsing.empty()
    return decoding.text_of(html, content_type)


def _no_article() -> RefusedError:
    return RefusedError(
        0,
        "no-article",
        "the page holds no article: no headline, or no text below it",
        "Save the page when it is open in full, past any notice about cookies.",
    )


def _items(source: Source) -> Iterator[Item]:
    data = source.read(MAX_BYTES)
    record = record_of(data, source.address, source.content_type)
    if record.encoding:
        yield Remark(
            0,
            "guessed-encoding",
            f"the page does not say its encoding; it was read as {record.encoding}",
            "Look at the accents and quotes; save the page as UTF-8 if they are wrong.",
        )
    if len(record.body) < _SHORTEST:
        said = "the page tells of an article, and holds next to no text of it"
        fix = "Save it when it is open in full; else the headline and its record are what there is."
        yield Remark(0, "little-text", said, fix)
    yield record


def _accepts(source: Source) -> bool:
    if unread.is_page_of_archive(source.head):
        return False
    if "html" in (source.content_type or ""):
        return True
    head = source.head.replace(b"\0", b"")[:4096]
    markup = _MARKUP.search(head)
    if not markup or _FEED.search(head):
        return False
    # In what is packed or sent, pages lie as they are.
    before = head[: markup.start()]
    is_text = not _NOT_TEXT.search(before) and _NOTHING not in source.head[:4096]
    return is_text and not unread.is_mail(head)


_EXTENSIONS = frozenset({".html", ".htm", ".xhtml"})

IMPORTER = Importer("page", ".html", _accepts, _items, _EXTENSIONS)
