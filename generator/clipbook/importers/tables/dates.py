"""Dates of tables: by the forms that a mapping says, else as all inputs write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from clipbook.importers import dates
from clipbook.model.dates import PartialDate

_FIRST_YEAR = 1000


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
    found = dates.readings(line)
    if len(found) > 1:
        raise AmbiguousDateError
    return found[0] if found and found[0].year >= _FIRST_YEAR else None


def _as_precise(day: dt.date, form: str) -> PartialDate:
    """Give no more of a date than its form says."""
    if "%d" in form or "%j" in form:
        return PartialDate(day.year, day.month, day.day)
    named = any(part in form for part in ("%m", "%b", "%B"))
    return PartialDate(day.year, day.month) if named else PartialDate(day.year)
