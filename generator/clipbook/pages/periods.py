"""Lengths of time that a chart counts by: days, weeks, months and years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from clipbook.model.dates import MONTHS, PartialDate

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """A length of time that one bar stands for; periods are counted from an origin."""

    name: str
    index: Callable[[PartialDate], int | None]
    """The number of a date's period; None where the date is not that precise."""
    start: Callable[[int], PartialDate]
    """The first day, the month or the year of a period."""


def _day(date: PartialDate) -> int | None:
    day = date.as_day
    return day.toordinal() if day else None


def _week(date: PartialDate) -> int | None:
    day = date.as_day
    return (day.toordinal() - 1) // 7 if day else None


def _of_ordinal(ordinal: int) -> PartialDate:
    day = dt.date.fromordinal(ordinal)
    return PartialDate(day.year, day.month, day.day)


UNITS = (
    Unit("day", _day, _of_ordinal),
    Unit("week", _week, lambda index: _of_ordinal(index * 7 + 1)),
    Unit(
        "month",
        lambda date: date.year * _MONTHS + date.month - 1 if date.month else None,
        lambda index: PartialDate(index // _MONTHS, index % _MONTHS + 1),
    ),
    Unit("year", lambda date: date.year, PartialDate),
)
"""From the finest to the coarsest; weeks begin on Monday."""


def short_label(unit: Unit, start: PartialDate, *, new_month: bool) -> str:
    """Name a period under its bar; a day names its month where that is new."""
    if unit.name == "year":
        return str(start.year)
    month = MONTHS[start.month - 1][:3]
    if unit.name == "month":
        return month
    return f"{start.day} {month}" if new_month or unit.name == "week" else str(start.day)


def long_label(unit: Unit, start: PartialDate) -> str:
    """Name a period in a sentence."""
    return f"week of {start.long}" if unit.name == "week" else start.long
