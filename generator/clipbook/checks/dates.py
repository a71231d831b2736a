"""Dates: nothing is published after it was captured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from clipbook.model.article import Article
from clipbook.model.dates import PartialDate
from clipbook.problems import Problem, Severity
from clipbook.store.content import Content


def in_the_future(content: Content) -> Iterator[Problem]:
    """`future-date`: a date later than the capture, or than today where there is none."""
    for article in content.articles:
        latest = _latest_possible(article)
        for date, path in _dates(article):
            if (date.year, date.month or 1, date.day or 1) > latest:
                yield Problem(
                    article.file,
                    content.line(article.file, *path),
                    "future-date",
                    f"{date} is later than the day the text was captured"
                    if article.captured
                    else f"{date} has not come yet",
                    "Correct it, or leave it out where it is not known.",
                    Severity.WARNING,
                )


def _dates(article: Article) -> Iterator[tuple[PartialDate, tuple[str | int, ...]]]:
    if article.date:
        yield article.date, ("date",)
    for number, source in enumerate(article.sources):
        if source.date:
            yield source.date, ("sources", number, "date")


def _latest_possible(article: Article) -> tuple[int, int, int]:
    at = article.captured.at if article.captured else dt.datetime.now(dt.UTC)
    # A day of grace: an outlet east of Greenwich is a day ahead.
    day = at.date() + dt.timedelta(days=1)
    return (day.year, day.month, day.day)
