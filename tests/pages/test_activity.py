"""The chart counts by the length of time that suits, and says what it leaves out."""

from __future__ import annotations

from typing import Any

import pytest

from clipbook.model.dates import PartialDate
from clipbook.pages import activity


def _chart(*articles: str, sources: tuple[str, ...] = ()) -> dict[str, Any]:
    made = activity.chart(_dates(articles), _dates(sources))
    assert made is not None
    return made


def _dates(texts: tuple[str, ...]) -> list[PartialDate | None]:
    return [PartialDate.parse(text) if text else None for text in texts]


@pytest.mark.parametrize(
    ("dates", "title", "bars"),
    [
        (("2026-05-01", "2026-05-03"), "Published each day", 3),
        (("2026-04-01", "2026-05-10"), "Published each day", 40),
        (("2026-04-01", "2026-05-11"), "Published each week", 7),
        (("2026-01-01", "2026-12-31"), "Published each month", 12),
        (("2019-05", "2026-05-11"), "Published each year", 8),
        (("2026-03", "2026-05"), "Published each month", 3),
        (("2026", "2024"), "Published each year", 3),
    ],
)
def test_the_span_chooses_the_unit(dates: tuple[str, ...], title: str, bars: int) -> None:
    """Days up to forty, then weeks, months and years; never finer than the dates are known."""
    chart = _chart(*dates)
    assert (chart["title"], len(chart["bars"])) == (title, bars)


def test_bars_stand_on_the_axis_and_on_each_other() -> None:
    """An article's bar starts at the bottom, a source's on top of it, to one scale."""
    first, *_, last = _chart("2026-05-01", "2026-05-01", "2026-05-03", sources=("2026-05-01",))[
        "bars"
    ]
    assert float(first["article_y"]) + float(first["article_height"]) == activity.HEIGHT
    assert float(first["source_y"]) + float(first["source_height"]) == float(first["article_y"])
    assert float(first["article_height"]) == pytest.approx(2 * float(last["article_height"]), 0.01)
    assert [first["number"], last["number"], last["source_height"]] == ["3", "1", ""]


def test_many_bars_lose_their_labels_but_for_the_ends() -> None:
    """Above twelve bars only the first and the last are labelled, and the top is marked."""
    chart = _chart("2026-05-01", "2026-05-01", "2026-05-30")
    labels = [bar["tick"] for bar in chart["bars"] if bar["tick"]]
    assert labels == ["1 May 2026", "30 May 2026"]
    assert chart["top"] == 2
    assert not any(bar["number"] for bar in chart["bars"])


@pytest.mark.parametrize(
    ("articles", "sources", "note"),
    [
        (("2026-05-01", "2026-05-02"), (), ""),
        (("2026-05-01", "2026-05-02", ""), (), "1 article carries no date and is not shown."),
        (
            ("2026-05-01", "2026-05-02", "", ""),
            ("",),
            "2 articles and 1 cited page carry no date and are not shown.",
        ),
        (
            ("2026-05-01", "2026-05-02", "2026-05"),
            (),
            "1 article carries no date, or none precise enough, and is not shown.",
        ),
    ],
)
def test_what_is_left_out_is_said(
    articles: tuple[str, ...], sources: tuple[str, ...], note: str
) -> None:
    """Undated and imprecise items are counted in a note."""
    assert _chart(*articles, sources=sources)["note"] == note


@pytest.mark.parametrize("dates", [(), ("",), ("2026-05-01",)])
def test_too_little_to_compare_draws_nothing(dates: tuple[str, ...]) -> None:
    """One date is no activity."""
    assert activity.chart(_dates(dates)) is None


def test_a_chart_can_be_heard() -> None:
    """The text says what the bars show."""
    chart = _chart("2026-05-01", "2026-05-03", sources=("2026-05-03", "2026-05-03"))
    assert chart["text"] == "1 May 2026: 1 article. 3 May 2026: 1 article, 2 cited pages"


def test_centuries_apart_no_chart_is_drawn() -> None:
    """One mistyped year would ask for thousands of bars."""
    assert activity.chart(_dates(("0202-05-06", "2026-05-06"))) is None
    assert activity.chart(_dates(("1727", "2026"))) is not None
