"""The date that a text opens with, or that a line says it was published on."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from clipbook.importers import dates
from clipbook.importers.pages import shown_dates
from clipbook.importers.pages.heads import head_of
from clipbook.importers.pages.visible import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from clipbook.model.dates import PartialDate

_NEAR = 150
"""Elements behind the headline among which a text opens."""
_TEXTS = frozenset({"p", "div", "strong", "b"})
_OPENING = 300
_PLACE = re.compile(r"[\W_]*(?:[^\W\d_][\w.’' /-]{1,40}[,:(–—-][\W_]*)?")
"""What stands before the date of a dateline: nothing, or a town."""
_ENDS = re.compile(r"\s*[.,:;)|/–—-]|\s*[\"„“«‘]")
_VERBS = (
    r"published|posted|released|veröffentlicht|erschienen|publiziert|eingestellt|publié|paru|"
    r"publicado|pubblicato|gepubliceerd|geplaatst|opublikowano|publicerad|udgivet"
)
_PUBLISHED = re.compile(rf"\b(?:{_VERBS})\b", re.IGNORECASE)
_OF_ITSELF = re.compile(
    rf"\W*(?:(?:{_VERBS})\b|this (?:entry|post|article|page|story)\b|dies(?:er|e|es) (?:beitrag|"
    r"artikel|eintrag|text|meldung|seite)\b|cet article\b|este artículo\b|questo articolo\b|"
    r"dit artikel\b)",
    re.IGNORECASE,
)
"""How a line begins that speaks of its page; a sentence may tell when a report was published."""
_MOST_BETWEEN = 60


def read(tree: HtmlElement) -> PartialDate | None:
    """Give the one date that a page's text opens with, else the one it is said to be from."""
    return _one(_openings(tree)) or _one(_statements(tree))


def _one(found: Iterator[PartialDate]) -> PartialDate | None:
    met = set(found)
    return met.pop() if len(met) == 1 else None


def _openings(tree: HtmlElement) -> Iterator[PartialDate]:
    """Give the date of the first block behind the headline that is a text with a dateline."""
    head = head_of(tree)
    if head is None:
        return
    for element in islice(_after(head), _NEAR):
        text = words(element, _OPENING) if element.tag in _TEXTS else ""
        place = _PLACE.match(text)
        date = shown_dates.DATE.match(text, place.end()) if place else None
        if date and _ENDS.match(text, date.end()) and len(text) > shown_dates.LONGEST:
            yield from dates.readings(shown_dates.plain(date[0]))
            return


def _after(head: HtmlElement) -> Iterator[HtmlElement]:
    order = list(head.getroottree().iter("*"))
    yield from order[order.index(head) + 1 :]


def _statements(tree: HtmlElement) -> Iterator[PartialDate]:
    for element in tree.iter("p", "small", "span", "div"):
        own = " ".join(filter(None, [element.text, *(child.tail for child in element)]))
        if len(own) <= 2 * _OPENING and _OF_ITSELF.match(own):
            yield from _said(" ".join(own.split()))


def _said(text: str) -> Iterator[PartialDate]:
    for verb in _PUBLISHED.finditer(text):
        near = text[max(verb.start() - _MOST_BETWEEN, 0) : verb.end() + _MOST_BETWEEN]
        for date in shown_dates.DATE.finditer(near):
            yield from dates.readings(shown_dates.plain(date[0]))
