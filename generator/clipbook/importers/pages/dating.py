"""When an article was published, as its page says in many forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from clipbook.importers.pages.said import Said, What, of
from clipbook.importers.record import Found
from clipbook.model.dates import PartialDate

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?([0-2]\d|3[01])(?!\d)")
_ONE_DIGIT = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?!\d)")
_MONTH_ONLY = re.compile(r"^((?:19|20)\d\d)[-/.](0[1-9]|1[0-2])$")
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")
_FIRST_YEAR = 1995
_ORDER = (
    "json-ld datePublished",
    "article:published_time",
    "itemprop datePublished",
    "citation_publication_date",
    "parsely-pub-date",
    "time pubdate",
)


def decide(
    everything: Iterable[Said], tree: HtmlElement, url: str | None
) -> tuple[PartialDate | None, Found | None, bool]:
    """Give the day of publication, where it was read, and whether it was concluded."""
    read = _read(everything)
    if not read:
        return _looked_for(tree, url)
    where, chosen = read[0]
    others = dict.fromkeys((place, str(date)) for place, date in read[1:] if date != chosen)
    return chosen, Found(where, tuple(others)), False


def _read(everything: Iterable[Said]) -> list[tuple[str, PartialDate]]:
    said = [each for each in of(everything, What.PUBLISHED) if each.where != "time"]
    said.sort(key=lambda each: _ORDER.index(each.where) if each.where in _ORDER else len(_ORDER))
    dates = [(each.where, date_of(each.value)) for each in said]
    return [(where, date) for where, date in dates if date]


def date_of(text: str) -> PartialDate | None:
    """Read one date in the forms of machines and of plain figures; None where there is none."""
    for pattern, order in ((_ISO, (1, 2, 3)), (_ONE_DIGIT, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1))):
        found = pattern.search(text)
        if found:
            return _day(*(int(found[number]) for number in order))
    month = _MONTH_ONLY.match(text)
    if month:
        return PartialDate(int(month[1]), int(month[2]))
    return _mailed(text) or PartialDate.from_long(text)


def _mailed(text: str) -> PartialDate | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, OverflowError, TypeError):
        return None
    return _day(found.year, found.month, found.day)


def _day(year: int, month: int, day: int) -> PartialDate | None:
    try:
        date = PartialDate.parse(f"{year:04}-{month:02}-{day:02}")
    except ValueError:
        return None
    return date if date.year >= _FIRST_YEAR else None


def _looked_for(
    tree: HtmlElement, url: str | None
) -> tuple[PartialDate | None, Found | None, bool]:
    """Have htmldate look through the page for what is no field of its own."""
    from htmldate import find_date  # noqa: PLC0415 - only who reads pages pays for loading it

    found = find_date(tree, original_date=True, url=url, outputformat="%Y-%m-%d")
    date = date_of(found or "")
    return date, (Found("a date on the page") if date else None), date is not None
