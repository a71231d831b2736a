"""The headline: what the places of a page agree on best, without the outlet's name around it.

No place is right everywhere: heads hold the outlet's name, `og:title` may be written for others'
sites, `title` for search engines. So each place has a weight, a place that holds another's words
among its own lends it some of that, and the heaviest words win.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from clipbook.importers.pages.said import Said, What, of
from clipbook.importers.pages.site_names import SiteNames, before_bar, folded, is_around
from clipbook.importers.record import Found

_HEAD, _LATER_HEAD = "h1", "later h1"
_WEIGHTS = {
    _HEAD: 2.0,
    "json-ld headline": 5.0,
    "og:title": 2.0,
    "twitter:title": 2.0,
    "title": 1.0,
    "itemprop headline": 1.0,
    _LATER_HEAD: 0.4,
}
_ELSEWHERE = 0.2
_LENT = 0.6
_LONG_ENOUGH = 12
"""Signs from which on it is no accident that a text holds another."""
_AT_END, _AT_EITHER_END = (-1,), (0, -1)
_BLANKS = re.compile(r"\s+")
_KICKER = re.compile(r"^.{3,60}?\s*(?:[:|–—]|\s-)\s*$")

Title = tuple[str, str]
"""A place, and the title that it says."""


def decide(everything: Sequence[Said], site: SiteNames) -> tuple[str | None, Found | None]:
    """Give the headline, and what other places say."""
    titles = list(_titles(everything, site)) or _uncut(everything)
    if not titles:
        return None, None
    key = _without_kicker(_heaviest(titles), titles)
    where, chosen = _spelt(key, titles)
    # Later heads are those of other articles on the page: no word about this one.
    others = dict.fromkeys(
        pair for pair in titles if folded(pair[1]) != key and pair[0] != _LATER_HEAD
    )
    return chosen, Found(where, tuple(others))


def _titles(everything: Iterable[Said], site: SiteNames) -> Iterator[Title]:
    """Give the first title of each place, and all heads; names of the site are none."""
    said = of(everything, What.TITLE)
    page = next((each.value for each in said if each.where == "title"), "")
    site = site.also(
        each.value for each in said if each.where == _HEAD and is_around(each.value, page, _AT_END)
    )
    met: set[str] = set()
    for each in said:
        value = site.cut_off(each.value)
        # What search engines are shown carries the site's name, also where nothing else tells it.
        value = before_bar(value) if each.where == "title" else value
        is_name = each.where == _HEAD and is_around(value, page, _AT_EITHER_END)
        if is_name or not folded(value) or site.is_one(value):
            continue
        where = _LATER_HEAD if each.where == _HEAD and _HEAD in met else each.where
        if where not in met or where == _LATER_HEAD:
            yield where, value
        met.add(where)


def _uncut(everything: Iterable[Said]) -> list[Title]:
    """Give titles as they are, where a page has none but the name of the site."""
    said = of(everything, What.TITLE)
    return [(each.where, each.value) for each in said if folded(each.value)]


def _heaviest(titles: Sequence[Title]) -> str:
    weights: dict[str, float] = defaultdict(float)
    for where, title in titles:
        weights[folded(title)] += _WEIGHTS.get(where, _ELSEWHERE)
    lent = {
        key: sum(
            _LENT * _WEIGHTS.get(where, _ELSEWHERE)
            for where, title in titles
            if _holds(folded(title), key)
        )
        for key in weights
    }
    return max(weights, key=lambda key: weights[key] + lent[key])


def _holds(longer: str, shorter: str) -> bool:
    is_within = longer != shorter and f" {shorter} " in f" {longer} "
    return is_within and len(shorter) >= _LONG_ENOUGH


def _without_kicker(key: str, titles: Sequence[Title]) -> str:
    """Leave out the words before a colon or dash that `og:title` goes without."""
    whole = next(title for _, title in titles if folded(title) == key)
    for where, title in titles:
        at = whole.rfind(title)
        if where == "og:title" and at > 0 and whole.endswith(title) and _KICKER.match(whole[:at]):
            return folded(title)
    return key


def _spelt(key: str, titles: Sequence[Title]) -> Title:
    """Give the spelling of the head; blanks that markup leaves in it are those of others."""
    said = [pair for pair in titles if folded(pair[1]) == key]
    order = list(_WEIGHTS)
    said.sort(key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))
    where, chosen = said[0]
    for other in (title for place, title in said if place in {"json-ld headline", "og:title"}):
        if _BLANKS.sub("", other) == _BLANKS.sub("", chosen):
            return where.replace(_LATER_HEAD, _HEAD), other
    return where.replace(_LATER_HEAD, _HEAD), chosen
