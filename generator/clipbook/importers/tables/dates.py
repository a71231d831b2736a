"""Dates of tables: by the forms that a mapping says, else as all inputs write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from clipbook.importers import dates
from clipbook.model.dates import PartialDate

_FIRST_YEAR = 1000
_LAST_MONTH = 12
_FIGURES = re.compile(r"\D*([0-9]{1,2})([/-])([0-9]{1,2})\2[0-9]{4}(?!\d)")
_TIME = re.compile(r"(?:,?\s+|T)[0-9]{1,2}[:.][0-9]{2}\b.*")


class AmbiguousDateError(ValueError):
    """A date that is one day where the day comes first, and another where the month does."""

    def __init__(self, day_first: PartialDate, month_first: PartialDate) -> None:
        """Keep both."""
        super().__init__(f"{day_first} or {month_first}")
        self.day_first, self.month_first = day_first, month_first


def read(text: str, forms: Sequence[str] = ()) -> PartialDate | None:
    """Read a date by the forms that were said, else by one that leaves no doubt.

    None where it is no date; raises AmbiguousDateError where it could be two.
    """
    line = " ".join(text.split())
    for form in forms:
        for said in (line, _TIME.sub("", line)):
            try:
                return _as_precise(dt.datetime.strptime(said, form).date(), form)  # noqa: DTZ007
            except ValueError:
                continue
    found = dates.readings(line)
    if len(found) > 1:
        raise AmbiguousDateError(*found)
    return found[0] if found and found[0].year >= _FIRST_YEAR else None


def is_day_first(texts: Iterable[str]) -> bool | None:
    """Tell by the dates of a column that are one day only in what order figures stand in it.

    None where none of them tells, or one says the other order. Dots tell nothing of `/` and `-`.
    """
    told = {order for text in texts if (order := _order(text)) is not None}
    return told.pop() if len(told) == 1 else None


def form_of(text: str) -> str:
    """Give the form with the day first, parted by the signs that a date has."""
    found = _FIGURES.match(text.strip())
    return "%d{0}%m{0}%Y".format(found[2] if found else "/")


def _order(text: str) -> bool | None:
    found = _FIGURES.match(text.strip())
    if not found or len(dates.readings(text)) != 1:
        return None
    first, second = int(found[1]), int(found[3])
    return None if max(first, second) <= _LAST_MONTH else first > second


def _as_precise(day: dt.date, form: str) -> PartialDate:
    """Give no more of a date than its form says."""
    if "%d" in form or "%j" in form:
        return PartialDate(day.year, day.month, day.day)
    named = any(part in form for part in ("%m", "%b", "%B"))
    return PartialDate(day.year, day.month) if named else PartialDate(day.year)
