"""When a thing was published, in a reader's words, gaps and conclusions included."""

from __future__ import annotations

from typing import Any

from clipbook.model.article import Article
from clipbook.model.columns import Glance
from clipbook.model.dates import PartialDate
from clipbook.model.source import Source

UNDATED = "Undated"


def of_article(article: Article | Glance) -> dict[str, Any]:
    """Say when an article was published; of an undated one, before which day it was not.

    A text cannot be older than the newest page that it cites: that is a conclusion.
    """
    if article.date:
        return _recorded(article.date, inferred="date" in article.inferred)
    newest = article.newest_source
    return {
        "iso": "",
        "label": UNDATED,
        "after": f"not before {newest.long}" if newest else "",
        "inferred": newest is not None,
    }


def of_source(source: Source) -> dict[str, Any]:
    """Say when a cited page was published."""
    if source.date:
        return _recorded(source.date, inferred="date" in source.inferred)
    return {"iso": "", "label": UNDATED, "after": "", "inferred": False}


def in_words(article: Article | Glance) -> str:
    """Give the date on one line of plain text: `6 May 2026`, `Undated, not before 1 May 2026`."""
    date = of_article(article)
    return f"{date['label']}, {date['after']}" if date["after"] else str(date["label"])


def _recorded(date: PartialDate, *, inferred: bool) -> dict[str, Any]:
    return {"iso": str(date), "label": date.long, "after": "", "inferred": inferred}
