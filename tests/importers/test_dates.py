"""Dates as inputs write them: each as precise as it is, and none where there is doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipbook.importers import dates
from clipbook.importers.month_names import NO_MONTH, month_of
from clipbook.model.dates import MONTHS, PartialDate


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Wed, 06 May 2026 23:30:00 -0800", "2026-05-06"),
        ("6 May 26 10:00 EST", "2026-05-06"),
        ("Thu, 01 Jan 98 19:48:21 GMT", "1998-01-01"),
        ("Mon, 6 Sept 2026 10:00:00 Europe/Berlin", "2026-09-06"),
        ("Wednesday, 6 May 2026", "2026-05-06"),
        ("06-May-2026 10:00:00", "2026-05-06"),
        ("07-May-2026 10:21AM", "2026-05-07"),
        ("06/May/2026", "2026-05-06"),
        ("2026-05-06T23:59:59.999+14:00", "2026-05-06"),
        ("2026-05-06 10:00:00", "2026-05-06"),
        ("2026-05-06t10:00z", "2026-05-06"),
        ("2026/05/06", "2026-05-06"),
        ("2026-5-7", "2026-05-07"),
        ("2026/05/07 10:30", "2026-05-07"),
        ("2026/05/07/Spring", "2026-05-07"),
        ("2026/05/", "2026-05"),
        ("2026///", "2026"),
        ("Fri, 2026/09/15 08:19:53 EDT", "2026-09-15"),
        ("20260506T101010Z", "2026-05-06"),
        ("20260507", "2026-05-07"),
        ("2026-126", "2026-05-06"),
        ("2026-05", "2026-05"),
        ("May 2026", "2026-05"),
        ("2026", "2026"),
        ("Wed May  6 10:00:00 2026", "2026-05-06"),
        ("Wed May 6 10:00:00 PST 2026", "2026-05-06"),
        ("May 6, 2026", "2026-05-06"),
        ("May 7th, 2026", "2026-05-07"),
        ("Wed, May 6th, 2026 at 10:00 AM", "2026-05-06"),
        ("Thursday, May 7, 2026 at 9:05 PM", "2026-05-07"),
        ("16/05/2026", "2026-05-16"),
        ("05/16/2026 10:00", "2026-05-16"),
        ("06.05.2026", "2026-05-06"),
        ("05/05/2026", "2026-05-05"),
        ("7. Mai 2026", "2026-05-07"),
        ("Donnerstag, 7. Mai 2026 um 10:21 Uhr", "2026-05-07"),
        ("7 de mayo de 2026", "2026-05-07"),
        ("1er août 2026", "2026-08-01"),
        ("6 maja 2026", "2026-05-06"),
        ("6. května 2026", "2026-05-06"),
        ("6. toukokuuta 2026", "2026-05-06"),
        ("6 Mayıs 2026", "2026-05-06"),
        ("6 мая 2026", "2026-05-06"),
        ("2026年5月7日", "2026-05-07"),
    ],
)
def test_a_date_is_the_one_that_is_written(text: str, date: str) -> None:
    """Of the writer's own zone, whatever day it is elsewhere."""
    assert str(dates.read(text)) == date


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "Sun, 31 Feb 2026 10:00:00 GMT", "2026-13-01", "31/02/2026", "46148",
        "0001-01-01T00:00:00", "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT",
        "1778061600", "2026-05-06 to 2026-05-09 <b>", "03-12-31", "-0001-11-30", "2026-366",
        "9" * 5000, "Mon, 01 Jan 0001 00:00:00 +0000", "7/5/26", "Spring 2026", "6 listopad 2026",
    ],
)  # fmt: skip
def test_what_is_no_certain_day_is_none(text: str) -> None:
    """Words, days that do not exist, and the zeros of programs."""
    assert dates.readings(text) == []


def test_two_readings_are_none() -> None:
    """Nobody can tell 5 June from 6 May here."""
    assert [str(date) for date in dates.readings("05/06/2026")] == ["2026-06-05", "2026-05-06"]
    assert dates.read("05/06/2026") is None


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ((2026, 5, 6), "2026-05-06"),
        (("2026", "May", "6"), "2026-05-06"),
        ((2026, 0, 0), "2026"),
        ((2026, None, 6), "2026"),
        ((2026, "5", None), "2026-05"),
        ((2026, 5, 32), "None"),
        (("2026", "someday", "6"), "None"),
        (("", 5, 6), "None"),
        (("12345", 5), "None"),
        (("\uff12\uff10\uff12\uff16", 5), "None"),
    ],
)
def test_parts(parts: tuple[object, ...], date: str) -> None:
    """Numbers, digits and names; a day without a month does not count."""
    assert str(dates.of(*parts)) == date


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize(
    "form",
    [
        "{0} 18, 2026", "{0} 18 2026", "{0} 18th, 2026", "Friday, {0} 18, 2026",
        "Fri. {0} 18, 2026", "Friday {0} 18, 2026 at 9:05 PM", "18 {0} 2026",
        "Fri, 18 {0} 2026 10:00:00 GMT",
        "{0} 18 10:00:00 2026", "Fri {0} 18 10:00:00 PST 2026", "18. {0} 2026", "18-{0}-2026",
    ],
)  # fmt: skip
@pytest.mark.parametrize("letters", [3, None])
def test_every_month_is_read_in_every_form(month: str, form: str, letters: int | None) -> None:
    """A long name is no weekday and a short month."""
    number = MONTHS.index(month) + 1
    assert dates.read(form.format(month[:letters])) == PartialDate(2026, number, 18)


def test_months() -> None:
    """Case and points do not count; a word that is no month is none."""
    assert [month_of(word) for word in ("MAY", "sept.", "Jänner", "août")] == [5, 9, 1, 8]
    assert month_of("mayday") == NO_MONTH


@given(st.text(max_size=100))
def test_any_words_are_a_date_or_none(text: str) -> None:
    """No words break the reading of dates."""
    dates.read(text)
    dates.of(text, text, text)
