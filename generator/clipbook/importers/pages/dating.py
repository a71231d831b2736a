"""When an article was published, as its page says in many forms."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from clipbook.importers import dates
from clipbook.importers.pages import shown_dates
from clipbook.importers.pages.said import Said, What, of
from clipbook.importers.pages.shown_dates import Shown
from clipbook.importers.record import Found
from clipbook.model.dates import PartialDate

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?([0-2]\d|3[01])(?!\d)")
_ONE_DIGIT = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?!\d)")
_MONTH_ONLY = re.compile(r"^((?:19|20)\d\d)[-/.](0[1-9]|1[0-2])$")
_IN_UTC = re.compile(r"\d(?:Z|[+-]00:?00| GMT| UTC)$", re.IGNORECASE)
_HAS_ZONE = re.compile(r":\d\d(?:\.\d+)?\s*[+-](?!00:?00)\d\d:?\d\d$")
_DAY_IN_ADDRESS = re.compile(r"/(?:19|20)\d\d[/-]\d{1,2}[/-]\d{1,2}(?:/|$)|/20\d{6}/")
_FIRST_YEAR = 1995
_ORDER = (
    "json-ld datePublished",
    "article:published_time",
    "itemprop datePublished",
    "citation_publication_date",
    "parsely-pub-date",
    "time pubdate",
)

_BESIDE, _TIME = "beside the headline", "time"
Place = tuple[str, PartialDate]
Reading = tuple[str, PartialDate, str]
"""A place, the date that it says, and its own words."""


def decide(
    everything: Iterable[Said], tree: HtmlElement, url: str | None
) -> tuple[PartialDate | None, Found | None, bool]:
    """Give the day of publication, where it was read, and whether it was concluded."""
    read = _read(everything, What.PUBLISHED)
    changed = {date for _, date, _ in _read(everything, What.MODIFIED)}
    changed -= {date for _, date, _ in read}
    shown = shown_dates.read(tree)
    read, marked = [each for each in read if each[0] != _TIME], read
    shown = None if read and shown and shown.date in changed else shown
    if not read:
        date, found = _looked_for(tree, url, shown, marked)
        return (date, found, True) if shown or date not in changed else (None, None, False)
    where, chosen = _printed(_local(read, url, shown), read, shown)
    others = dict.fromkeys((place, str(date)) for place, date, _ in read if date != chosen)
    return chosen, Found(where, tuple(others)), False


def _local(read: Sequence[Reading], url: str | None, shown: Shown | None) -> Place:
    """Give the outlet's own day where a moment in UTC falls on the day before or after it."""
    where, chosen, text = read[0]
    if not _IN_UTC.search(text):
        return where, chosen
    of_address = date_of(url or "") if _DAY_IN_ADDRESS.search(url or "") else None
    told = [("address", of_address)] if of_address else []
    told += [(_BESIDE, shown.date)] if shown else []
    told += [(place, date) for place, date, said in read if _is_same_moment(said, text)]
    if any(date == chosen for _, date in told):
        return where, chosen
    return next((pair for pair in told if _are_neighbours(pair[1], chosen)), (where, chosen))


def _is_same_moment(said: str, text: str) -> bool:
    """Say whether a moment with a zone is that very moment in UTC."""
    if not _HAS_ZONE.search(said):
        return False
    try:
        one, other = (dt.datetime.fromisoformat(each.strip()) for each in (said, text))
        return one.replace(microsecond=0) == other.replace(microsecond=0)
    except (ValueError, TypeError):
        return False


def _printed(place: Place, read: Sequence[Reading], shown: Shown | None) -> Place:
    """Give the day that is printed where another place says it too, or where it is the earlier."""
    if shown is None or shown.date == place[1]:
        return place
    is_sure = _HAS_ZONE.search(read[0][2]) and _are_neighbours(*place[1:], shown.date)
    same = next(((where, date) for where, date, _ in read if date == shown.date), None)
    if same and not is_sure:
        return same
    return (_BESIDE, shown.date) if shown.is_marked and shown.date < place[1] else place


def _are_neighbours(one: PartialDate, other: PartialDate) -> bool:
    first, second = one.as_day, other.as_day
    return first is not None and second is not None and abs((first - second).days) == 1


def _read(everything: Iterable[Said], what: What) -> list[Reading]:
    said = of(everything, what)
    said.sort(key=lambda each: _ORDER.index(each.where) if each.where in _ORDER else len(_ORDER))
    read = [(each.where, date_of(each.value), each.value) for each in said]
    return [(where, date, text) for where, date, text in read if date]


def date_of(text: str) -> PartialDate | None:
    """Read one date in the forms of machines and of plain figures; None where there is none."""
    for pattern, order in ((_ISO, (1, 2, 3)), (_ONE_DIGIT, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1))):
        found = pattern.search(text)
        if found:
            return _day(*(int(found[number]) for number in order))
    month = _MONTH_ONLY.match(text)
    if month:
        return PartialDate(int(month[1]), int(month[2]))
    written = dates.read(text)
    return written if written and written.year >= _FIRST_YEAR else None


def _day(year: int, month: int, day: int) -> PartialDate | None:
    try:
        date = PartialDate.parse(f"{year:04}-{month:02}-{day:02}")
    except ValueError:
        return None
    return date if date.year >= _FIRST_YEAR else None


def _looked_for(
    tree: HtmlElement, url: str | None, shown: Shown | None, marked: Sequence[Reading]
) -> tuple[PartialDate | None, Found | None]:
    """Take the date that is printed, or have htmldate look for one that has a place of its own.

    It is not to look through the text: any year in it would become the first of January.
    """
    if shown:
        return shown.date, Found(_BESIDE)
    if len({date for _, date, _ in marked}) == 1:
        return marked[0][1], Found(_TIME)
    from htmldate import find_date  # noqa: PLC0415 - only who reads pages pays for loading it

    found = find_date(
        tree, extensive_search=False, original_date=True, url=url, outputformat="%Y-%m-%d"
    )
    date = date_of(found or "")
    return date, (Found("a date on the page") if date else None)
