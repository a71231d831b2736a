"""When an article was published: what machines are told, weighed against what is printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from clipbook.importers.pages import datelines, shown_dates
from clipbook.importers.pages.page_dates import are_neighbours, date_of, in_address
from clipbook.importers.pages.said import Said, What, of
from clipbook.importers.pages.shown_dates import Shown
from clipbook.importers.record import Found
from clipbook.model.dates import PartialDate

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_IN_UTC = re.compile(r"\d(?:Z|[+-]00:?00| GMT| UTC)$", re.IGNORECASE)
_HAS_ZONE = re.compile(r":\d\d(?:\.\d+)?\s*[+-](?!00:?00)\d\d:?\d\d$")
_BESIDE, _TIME = "beside the headline", "time"
_PUBDATE = "time pubdate"
_VAGUE = frozenset({"date", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created"})
"""Places that do not say whether it is the day of publication; what is printed does."""
_ORDER = (
    "json-ld datePublished",
    "article:published_time",
    "itemprop datePublished",
    "citation_publication_date",
    "parsely-pub-date",
    _PUBDATE,
)

Place = tuple[str, PartialDate]
"""A place, and the date that it says."""
Reading = tuple[str, PartialDate, str]
"""A place, the date that it says, and its own words."""


def decide(
    everything: Sequence[Said], tree: HtmlElement, url: str | None
) -> tuple[PartialDate | None, Found | None, bool]:
    """Give the day of publication, where it was read, and whether it was concluded."""
    read, changed = _of_this_page(_read(everything, What.PUBLISHED)), _changed(everything)
    told = [each for each in read if each[0] != _TIME]
    shown = shown_dates.read(tree)
    if not told:
        date, found = _concluded(tree, url, shown, read, changed)
        return date, found, found is not None
    printed = shown_dates.beside(shown, told[0][1])
    if shown is None or printed in changed - {date for _, date, _ in told}:
        printed = None
    where, chosen = _local(told, url, printed)
    if shown and printed and printed != chosen:
        where, chosen = _printed((where, chosen), told, printed, is_marked=shown.is_marked)
    others = dict.fromkeys((place, str(date)) for place, date, _ in told if date != chosen)
    return chosen, Found(where, tuple(others)), False


def _of_this_page(read: list[Reading]) -> list[Reading]:
    """Leave out several days of publication that are marked: they are those of other pages."""
    days = {date for where, date, _ in read if where == _PUBDATE}
    return [each for each in read if each[0] != _PUBDATE or len(days) == 1]


def _local(told: Sequence[Reading], url: str | None, printed: PartialDate | None) -> Place:
    """Give the outlet's own day where a moment in UTC falls on the day before or after it."""
    where, chosen, text = told[0]
    if not _IN_UTC.search(text):
        return where, chosen
    local = list(_local_days(told, url, printed))
    if any(date == chosen for _, date in local):
        return where, chosen
    return next((pair for pair in local if are_neighbours(pair[1], chosen)), (where, chosen))


def _local_days(
    told: Sequence[Reading], url: str | None, printed: PartialDate | None
) -> Iterator[Place]:
    of_address = in_address(url or "")
    if of_address:
        yield "address", of_address
    if printed:
        yield _BESIDE, printed
    yield from ((place, date) for place, date, said in told if _is_same_moment(said, told[0][2]))


def _is_same_moment(said: str, text: str) -> bool:
    """Say whether a moment with a zone is that very moment in UTC."""
    if not _HAS_ZONE.search(said):
        return False
    try:
        one, other = (dt.datetime.fromisoformat(each.strip()) for each in (said, text))
        return one.replace(microsecond=0) == other.replace(microsecond=0)
    except (ValueError, TypeError):
        return False


def _printed(
    place: Place, told: Sequence[Reading], printed: PartialDate, *, is_marked: bool
) -> Place:
    """Give the day that is printed where another place says it too, or where it is the earlier.

    A moment with the outlet's own zone is no day off: the print may be that of the paper.
    """
    is_sure = _HAS_ZONE.search(told[0][2]) and are_neighbours(place[1], printed)
    same = [(where, date) for where, date, _ in told if date == printed]
    if same and (len(same) > 1 or not is_sure):
        return same[0]
    is_vague = all(where in _VAGUE for where, _, _ in told)
    is_first = is_marked and printed < place[1]
    return (_BESIDE, printed) if is_first or is_vague else place


def _concluded(
    tree: HtmlElement,
    url: str | None,
    shown: Shown | None,
    read: Sequence[Reading],
    changed: set[PartialDate],
) -> tuple[PartialDate | None, Found | None]:
    """Take the day that is printed, that all `time` elements have, or that the address holds."""
    printed = shown_dates.beside(shown, None)
    marked = {date for _, date, _ in read}
    if printed or len(marked) == 1:
        return printed or marked.pop(), Found(_BESIDE if printed else _TIME)
    of_address = in_address(url or "")
    if of_address:
        return of_address, Found("address")
    ways = (partial(_looked_for, url=url), shown_dates.only_one, datelines.read)
    found = (way(tree) for way in ways)
    date = next((date for date in found if date and date not in changed), None)
    return (date, Found("a date on the page")) if date and date not in changed else (None, None)


def _looked_for(tree: HtmlElement, url: str | None) -> PartialDate | None:
    """Have htmldate look for a date that has a place of its own.

    It is not to look through the text: any year in it would become the first of January.
    """
    from htmldate import find_date  # noqa: PLC0415 - only who reads pages pays for loading it

    found = find_date(
        tree, extensive_search=False, original_date=True, url=url, outputformat="%Y-%m-%d"
    )
    return date_of(found or "")


def _changed(everything: Iterable[Said]) -> set[PartialDate]:
    return {date for _, date, _ in _read(everything, What.MODIFIED)}


def _read(everything: Iterable[Said], what: What) -> list[Reading]:
    said = of(everything, what)
    said.sort(key=lambda each: _ORDER.index(each.where) if each.where in _ORDER else len(_ORDER))
    read = [(each.where, date_of(each.value), each.value) for each in said]
    return [(where, date, text) for where, date, text in read if date]
