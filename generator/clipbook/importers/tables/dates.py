"""Dates as tables write them; one that could be two days is not read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from clipbook.importers import said_dates
from clipbook.model.dates import MONTHS, PartialDate

_TIME = re.compile(
    r"[,T\s]+(?:at\s+)?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s*(?:[ap]\.?m\.?)?"
    r"(?:\s*(?:Z|[A-Z]{2,5}|[+-][0-9]{2}:?[0-9]{2}|\([^()]*\)))*$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_SIGNS = re.compile(r"([0-9]{4})[年년]\s*([0-9]{1,2})[月월](?:\s*([0-9]{1,2})[日일])?")
_JOINTS = re.compile(
    r"(?<=[0-9])(?:st|nd|rd|th|er|º)?[-/.\s]+(?=[^\W\d_])|(?<=[^\W\d_])[-/]+(?=[0-9])"
)
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b", re.IGNORECASE)
_OF = re.compile(r"\b(?:de|of)\b\s*", re.IGNORECASE)
_FIRST_YEAR = 1000

_ABROAD = (
    "januar jänner janvier enero gennaio janeiro",
    "februar février fevrier febrero febbraio fevereiro",
    "märz mars marzo março",
    "avril abril aprile",
    "mai mayo maggio maio",
    "juni juin junio giugno junho",
    "juli juillet julio luglio julho",
    "août aout agosto",
    "septembre septiembre settembre setembro",
    "oktober octobre octubre ottobre outubro",
    "novembre noviembre novembro",
    "dezember décembre decembre diciembre dicembre dezembro",
)
_ENGLISH = {word: MONTHS[at] for at, words in enumerate(_ABROAD) for word in words.split()}


class AmbiguousDateError(ValueError):
    """A date that is one day where the day comes first, and another where the month does."""


def read(text: str, forms: Sequence[str] = ()) -> PartialDate | None:
    """Read a date by the forms that were said, else by one that leaves no doubt.

    None where it is no date; raises AmbiguousDateError where it could be two.
    """
    line = " ".join(text.split())
    for form in forms:
        try:
            return _as_precise(dt.datetime.strptime(line, form).date(), form)  # noqa: DTZ007
        except ValueError:
            continue
    found = _undoubted(line)
    return found if found and found.year >= _FIRST_YEAR else None


def _as_precise(day: dt.date, form: str) -> PartialDate:
    """Give no more of a date than its form says."""
    if "%d" in form or "%j" in form:
        return PartialDate(day.year, day.month, day.day)
    named = any(part in form for part in ("%m", "%b", "%B"))
    return PartialDate(day.year, day.month) if named else PartialDate(day.year)


def _undoubted(line: str) -> PartialDate | None:
    line = _WEEKDAY.sub("", _TIME.sub("", line))
    for form in (_YEAR_FIRST, _SIGNS):
        found = form.fullmatch(line)
        if found:
            return said_dates.of(found[1], found[found.re.groups - 1], found[found.re.groups])
    numbers = _YEAR_LAST.fullmatch(line)
    if numbers:
        return _by_size(int(numbers[1]), int(numbers[3]), numbers[4])
    return said_dates.read(_in_english(line))


def _by_size(one: int, other: int, year: str) -> PartialDate | None:
    """Tell day and month apart by their size alone."""
    if one != other and max(one, other) <= len(MONTHS):
        raise AmbiguousDateError
    return said_dates.of(year, min(one, other), max(one, other))


def _in_english(line: str) -> str:
    line = _OF.sub("", _JOINTS.sub(" ", _ORDINAL.sub("", line)))
    return " ".join(_ENGLISH.get(word.casefold().rstrip("."), word) for word in line.split(" "))
