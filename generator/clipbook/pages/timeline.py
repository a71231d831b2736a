"""The timeline of a story: articles and the pages they cite, by day, the undated apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from clipbook.edition import Edition
from clipbook.model.archive import CitedPage
from clipbook.model.dates import MONTHS, PartialDate
from clipbook.model.holdings import Articles
from clipbook.pages import cards, cited, placing
from clipbook.pages.cards import Card
from clipbook.pages.wording import number

UNFOLDED = 4
"""Entries of one date that show without unfolding."""

Dated = tuple[PartialDate | None, Card]


def timeline(
    edition: Edition,
    articles: Articles,
    sources: Sequence[CitedPage],
    runs: Mapping[int, Card],
    *,
    with_year: bool = False,
) -> list[Card]:
    """Group a story's entries by date, oldest first, the undated last; sources before articles.

    Days name their year where there are several, or where that is asked for. `runs` says by row
    what is shown of the copies of an article, or that it is one.
    """
    entries: list[Dated] = [
        *((page.source.date, _source(edition, page)) for page in sources),
        *zip(articles.dates, _articles(edition, articles, runs), strict=True),
    ]
    dated = sorted(((date, entry) for date, entry in entries if date), key=itemgetter(0))
    undated = sorted(
        (entry for date, entry in entries if date is None),
        key=lambda entry: entry["kind"] == "source",
    )
    years = {date.year for date, _ in dated}
    groups = [
        _group(_label(date, with_year=with_year or len(years) > 1), (entry for _, entry in members))
        for date, members in groupby(dated, key=itemgetter(0))
    ]
    return [*groups, _group(_UNDATED, undated)] if undated else groups


_UNDATED: Card = {
    "iso": "",
    "strong": "Undated",
    "rest": "",
    "note": "no date recorded",
    "said": "Undated",
}


def _group(label: Card, members: Iterable[Card]) -> Card:
    entries = list(members)
    more = number(len(entries) - UNFOLDED)
    return {
        **label,
        "entries": entries[:UNFOLDED],
        "folded": entries[UNFOLDED:],
        "fold_label": f"{more} more" + (f" on {label['said']}" if label["iso"] else " undated"),
    }


def _label(date: PartialDate, *, with_year: bool) -> Card:
    """Name a date as precisely as it is known, and say what is not."""
    label = {"iso": str(date), "said": date.long}
    if not date.month:
        return {**label, "strong": str(date.year), "rest": "", "note": "month not recorded"}
    month = MONTHS[date.month - 1]
    if not date.day:
        rest = str(date.year)
        return {**label, "strong": month[:3], "rest": rest, "note": "day not recorded"}
    rest = f"{month[:3]} {date.year}" if with_year else month[:3]
    return {**label, "strong": str(date.day), "rest": rest, "note": date.weekday}


def _articles(edition: Edition, articles: Articles, runs: Mapping[int, Card]) -> list[Card]:
    return [
        {"kind": "article", **_ALONE, **entry, **runs.get(row, {})}
        for row, entry in zip(articles.rows, entries(edition, articles), strict=True)
    ]


_ALONE: Card = {"run_id": "", "run": "", "copies": None, "copy_of": None}
"""What there is to say of the copies of an article that has none."""


def entries(edition: Edition, articles: Articles) -> list[Card]:
    """Show articles with the reasons why they are in their story."""
    vias = articles.columns.vias
    return [
        {"via": vias[row], "why": placing.why(edition, row), **card}
        for row, card in zip(articles.rows, cards.references(edition, articles), strict=True)
    ]


def _source(edition: Edition, page: CitedPage) -> Card:
    return {"kind": "source", **cited.alone(edition, page)}
