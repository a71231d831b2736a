"""Dates: nothing is published after it was captured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from clipbook.model.columns import Cited
from clipbook.problems import Problem, Severity
from clipbook.store.content import Content

_DAY = len("2026-05-06")


def in_the_future(content: Content) -> Iterator[Problem]:
    """`future-date`: a date later than the capture, or than today where there is none."""
    columns = content.articles.columns
    today = _day_after(dt.datetime.now(dt.UTC).date().isoformat())
    rows = zip(columns.dates, columns.sources, columns.moments, strict=True)
    for row, (date, sources, moment) in enumerate(rows):
        latest = _day_after(moment[:_DAY]) if moment else today
        if date > latest or any(source.date > latest for source in sources):
            yield from _problems(content, row, latest)


def _problems(content: Content, row: int, latest: str) -> Iterator[Problem]:
    columns, file = content.articles.columns, content.files[row]
    captured = bool(columns.moments[row])
    for date, path in _dates(columns.dates[row], columns.sources[row]):
        if date > latest:
            yield Problem(
                file,
                content.line(file, *path),
                "future-date",
                f"{date} is later than the day the text was captured"
                if captured
                else f"{date} has not come yet",
                "Correct it, or leave it out where it is not known.",
                Severity.WARNING,
            )


def _dates(date: str, sources: tuple[Cited, ...]) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    yield date, ("date",)
    for number, source in enumerate(sources):
        yield source.date, ("sources", number, "date")


@lru_cache
def _day_after(day: str) -> str:
    """Allow a day of grace: an outlet east of Greenwich is a day ahead."""
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
