"""What a page shows or marks in its text: heads, microdata, times, its own address."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from clipbook.importers.pages.said import Said, What, one_line, said

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKED = {
    "headline": What.TITLE,
    "author": What.AUTHOR,
    "creator": What.AUTHOR,
    "datepublished": What.PUBLISHED,
    "datecreated": What.PUBLISHED,
    "datemodified": What.MODIFIED,
    "inlanguage": What.LANGUAGE,
    "isaccessibleforfree": What.FREE,
}
_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "button"})
_LONGEST_BYLINE = 200
_MOST_MARKED = 300
_MOST_STEPS = 2_000


def read(tree: HtmlElement) -> Iterator[Said]:
    """Give what is said."""
    yield from _titles(tree)
    yield from _links(tree)
    yield from _marked(tree)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    yield from said(What.LANGUAGE, language or "", "html lang")


def words(element: HtmlElement, most: int = 4_000) -> str:
    """Give the words that an element shows, as one line."""
    found: list[str] = []
    _gather(element, found, most)
    return one_line("".join(found))


def _gather(element: HtmlElement, found: list[str], most: int) -> None:
    from lxml import etree  # noqa: PLC0415 - only who reads pages pays for loading it

    hidden = 0
    steps = etree.iterwalk(element, events=("start", "end"))
    for event, each in islice(steps, _MOST_STEPS):
        if event == "start":
            hidden += each.tag in _HIDDEN
            found.append("" if hidden else each.text or "")
        else:
            hidden -= each.tag in _HIDDEN
            is_inner = each is not element and not hidden
            found.append((each.tail or "") if is_inner else "")
        if each.tag in _BLOCKS:
            found.append(" ")
        most -= len(found[-1])
        if most < 0:
            return


_BLOCKS = frozenset({"br", "p", "div", "li", "ul", "td", "tr", "h1", "h2", "h3", "section"})


def _titles(tree: HtmlElement) -> Iterator[Said]:
    title = tree.find(".//head/title")
    title = tree.find(".//title") if title is None else title
    if title is not None:
        yield from said(What.TITLE, title.text_content(), "title")


def _links(tree: HtmlElement) -> Iterator[Said]:
    for link in tree.iter("link"):
        if (link.get("rel") or "").casefold() == "canonical":
            yield from said(What.ADDRESS, link.get("href") or "", "rel=canonical")


def _marked(tree: HtmlElement) -> Iterator[Said]:
    marked = tree.xpath("//*[@itemprop or @property or self::time][not(self::meta)]")
    for element in marked[:_MOST_MARKED]:
        name = element.get("itemprop") or element.get("property")
        if name:
            what = _MARKED.get(name.split(":")[-1].casefold().strip())
            if what:
                yield from _mark(element, what, f"itemprop {name.strip()}")
        elif element.tag == "time" and element.get("datetime"):
            place = "time pubdate" if "pubdate" in element.attrib else "time"
            yield from said(What.PUBLISHED, element.get("datetime") or "", place)


def _mark(element: HtmlElement, what: What, where: str) -> Iterator[Said]:
    value = element.get("content") or element.get("datetime")
    if what is What.AUTHOR:
        name = element.find(".//*[@itemprop='name']")
        if name is not None:
            value = name.get("content") or words(name, _LONGEST_BYLINE)
    yield from said(what, value or words(element, _LONGEST_BYLINE * 2), where)
