"""The timeline of a hub: reports, with their copies folded under the one that ran first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from clipbook.edition import Edition
from clipbook.model.holdings import Articles
from clipbook.pages import copied, hub_lists, part_links, parts, timeline
from clipbook.pages.cards import Card
from clipbook.pages.copied import Runs
from clipbook.pages.hub_lists import Hub, Point
from clipbook.pages.parts import Listing
from clipbook.pages.wording import number, plural

LISTED = (12, 6, 3)
"""Copies that are listed under one report where not all articles fit: as many as there is room
for; the fewest where only the newest reports do."""

_FOLD = 900
"""Bytes of the lines around a list of copies."""


class _Shown(NamedTuple):
    """What the first page shows of a timeline."""

    places: Sequence[int]
    """Of the entries, as a list without parts has them, or else the newest first."""
    listed: int
    """Copies that are listed under one report, at most."""
    is_all: bool
    """Whether no report is left out."""


def first_page(edition: Edition, slug: str, hub: Hub) -> Card:
    """Give the timeline of a hub, and the ways on to the parts, which hold each article by date."""
    runs = copied.of_story(edition, slug)
    shown = _chosen(edition, hub, runs)
    folds = {
        point.row: _fold(edition, hub, runs, point.key, shown.listed)
        for point in (hub.points[place] for place in shown.places)
        if runs.under(point.key)
    }
    return {
        "timeline": hub_lists.entries(edition, hub, shown.places, folds),
        "parts": _ways(edition, slug, hub.timeline, shown),
    }


def _chosen(edition: Edition, hub: Hub, runs: Runs) -> _Shown:
    if not runs.copies:
        return _Shown(hub.timeline.places, 0, is_all=not hub.timeline.parts)
    kept = [n for n, point in enumerate(hub.points) if point.key not in runs.copies]
    if not hub.timeline.parts:
        return _Shown(kept, len(hub.points), is_all=True)
    for listed in LISTED:
        entries = [_entry(edition, hub.points[place], runs, listed) for place in kept]
        newest = parts.newest(entries, hub.room)
        if len(newest) == len(kept):
            break
    return _Shown([kept[n] for n in newest], listed, is_all=len(newest) == len(kept))


def _entry(edition: Edition, point: Point, runs: Runs, listed: int) -> parts.Entry:
    """Give what a report is planned by, with those of its copies that are listed."""
    alone = hub_lists.entry(edition, point)
    copies = _rows(edition, runs.under(point.key)[:listed])
    if not copies:
        return alone
    return alone._replace(full=alone.full + _FOLD + sum(hub_lists.size(edition, r) for r in copies))


def _rows(edition: Edition, idents: Sequence[str]) -> list[int]:
    return [edition.archive.row_of[ident] for ident in idents]


def _fold(edition: Edition, hub: Hub, runs: Runs, ident: str, listed: int) -> Card:
    idents = runs.under(ident)
    rows = _rows(edition, idents[:listed])
    shown = timeline.entries(edition, Articles(edition.archive.articles.holdings, rows))
    return {
        "run_id": copied.anchor(ident),
        "run": copied.first_run(edition, runs.group_of[ident]),
        "copies": {
            "label": copied.label(edition, idents),
            "entries": [
                {"run_id": copied.anchor(each), **entry}
                for each, entry in zip(idents, shown, strict=False)
            ],
            "more": _more(edition, hub, idents[listed:]),
        },
    }


def _more(edition: Edition, hub: Hub, left: Sequence[str]) -> Card | None:
    """Give the way to the part with the first of the copies that are not listed."""
    if not left:
        return None
    archive = edition.archive
    date = archive.articles.columns.dates[archive.row_of[left[0]]]
    there = Point(date, 0, "", left[0]).order
    place = bisect_left(hub.points, there, key=lambda point: point.order)
    path = edition.site.addresses.of(hub.timeline.path_of(place))
    return {"label": f"{number(len(left))} more, by date", "path": path}


def _ways(edition: Edition, slug: str, listing: Listing, shown: _Shown) -> Card | None:
    if not shown.is_all:
        listing = replace(listing, places=shown.places)
        return part_links.of_first(edition, listing, "Timeline by year", "Earlier in the timeline")
    every = f"All {plural(len(edition.archive.of_story(slug)), 'article')}, by date"
    newest = next((part for part in reversed(listing.parts) if part.head.isdigit()), None)
    part = newest or next(iter(listing.parts), None)
    return part_links.of_first(edition, listing, "Timeline by year", every, part)
