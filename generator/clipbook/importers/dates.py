"""Dates as inputs write them, read from the words themselves: the day of the writer's own zone.

What has two readings (`05/06/2026`) has none. Sources: RFC 5322, 3.3 and 4.3; RFC 3339;
W3C NOTE-datetime; ISO 8601; the date fields of RIS.
"""

from __future__ import annotations

import datetime as dt
import re

from clipbook.importers.month_names import month_of
from clipbook.model.dates import PartialDate

_OF = r"(?:(?:de|del|of)\s+)?"
_NTH = r"(?:st|nd|rd|th|er|º|\.)?"
_WEEKDAY = r"(?:[^\W\d_]{2,13}\.?\s*,?\s*)?"
_DAY_NAME = r"(?:[^\W\d_]{2,13}(?:\.?\s*,\s*|\.\s*|\s+))?"
"""Of a weekday before the name of a month; what parts them keeps the month whole."""
_WORD = r"([^\W\d_]{3,12})\.?"
_TIME = (
    r"(?:(?:\s*,\s*|\s+(?:at|um|à)\s+|\s+)[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?[^<>]{0,40}|[tT][0-9]"
    r"[^<>]{0,40})?"
)
_ZONE = r"(?:\s+[a-z]{1,5}|\s*[+-][0-9]{4})?"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}([0-9]{{1,2}}){_NTH}[\s./-]*{_OF}{_WORD}[\s,./-]+{_OF}([0-9]{{2,4}}){_ZONE}{_TIME}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_DAY_NAME}{_WORD}\s+([0-9]{{1,2}}){_NTH},?\s+([0-9]{{4}}){_TIME}", re.IGNORECASE
)
_MONTH = re.compile(rf"{_WORD},?\s+{_OF}([0-9]{{4}})", re.IGNORECASE)
_CLOCK = re.compile(
    rf"{_DAY_NAME}{_WORD}\s+([0-9]{{1,2}})\s+[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?"
    r"(?:\s+[a-z]{1,5}|\s+[+-][0-9]{4})?\s+([0-9]{4})",
    re.IGNORECASE,
)
_ISO = re.compile(
    rf"{_WEEKDAY}([0-9]{{4}})(?:([-/.])(0?[0-9]{{1,2}})(?:\2([0-9]{{1,2}}))?)?"
    r"(?:(?:t|\s+)\S[^<>]{0,40})?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:t[0-9][^<>]{0,40})?", re.IGNORECASE)
_ORDINAL = re.compile(r"([0-9]{4})-([0-9]{3})(?:t[0-9][^<>]{0,40})?", re.IGNORECASE)
_RIS = re.compile(r"([0-9]{4})/([0-9]{0,2})(?:/([0-9]{0,2})(?:/.{0,40})?)?")
_SIGNS = re.compile(r"([0-9]{4})[年년]\s*([0-9]{1,2})[月월](?:\s*([0-9]{1,2})[日일])?")
_FIGURES = re.compile(rf"{_WEEKDAY}([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2([0-9]{{4}}){_TIME}")
_NO_DAY = re.compile(
    r"0001-01-01|1970-01-01T00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?|.*\bJan 0001\b"
    r"|.*\b0?1 Jan 1970 00:00(?::00)?"
)
"""The zeros of clocks, which programs write where they know no date."""
_LONGEST = 80
_NUMBER = re.compile(r"[0-9]{1,4}")


def read(text: str) -> PartialDate | None:
    """Give the day, month or year that is written; None where there is none, or more than one."""
    found = readings(text)
    return found[0] if len(found) == 1 else None


def readings(text: str) -> list[PartialDate]:
    """Give the dates that a text can stand for: `05/06/2026` is two, most words are none."""
    line = " ".join(text.split())
    if len(line) > _LONGEST or _NO_DAY.match(line):
        return []
    for form, order in _FORMS:
        found = form.fullmatch(line)
        if found:
            date = of(*(found[number] for number in order))
            return [date] if date else []
    figures, ordinal = _FIGURES.fullmatch(line), _ORDINAL.fullmatch(line)
    return _figures(figures) if figures else _ordinal(ordinal) if ordinal else []


_FORMS = (
    (_MONTH, (2, 1)),
    (_ISO, (1, 3, 4)),
    (_COMPACT, (1, 2, 3)),
    (_DAY_FIRST, (3, 2, 1)),
    (_MONTH_FIRST, (3, 1, 2)),
    (_CLOCK, (3, 1, 2)),
    (_RIS, (1, 2, 3)),
    (_SIGNS, (1, 2, 3)),
)


def of(year: object, month: object = None, day: object = None) -> PartialDate | None:
    """Make a date of its parts, each a number, its digits or the name of a month; 0 is nothing.

    A day without a month does not count.
    """
    number = _month(str(month or "").strip())
    said = _whole_year(str(year or "").strip()), number, str(day or "").strip()
    if not all(_NUMBER.fullmatch(part) for part in said if part):
        return None
    days = [part.zfill(2) for part in said[1:] if part.strip("0")] if number.strip("0") else []
    try:
        return PartialDate.parse("-".join([said[0], *days]))
    except ValueError:
        return None


def _month(said: str) -> str:
    return said if said.isdecimal() or not said else str(month_of(said))


def _whole_year(digits: str) -> str:
    """Give the year that two or three digits stand for: 49 is 2049, 50 is 1950 (RFC 5322, 4.3)."""
    if not re.fullmatch("[0-9]{2,3}", digits):
        return digits
    year = int(digits)
    is_recent = len(digits) == len("26") and year < 50  # noqa: PLR2004 - the RFC's own turn
    return str(year + (2000 if is_recent else 1900))


def _figures(found: re.Match[str]) -> list[PartialDate]:
    """Read day and month in the orders in which they can stand; a point parts days first."""
    first, second, year = found[1], found[3], found[4]
    either = [of(year, second, first), of(year, first, second) if found[2] != "." else None]
    return [date for date in dict.fromkeys(either) if date and date.day]


def _ordinal(found: re.Match[str]) -> list[PartialDate]:
    """Read the number of a day within its year."""
    try:
        day = dt.datetime.strptime(f"{found[1]} {found[2]}", "%Y %j")  # noqa: DTZ007 - no hour in it
    except ValueError:
        return []
    return [PartialDate(day.year, day.month, day.day)] if day.year == int(found[1]) else []
