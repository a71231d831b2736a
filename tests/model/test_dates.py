"""Dates as precise as the record, and never more."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipbook.model.dates import PartialDate, span


@pytest.mark.parametrize(
    ("text", "long"),
    [("2026-05-06", "6 May 2026"), ("2026-05", "May 2026"), ("2026", "2026"), ("0001", "1")],
)
def test_three_precisions_are_read_and_written(text: str, long: str) -> None:
    """Day, month and year survive reading and writing, and none is made more precise."""
    date = PartialDate.parse(text)
    assert (str(date), date.long) == (text, long)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026-13",
        "2026-02-30",
        "2026-5-6",
        "2026-05-06T10:00",
        "20260506",
        "\uff12\uff10\uff12\uff16",
        "0000",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """Days that do not exist and other forms are errors."""
    with pytest.raises(ValueError, match=r"date|month|day|year"):
        PartialDate.parse(text)


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_every_day_survives(day: dt.date) -> None:
    """Any calendar day reads and writes as ISO 8601 has it."""
    date = PartialDate.parse(day.isoformat())
    assert str(date) == day.isoformat()
    assert date.as_day == day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May 6, 2026", "2026-05-06"),
        ("December 31, 1999", "1999-12-31"),
        ("February 30, 2026", None),
        ("may 6, 2026", None),
        ("6 May 2026", None),
        ("May 6, 2026 ", None),
    ],
)
def test_a_listing_s_form_is_read(text: str, found: str | None) -> None:
    """`May 6, 2026` is read, and only that."""
    date = PartialDate.from_long(text)
    assert (str(date) if date else None) == found


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ([], ""),
        (["2026-05-06"], "6 May 2026"),
        (["2026-05-07", "2026-05-06"], "6–7 May 2026"),
        (["2026-04-30", "2026-05-07"], "30 April – 7 May 2026"),
        (["2025-12-31", "2026-01-01"], "31 December 2025 – 1 January 2026"),
        (["2026-05", "2026-05-07"], "7 May 2026"),
        (["2025", "2026-04-30", "2026-05-07"], "30 April – 7 May 2026"),
        (["2025", "2026-05"], "May 2026"),
        (["2025", "2026"], "2025 – 2026"),
    ],
)
def test_a_span_is_said_in_few_words(dates: list[str], said: str) -> None:
    """From when to when, without saying a month or year twice."""
    assert span([PartialDate.parse(date) for date in dates]) == said
