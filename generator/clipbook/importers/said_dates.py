"""Dates as inputs write them, read as far as they are said: never a time, never another zone."""

from __future__ import annotations

import re

from clipbook.model.dates import MONTHS, PartialDate

_ISO = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}[0-9:.,]*\s*"
    r"(?:Z|UTC|GMT|[+-][0-9]{2}:?(?:[0-9]{2})?)?)?)?)?"
)
_COMPACT = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T[0-9]{4,6}(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_SLASHED = re.compile(r"([0-9]{4})/([0-9]{0,2})(?:/([0-9]{0,2})(?:/.*)?)?")
_DAY_FIRST = re.compile(r"(?:([0-9]{1,2})\.? )?([a-z]{3,9})\.?,? ([0-9]{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2}),? ([0-9]{4})", re.IGNORECASE)

_NUMBER = re.compile(r"[0-9]{1,4}")


def read(text: str) -> PartialDate | None:
    """Read `2026-05-06T10:00:00+02:00`, `20260506`, `2026/05/`, `6 May 2026` or `May 2026`.

    The day is the one that is written. None where it is no such date, or no day that exists.
    """
    line = " ".join(text.split())
    for form in (_ISO, _COMPACT, _SLASHED):
        found = form.fullmatch(line)
        if found:
            return of(*found.groups())
    found = _DAY_FIRST.fullmatch(line)
    if found:
        return of(found[3], month_of(found[2]), found[1])
    found = _MONTH_FIRST.fullmatch(line)
    return of(found[3], month_of(found[1]), found[2]) if found else None


def of(year: object, month: object = None, day: object = None) -> PartialDate | None:
    """Make a date of its parts, each a number or its digits; a day without a month is none."""
    said = [str(part or "").strip() for part in (year, month, day)]
    sound = all(_NUMBER.fullmatch(part) for part in said if part)
    if month == NO_MONTH or not sound or len(said[0]) != len("2026"):
        return None
    days = said[1:] if said[1].strip("0") else []
    form = [said[0], *(part.zfill(2) for part in days if part.strip("0"))]
    try:
        return PartialDate.parse("-".join(form))
    except ValueError:
        return None


NO_MONTH = "0"
"""Stands for a word that is no month."""


def month_of(word: str) -> str:
    """Give the number of an English month, whole or of three letters; `0` for other words."""
    start = word.strip(" .").casefold()
    names = [name.casefold() for name in MONTHS]
    short = {"sept": "9", **{name[:3]: str(at) for at, name in enumerate(names, 1)}}
    if start in names:
        return str(names.index(start) + 1)
    return short.get(start, NO_MONTH)
