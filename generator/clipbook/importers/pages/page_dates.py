"""Dates in the forms of machines: the day, as it is written, out of what stands around it."""

from __future__ import annotations

import re

from clipbook.importers import dates
from clipbook.model.dates import PartialDate

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?([0-2]\d|3[01])(?!\d)")
_ONE_DIGIT = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?!\d)")
_MONTH_ONLY = re.compile(r"^((?:19|20)\d\d)[-/.](0[1-9]|1[0-2])$")
_IN_PATH = re.compile(r"/(?:19|20)\d\d[/-]\d{1,2}[/-]\d{1,2}(?:/|$)|/20\d{6}/")
_IN_PATH_DAY_FIRST = re.compile(r"[/-](\d\d-\d\d-(?:19|20)\d\d)(?:[/.-]|$)")
_FIRST_YEAR = 1995


def date_of(text: str) -> PartialDate | None:
    """Read one date in the forms of machines and of plain figures; None where there is none."""
    for pattern, order in ((_ISO, (1, 2, 3)), (_ONE_DIGIT, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1))):
        found = pattern.search(text)
        if found:
            return _recent(dates.of(*(found[number] for number in order)))
    month = _MONTH_ONLY.match(text)
    if month:
        return PartialDate(int(month[1]), int(month[2]))
    return _recent(dates.read(text))


def in_address(url: str) -> PartialDate | None:
    """Give the day that stands in an address."""
    if _IN_PATH.search(url):
        return date_of(url)
    found = _IN_PATH_DAY_FIRST.search(url)
    return _recent(dates.read(found[1])) if found else None


def are_neighbours(one: PartialDate, other: PartialDate) -> bool:
    """Say whether two days are the same or follow each other."""
    first, second = one.as_day, other.as_day
    return first is not None and second is not None and abs((first - second).days) <= 1


def _recent(date: PartialDate | None) -> PartialDate | None:
    return date if date and date.year >= _FIRST_YEAR else None
