"""The heads that a page shows, without what its markup sets apart above or below the headline.

A head in a list of crumbs, or one that only screen readers hear, is written for machines: it
counts like a `title`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING

from clipbook.importers.pages.said import Said, What, said
from clipbook.importers.pages.visible import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEAD, LATER_HEAD, CRUMB = "h1", "later h1", "h1 of a breadcrumb"
SECOND, OF_HEADER = "h2", "h2 of the header"
_MOST = 40
_LEVELS = 5
_LONGEST = 4_000
_MOST_PARTS = 100
_CRUMBS = re.compile(r"bread-?crumb|crumbs?\b|swiper|carousel|ticker", re.IGNORECASE)
_UNSEEN = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|offscreen)"
    r"(?:$|\s)",
    re.IGNORECASE,
)
_ASIDE = frozenset({"nav", "aside", "footer", "li"})
_HEADERS = frozenset({"header", "hgroup"})
_HEADLINE = re.compile(r"head-?line|article-?title|article-?head", re.IGNORECASE)
_APART = re.compile(
    r"kicker|over-?line|top-?line|over-?title|dach-?zeile|eye-?brow|spitzmarke|roof-?line|"
    r"pre-?title|super-?title|sup-?title|top-?title|strap-?line|rubri[ck]|sub-?(?:title|head|line)|"
    r"unter-?titel|stand-?first|(?:^|[\s_-])(?:label|badge|flag|tag|category|section|channel|"
    r"topic|ressort|deck|dek)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s*[:|/•·–—-]\s*")
_MARK = "\ue000"
"""Stands for a bar while the words of a head are gathered; no page means anything by it."""
_RUN_ON = re.compile(
    rf"(.{{5,}}?[^\s{_MARK}]){_MARK}+([^\W_a-z][^{_MARK}].{{10,}}|[\"„“«‘'].{{10,}})$"
)
_INLINE = frozenset({"span", "strong", "em", "small", "b", "i"})
_AROUND = " :|/•·–—-"


def read(tree: HtmlElement) -> Iterator[Said]:
    """Give the heads: the first `h1` that is shown, later ones, and each `h2` of the text."""
    where = HEAD
    for head in list(tree.iter("h1"))[:_MOST]:
        place = CRUMB if _is_for_machines(head) else where
        found = list(said(What.TITLE, headline_of(head), place))
        yield from found
        where = LATER_HEAD if found and place == HEAD else where
    for head in list(tree.iter("h2"))[:_MOST]:
        place = _place_of(head)
        if place:
            yield from said(What.TITLE, headline_of(head), place)


def _place_of(head: HtmlElement) -> str:
    """Name the place of an `h2`; empty where it belongs to something beside the article."""
    ancestors = list(head.iterancestors())
    if any(each.tag in _ASIDE for each in ancestors):
        return ""
    is_first = any(each.tag in _HEADERS for each in ancestors[:_LEVELS])
    return OF_HEADER if is_first or _HEADLINE.search(_called(head)) else SECOND


def head_of(tree: HtmlElement) -> HtmlElement | None:
    """Give the element that shows the headline, as far as its place tells it."""
    firsts = list(tree.iter("h1"))[:_MOST]
    shown = [head for head in firsts if not _is_for_machines(head)]
    placed = [(_place_of(head), head) for head in list(tree.iter("h2"))[:_MOST]]
    seconds = [head for place in (OF_HEADER, SECOND) for its, head in placed if its == place]
    minor = [head for head in tree.iter("h3", "h4") if _place_of(head)][:1]
    return next(iter([*shown, *seconds, *firsts, *minor]), None)


def headline_of(head: HtmlElement) -> str:
    """Give the words of a head without a kicker, a badge or a deck that stand in it."""
    whole = words(head)
    if not len(head) or len(whole) > _LONGEST or _is_large(head):
        return whole
    bare = deepcopy(head)
    after_bar = _after_bar(bare)
    if after_bar:
        return after_bar
    apart = [each for each in bare.iterdescendants() if _APART.search(_called(each))]
    for part in apart:
        if part.getparent() is not None:
            part.drop_tree()
    rest = words(bare)
    return (rest.strip(_AROUND) if apart else _after_run_on(head)) or whole


def _is_large(head: HtmlElement) -> bool:
    return next(islice(head.iter(), _MOST_PARTS, None), None) is not None


def _after_bar(head: HtmlElement) -> str:
    """Give what follows a colon or dash that has an element of its own; empty without one."""
    for each in head.iterdescendants():
        if isinstance(each.tag, str) and _BAR.fullmatch("".join(each.itertext())) and not len(each):
            each.text = _MARK
            return words(head).partition(_MARK)[2].strip(_AROUND)
    return ""


def _after_run_on(head: HtmlElement) -> str:
    """Give what follows a part that no blank divides from it: a style sets it on a line above."""
    bare = deepcopy(head)
    for each in bare.iterdescendants():
        if each.tag in _INLINE:
            each.tail = _MARK + (each.tail or "")
    found = _RUN_ON.match(words(bare))
    shown = words(bare).replace(_MARK, "")
    if found and len(found[1]) < len(found[2]):
        return found[2].replace(_MARK, "").strip()
    return shown


def _is_for_machines(head: HtmlElement) -> bool:
    above = head.getparent()
    if _UNSEEN.search(_called(head)) or (above is not None and above.tag in {"li", "nav"}):
        return True
    near = [head, *list(head.iterancestors())[:_LEVELS]]
    return any(
        _CRUMBS.search(_called(each)) or each.tag == "nav"
        for each in near
        if each.tag not in {"body", "main", "article"}
    )


def _called(element: HtmlElement) -> str:
    names = ("class", "id", "data-ob", "data-testid")
    return " ".join(element.get(name) or "" for name in names)
