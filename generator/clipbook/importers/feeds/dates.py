"""Days as feeds write them, read from the words themselves: the day of the writer's own zone.

What has two readings (`05/06/2026`) has none. Sources: RFC 5322, 3.3 and 4.3; RFC 3339;
W3C NOTE-datetime; ISO 8601.
"""

from __future__ import annotations

import datetime as dt
import re

from clipbook.model.dates import MONTHS, PartialDate

_MONTH_NUMBERS = {
    name[:length].casefold(): number
    for number, name in enumerate(MONTHS, 1)
    for length in (3, len(name))
} | {"sept": 9}

_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?\s*,?\s*)?"
_TIME = r"(?:(?:\s*,\s*|\s+at\s+|\s+)[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?[^<>]{0,40})?"
_MAIL = re.compile(
    rf"{_WEEKDAY}([0-9]{{1,2}})(?:st|nd|rd|th)?[\s.-]+([a-z]{{3,9}})\.?[\s,-]+"
    rf"([0-9]{{2,4}})(?:\s+[a-z]{{1,5}}|\s*[+-][0-9]{{4}})?{_TIME}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.?\s+([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+([0-9]{{4}}){_TIME}",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\s+([0-9]{{1,2}})\s+[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?"
    r"(?:\s+[a-z]{1,5}|\s+[+-][0-9]{4})?\s+([0-9]{4})",
    re.IGNORECASE,
)
_ISO = re.compile(
    rf"{_WEEKDAY}([0-9]{{4}})(?:([-/.])(0?[0-9]{{1,2}})(?:\2([0-9]{{1,2}}))?)?"
    r"(?:(?:t|\s+)\S[^<>]{0,40})?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:t[0-9][^<>]{0,40})?", re.IGNORECASE)
_ORDINAL = re.compile(r"([0-9]{4})-?([0-9]{3})(?:t[0-9][^<>]{0,40})?", re.IGNORECASE)
_FIGURES = re.compile(rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2([0-9]{{4}}){_TIME}")
_NO_DAY = re.compile(
    r"0001-01-01|1970-01-01T00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?|.*\bJan 0001\b"
)
_LONGEST = 80


def read(text: str) -> PartialDate | None:
    """Give the day, month or year that is written; None where there is none, or more than one."""
    line = " ".join(text.split())
    if len(line) > _LONGEST or _NO_DAY.match(line) or _is_epoch(line):
        return None
    for form, reader in _FORMS:
        found = form.fullmatch(line)
        if found:
            return reader(found)
    return None


def _is_epoch(line: str) -> bool:
    """Say whether it is the zero of clocks, which programs write where they know no date."""
    return bool(re.search(r"\b0?1 Jan 1970 00:00(?::00)?", line))


def _mail(found: re.Match[str]) -> PartialDate | None:
    return _of(_whole_year(found[3]), _month(found[2]), int(found[1]))


def _month_first(found: re.Match[str]) -> PartialDate | None:
    return _of(int(found[3]), _month(found[1]), int(found[2]))


def _iso(found: re.Match[str]) -> PartialDate | None:
    year, _, month, day = found.groups()
    return _of(int(year), int(month or 0), int(day or 0))


def _compact(found: re.Match[str]) -> PartialDate | None:
    return _of(int(found[1]), int(found[2]), int(found[3]))


def _ordinal(found: re.Match[str]) -> PartialDate | None:
    try:
        day = dt.datetime.strptime(f"{found[1]} {found[2]}", "%Y %j")  # noqa: DTZ007 - no hour in it
    except ValueError:
        return None
    is_of_year = day.year == int(found[1])
    return PartialDate(day.year, day.month, day.day) if is_of_year else None


def _figures(found: re.Match[str]) -> PartialDate | None:
    """Read day and month in the one order in which they can stand; a point parts days first."""
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    readings = {_of(year, second, first)}
    if found[2] != ".":
        readings.add(_of(year, first, second))
    known = readings - {None}
    return known.pop() if len(known) == 1 else None


_FORMS = (
    (_MAIL, _mail),
    (_ISO, _iso),
    (_COMPACT, _compact),
    (_ORDINAL, _ordinal),
    (_CLOCK, _month_first),
    (_MONTH_FIRST, _month_first),
    (_FIGURES, _figures),
)


def _whole_year(digits: str) -> int:
    """Give the year that two or three digits stand for: 49 is 2049, 50 is 1950 (RFC 5322, 4.3)."""
    year = int(digits)
    if len(digits) == len("26"):
        return year + (2000 if year < 50 else 1900)  # noqa: PLR2004 - the RFC's own turn
    return year + 1900 if len(digits) == len("126") else year


def _month(word: str) -> int:
    """Give the number of an English month; 13, which is none, for any other word."""
    return _MONTH_NUMBERS.get(word.casefold(), 13)


def _of(year: int, month: int, day: int) -> PartialDate | None:
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part)]
    try:
        return PartialDate.parse("-".join(parts)) if month or not day else None
    except ValueError:
        return None
