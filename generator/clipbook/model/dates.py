"""Dates as precise as the record: a day, a month or a year (EDTF level 0)."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_LONG = re.compile(rf"^({'|'.join(MONTHS)}) ([0-9]{{1,2}}), ([0-9]{{4}})$")


class PartialDate(NamedTuple):
    """A calendar date of day, month or year precision; a missing part is 0 and sorts first.

    Source: Extended Date/Time Format, level 0 (ISO 8601-2:2019, annex A).
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2026`, `2026-05` or `2026-05-06`; anything else is a ValueError."""
        if not re.fullmatch(PATTERN, text):
            raise ValueError("not a date of the form 2026-05-06, 2026-05 or 2026")
        year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
        # The constructor knows which months and days exist; 1 stands in for a part not given.
        dt.date(
            year, month if len(text) > len("2026") else 1, day if len(text) > len("2026-05") else 1
        )
        return cls(year, month, day)

    @classmethod
    def known(cls, text: str) -> PartialDate | None:
        """Give the date that an EDTF text which was checked before stands for; None for none."""
        return _known(text)

    @classmethod
    def from_long(cls, text: str) -> PartialDate | None:
        """Read `May 6, 2026`, the form of aggregators' listings; None where it is not one."""
        match = _LONG.match(text)
        if not match:
            return None
        month, day, year = match.groups()
        try:
            found = dt.date(int(year), MONTHS.index(month) + 1, int(day))
        except ValueError:
            return None
        return cls(found.year, found.month, found.day)

    def __str__(self) -> str:
        """Give the EDTF form: `2026-05-06`, `2026-05` or `2026`."""
        return _edtf(self)

    @property
    def as_day(self) -> dt.date | None:
        """The calendar day, where the record is that precise."""
        return dt.date(self.year, self.month, self.day) if self.day else None

    @property
    def long(self) -> str:
        """The form for readers: `6 May 2026`, `May 2026` or `2026`."""
        return _long(self)

    @property
    def weekday(self) -> str:
        """The day of the week, or nothing where the day is not recorded."""
        day = self.as_day
        return DAYS[day.weekday()] if day else ""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Let pydantic read the EDTF text and write it back."""
        return core_schema.no_info_plain_validator_function(
            _validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _core: core_schema.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the text form to editors."""
        text = {"type": "string", "pattern": PATTERN, "examples": ["2026-05-06", "2026-05", "2026"]}
        return {"anyOf": [text, {"type": "integer", "minimum": 1, "maximum": 9999}]}


@lru_cache(maxsize=16384)
def _known(text: str) -> PartialDate | None:
    return PartialDate(*map(int, text.split("-"))) if text else None


# A long archive has few different dates.
@lru_cache(maxsize=16384)
def _edtf(date: PartialDate) -> str:
    if date.day:
        return f"{date.year:04}-{date.month:02}-{date.day:02}"
    return f"{date.year:04}-{date.month:02}" if date.month else f"{date.year:04}"


@lru_cache(maxsize=16384)
def _long(date: PartialDate) -> str:
    if date.day:
        return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
    return f"{MONTHS[date.month - 1]} {date.year}" if date.month else str(date.year)


def _validate(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    try:
        return PartialDate.parse(str(value))
    except ValueError:
        long = PartialDate.from_long(str(value))
        raise PydanticCustomError(
            "invalid-date",
            "“{value}” is not a date that exists in the form 2026-05-06, 2026-05 or 2026",
            {
                "value": str(value),
                "fix": f"Write {long}." if long else "Write year-month-day, as far as it is known.",
            },
        ) from None


def span(dates: list[PartialDate]) -> str:
    """Say from when to when in the fewest words: `30 April – 7 May 2026`."""
    if not dates:
        return ""
    # Days say more than the months and years beside them.
    dates = [date for date in dates if date.day] or [date for date in dates if date.month] or dates
    first, last = min(dates), max(dates)
    if first == last:
        return first.long
    start = first.long
    if first.year == last.year and first.month and last.month:
        start = start.removesuffix(f" {first.year}")
        if first.month == last.month and first.day and last.day:
            return f"{first.day}–{last.long}"
    return f"{start} – {last.long}"
