"""Bylines that a page shows: elements that are named for authors, and links to their pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from clipbook.importers.pages import names
from clipbook.importers.pages.said import Said, What, said
from clipbook.importers.pages.visible import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = frozenset(
    (
        "a",
        "span",
        "div",
        "p",
        "address",
        "li",
        "ul",
        "cite",
        "h3",
        "h4",
        "h5",
        "small",
        "strong",
        "b",
    )
)
_HINTS = ("uthor", "yline", "utor", "uteur", "riter", "vcard", "reporter", "username", "person")
_FOLDERS = (
    *("/author", "/autor", "/auteur", "/profil", "/by/", "/writer", "/contrib"),
    *("/redakt", "/journalist", "/reporter", "/team/", "/staff/", "/person"),
)
_LIKELY = "//body//*[{} or self::a[@rel or {}]]".format(
    " or ".join(f"contains(concat(@class, ' ', @id), '{hint}')" for hint in _HINTS),
    " or ".join(f"contains(@href, '{folder}')" for folder in _FOLDERS),
)
"""Finds what may be a byline before it is looked at more closely, which takes ten times as long."""
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:(?:\w+[_-]+)?by-?line|authors?|author-?names?|author-?link|autor(?:en|es|s)?|"
    r"auteurs?|autore|writers?|vcard|art-author|post-?author|entry-?author|artikel-?autor|date-author|reporter-?line|reporter|username|person-link|field--person)"
    r"(?:$|[\s_-])|(?:author|byline|autor)(?:name|link|s)?(?:$|[\s_-])",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"comment|kommentar|related|teaser|recommend|sidebar|widget|(?<!post-)(?<!entry-)(?<!article-)footer|popular|trending|caption|"
    r"credit|photo|newsletter|most-?read|copyright",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"bio|image|avatar|social|follow|thumb|share|archive|date|time", re.IGNORECASE)
_TO_AUTHOR = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autori|profile?s?|by|writers?|contributors?|"
    r"redakteure?|journalists?|reporters?|team|redaktion|staff|personen?)/[^/?#]+",
    re.IGNORECASE,
)
_ASIDES = frozenset({"nav", "figure", "figcaption"})
_OF_ARTICLE = re.compile(r"entry|post|article", re.IGNORECASE)
_BY = re.compile(
    r"^\s*(?:(?:text|posted|written|blog ?beitrag|(?:ein )?beitrag|geschrieben|verfasst|story)\s+)?"
    r"(?:by|von|par|por|door|af|av)\s+[^\W\d_]|^\s*(?:text|autor(?:in)?|author)\s*:",
    re.IGNORECASE,
)
_LINES = ("p", "span", "i", "em", "li", "div", "small", "strong", "address")
_LONGEST_LINE = 80
_LONGEST = 200
_MOST = 60
_MOST_LIKELY = 200
_UP = 3
"""Levels above the first byline within which another belongs to the same article."""


def read(tree: HtmlElement) -> Iterator[Said]:
    """Give the names of the first byline and of what stands with it."""
    first: dict[str, set[HtmlElement]] = {}
    around = {each for head in tree.iter("h1") for each in head.iterancestors()}
    for element, where in _candidates(tree, around):
        found = list(_names(element))
        if not found or (where in first and element not in first[where]):
            continue
        if where not in first:
            first[where] = set(_block(element).iter())
        for name in found:
            yield from said(What.AUTHOR, name, where)
    yield from _said_by(tree, around)


def _said_by(tree: HtmlElement, around: set[HtmlElement]) -> Iterator[Said]:
    """Give the people whom the first short line names that begins with “by”."""
    for element in tree.iter(*_LINES):
        text = element.text or ""
        if len(text) > _LONGEST or not _BY.match(text) or _is_aside(element, around):
            continue
        line = words(element, _LONGEST)
        found = names.names_in(line) if len(line) <= _LONGEST_LINE else []
        if found and all(map(names.is_person, found)):
            for name in found:
                yield from said(What.AUTHOR, name, "a line with “by”")
            return


def _candidates(tree: HtmlElement, around: set[HtmlElement]) -> Iterator[tuple[HtmlElement, str]]:
    found = 0
    for element in tree.xpath(_LIKELY)[:_MOST_LIKELY]:
        where = _place(element) if element.tag in _TAGS else ""
        if where and not _is_aside(element, around):
            found += 1
            yield element, where
        if found >= _MOST:
            return


def _place(element: HtmlElement) -> str:
    if element.tag == "a":
        if "author" in (element.get("rel") or "").casefold().split():
            return "rel=author"
        if _TO_AUTHOR.search(element.get("href") or ""):
            return "link to an author"
    called = _called(element)
    return "byline" if _BYLINE.search(called) and not _ABOUT.search(called) else ""


def _called(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_aside(element: HtmlElement, around: set[HtmlElement]) -> bool:
    """Say whether an element belongs to comments, to other articles or to a picture.

    What is around the headline too is no aside, whatever it is called.
    """
    for each in (element, *element.iterancestors()):
        if each in around:
            return False
        is_foot = each.tag == "footer" and not _OF_ARTICLE.search(_called(each))
        if is_foot or each.tag in _ASIDES or _AROUND.search(_called(each)):
            return True
    return False


def _block(element: HtmlElement) -> HtmlElement:
    """Give what surrounds a byline, short of the whole article."""
    block = element
    for _ in range(_UP):
        above = block.getparent()
        if above is None or above.tag in {"body", "article", "main"} or _is_long(above):
            break
        block = above
    return block


def _is_long(element: HtmlElement) -> bool:
    return len(words(element, _LONGEST * 4)) > _LONGEST * 2


def _names(element: HtmlElement) -> Iterable[str]:
    """Give the names of a byline: those of its links to authors, else those in its words."""
    links = [
        link for link in element.iter("a") if _place(link) in {"rel=author", "link to an author"}
    ]
    lines = [words(link, _LONGEST * 2) for link in links] or [words(element, _LONGEST * 2)]
    return [name for line in lines if len(line) <= _LONGEST for name in names.names_in(line)]
