"""What a page's JSON-LD says of its article; broken JSON is read for what can still be told."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from clipbook.importers.pages.said import MAX_LINE, Said, What, said

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = Mapping[str, Any]

MAX_NODES = 2_000
_MAX_DEPTH = 12
_MOST_VALUES = 20_000
_BETWEEN = re.compile(r"[ \t\r\n;,]*")
_LISTS = frozenset(
    {
        "itemListElement",
        "comment",
        "hasPart",
        "review",
        "itemReviewed",
        "image",
        "video",
        "mentions",
    }
)
"""Under these stand other things than the article."""
_ARTICLE = re.compile(r"article|posting|report|^review$|^(?:criticreview|opinion)", re.IGNORECASE)
_REVIEW = re.compile(r"review", re.IGNORECASE)
_PAGE = re.compile(r"page$|^(?:creativework|videoobject|podcastepisode|recipe|book)", re.IGNORECASE)
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_TRAILING_COMMA = re.compile(r",(?=\s*[\]}])")
_BROKEN = {
    "headline": What.TITLE,
    "datePublished": What.PUBLISHED,
    "dateModified": What.MODIFIED,
}
_PLAIN = {
    "headline": What.TITLE,
    "datePublished": What.PUBLISHED,
    "dateCreated": What.PUBLISHED,
    "dateModified": What.MODIFIED,
    "inLanguage": What.LANGUAGE,
    "isAccessibleForFree": What.FREE,
    "url": What.ADDRESS,
}


def read(tree: HtmlElement) -> Iterator[Said]:
    """Give what the likeliest article among all nodes says, then what pages around it say."""
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        values = list(_values(script.text or ""))
        if not values:
            yield from _of_broken(script.text or "")
        for value in values:
            nodes += _nodes(value, MAX_NODES - len(nodes))
    named = {str(node["@id"]): node for node in reversed(nodes) if len(node) > 1 and "@id" in node}
    for node in _chosen(nodes):
        yield from _of_node(node, named)


def _values(text: str) -> Iterator[Any]:
    """Give each JSON value of a script; several may stand one after the other."""
    text = _WRAPPED.sub("", text).strip()
    decoder = json.JSONDecoder(strict=False)
    for form in (text, _TRAILING_COMMA.sub("", text)):
        found: list[Any] = []
        at = 0
        try:
            while at < len(form) and form[at] in "[{" and len(found) < MAX_NODES:
                value, at = decoder.raw_decode(form, at)
                found.append(value)
                at = _between(form, at)
        except (ValueError, RecursionError):
            continue
        yield from found
        return


def _between(text: str, at: int) -> int:
    """Give where the next value begins."""
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _nodes(value: Any, most: int) -> list[Node]:  # noqa: ANN401 - JSON may be anything
    """Give the objects that may be the article, outer ones first, lists of others left out."""
    found: list[Node] = []
    left = deque([(value, 0)])
    seen = 0
    while left and len(found) < most and seen < _MOST_VALUES:
        seen += 1
        each, depth = left.popleft()
        if isinstance(each, dict):
            found.append(each)
        inner = _inner(each) if depth < _MAX_DEPTH else ()
        left.extend((part, depth + 1) for part in islice(inner, _MOST_VALUES))
    return found


def _inner(value: Any) -> Iterable[Any]:  # noqa: ANN401
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return [
            part
            for key, part in value.items()
            if isinstance(part, dict | list) and key not in _LISTS
        ]
    return ()


def _chosen(nodes: list[Node]) -> list[Node]:
    """Give the first article that has a headline or a date, and the pages that are described."""
    articles = [
        node
        for node in nodes
        if _is(node, _ARTICLE) and ("headline" in node or not _is(node, _REVIEW))
    ]
    whole = [node for node in articles if "headline" in node or "datePublished" in node]
    pages = [node for node in nodes if _is(node, _PAGE) and not _is(node, _ARTICLE)]
    return (whole or articles)[:1] + [node for node in pages if "datePublished" in node][:1]


def _is(node: Node, pattern: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and pattern.search(kind.rpartition("/")[2])
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _of_node(node: Node, named: Mapping[str, Node]) -> Iterator[Said]:
    for key, what in _PLAIN.items():
        value = node.get(key)
        if isinstance(value, bool):
            value = str(value)
        if isinstance(value, str):
            yield from said(what, value, f"json-ld {key}")
    if "headline" not in node and isinstance(node.get("name"), str):
        yield from said(What.TITLE, node["name"], "json-ld name")
    yield from _page_address(node)
    for key in ("author", "creator"):
        for name in _names(node.get(key), named):
            yield from said(What.AUTHOR, name, f"json-ld {key}")
    for keyword in _names(node.get("keywords"), named):
        yield from said(What.TAG, keyword, "json-ld keywords")
    for name in _names(node.get("publisher"), named):
        yield from said(What.OUTLET, name, "json-ld publisher")


def _page_address(node: Node) -> Iterator[Said]:
    page = node.get("mainEntityOfPage")
    if isinstance(page, dict):
        page = page.get("@id")
    if isinstance(page, str):
        yield from said(What.ADDRESS, page, "json-ld mainEntityOfPage")


def _names(value: Any, named: Mapping[str, Node], depth: int = 0) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < _MAX_DEPTH:
        for each in value:
            yield from _names(each, named, depth + 1)
    elif isinstance(value, dict) and depth < _MAX_DEPTH:
        node = value if "name" in value else named.get(str(value.get("@id")), value)
        yield from _names(node.get("name"), named, depth + 1)


def _of_broken(text: str) -> Iterator[Said]:
    for key, what in _BROKEN.items():
        found = re.search(rf'"{key}"\s*+:\s*+"((?:[^"\\]|\\.){{0,{MAX_LINE}}}+)"', text)
        if found:
            yield from said(what, _unescaped(found[1]), f"json-ld {key}")
    found = re.search(
        r'"author"\s*+:\s*+[\[{\s]*+(?:"@type"\s*+:\s*+"\w{1,50}",\s*+)?+"name"\s*+:\s*+"([^"]{0,1000}+)"',
        text,
    )
    if found:
        yield from said(What.AUTHOR, _unescaped(found[1]), "json-ld author")


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
