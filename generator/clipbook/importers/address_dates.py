"""Days and months that addresses carry: a conclusion, never what a page says."""

from __future__ import annotations

import re

from clipbook.model.dates import PartialDate

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/])(\d\d)\2(\d\d)(?!\d)")
_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d\d)/")


def date_in(url: str) -> PartialDate | None:
    """Give the day, or else the month, that stands in an address."""
    day = _DAY.search(url)
    month = _MONTH.search(url)
    form = f"{day[1]}-{day[3]}-{day[4]}" if day else f"{month[1]}-{month[2]}" if month else ""
    try:
        return PartialDate.parse(form)
    except ValueError:
        return None
