"""The date that a page prints beside its headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from clipbook.importers import dates
from clipbook.importers.pages.heads import head_of
from clipbook.importers.pages.page_dates import are_neighbours
from clipbook.importers.pages.visible import words
from clipbook.model.dates import PartialDate

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BEFORE, _AFTER = 40, 200
"""Elements on both sides of the headline among which its date stands."""
LONGEST = 80
_FEW_WORDS, _FEW_AT_END = 3, 6
_NEAR = 60
DATE = re.compile(
    r"(?<![\d.])(?:(?:19|20)\d\d([-./])\s?\d{1,2}\1\s?\d{1,2}"
    r"|\d{1,2}([./-]| \| )\s?\d{1,2}\2\s?(?:19|20)\d\d|\d{1,2}\.\d{1,2}\.\d\d"
    r"|\d{1,2}(?:\.|st|nd|rd|th|er)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?(?:19|20)\d\d"
    r"|(?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?![\d.]\d|\d)"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d(?!\d)"
)
_SHORT_YEAR = re.compile(r"(\d{1,2}\.\d{1,2}\.)(\d\d)")
_CHANGED = re.compile(
    r"updat|aktuali|modifi|edited|geändert|änderung|stand\b|mis à jour|mise à jour|actuali|"
    r"aggiorn|bijgewerkt|last|zuletzt|changed|review|\b(?:bis|until|till|seit|since|ab|jusqu|hasta|"
    r"desde)\b",
    re.IGNORECASE,
)
_NOT_ITS = re.compile(
    r"comment|kommentar|related|teaser|copyright|footer|caption|profile|joined|registered|embed",
    re.IGNORECASE,
)
_ASIDE = frozenset({"nav", "aside", "footer", "blockquote", "figcaption"})


_OF_TEXT = frozenset({"p", "em", "strong", "i", "b", "blockquote"})


class Shown(NamedTuple):
    """A date as it is printed, in all its readings."""

    dates: tuple[PartialDate, ...]
    """More than one where nobody can tell day from month."""
    is_marked: bool
    """Whether a `time` element near the headline says for machines what it is."""


def read(tree: HtmlElement) -> Shown | None:
    """Give the date that stands nearest to the headline, and is not that of a change."""
    head = head_of(tree)
    if head is None:
        return None
    order = list(tree.iter())
    at = order.index(head)
    below = order[at + 1 : at + _AFTER]
    above = order[max(at - _BEFORE, 0) : at]
    # What stands above may belong to the article before.
    found = [*islice(_dates(below, 1), 1), *islice(_dates(reversed(above), 2), 1)]
    return min(found)[1] if found else None


def only_one(tree: HtmlElement) -> PartialDate | None:
    """Give the date that a page prints apart from its sentences, where it prints a single one."""
    found = {shown.dates for _, shown in _dates(tree.iter(), 1)}
    dates_met = found.pop() if len(found) == 1 else ()
    return dates_met[0] if len(dates_met) == 1 else None


def beside(shown: Shown | None, date: PartialDate | None) -> PartialDate | None:
    """Give the printed day; of two readings, the one that is no more than a day from another."""
    if shown is None or len(shown.dates) == 1:
        return shown.dates[0] if shown else None
    return next((each for each in shown.dates if date and are_neighbours(each, date)), None)


def _dates(elements: Iterable[HtmlElement], weight: int) -> Iterator[tuple[int, Shown]]:
    for far, element in enumerate(elements):
        text = _said(element)
        found = DATE.search(text) if len(text) <= LONGEST else None
        if not found or _is_in_text(element) or _is_of_another(element, text):
            continue
        is_told = element.tag in {"p", "a"} and _is_sentence(text, found[0])
        readings = [] if is_told else dates.readings(plain(found[0]))
        if readings:
            is_marked = element.tag == "time" and far < _NEAR
            yield far * weight, Shown(tuple(readings), is_marked)


def plain(text: str) -> str:
    """Give a date in a form that is read: `26 | 01 | 2022` and `26.1.22` are of this century."""
    bare = re.sub(r"(?<=[./-])\s", "", text.replace(" | ", "."))
    short = _SHORT_YEAR.fullmatch(bare)
    return f"{short[1]}20{short[2]}" if short else bare


def _said(element: HtmlElement) -> str:
    if element.tag == "time" and element.get("datetime"):
        return str(element.get("datetime")).strip()[: len("2026-05-06")]
    own = [element.text, *(child.tail for child in element)]
    return " ".join(" ".join(filter(None, own)).split())


def _is_in_text(element: HtmlElement) -> bool:
    """Say whether an element is a part of a sentence."""
    above = element.getparent()
    if element.tag == "time" or above is None or above.tag not in _OF_TEXT:
        return False
    return len(words(above, LONGEST * 2)) > LONGEST


def _is_sentence(text: str, date: str) -> bool:
    """Say whether a date stands among words; at the end of a line, it follows a place or a name."""
    most = _FEW_AT_END if text.endswith(date) else _FEW_WORDS
    return len(text.replace(date, "").split()) > most


def _is_of_another(element: HtmlElement, text: str) -> bool:
    """Say whether a date is that of a change, of a comment or of another article."""
    above = element.getparent()
    around = (element, above) if above is not None else (element,)
    words = text + " ".join(each.text or "" for each in around)
    called = " ".join(f"{each.get('class') or ''} {each.get('itemprop') or ''}" for each in around)
    if any(each.tag in _ASIDE for each in element.iterancestors()):
        return True
    return bool(_CHANGED.search(words) or _CHANGED.search(called) or _NOT_ITS.search(called))
