"""The headline: what the places of a page agree on best, without the outlet's name around it.

No place is right everywhere: heads hold the outlet's name, `og:title` may be written for others'
sites, `title` for search engines. So each place has a weight, a place that holds another's words
among its own lends it some of that, and the heaviest words win.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from clipbook.importers.pages.heads import CRUMB, HEAD, LATER_HEAD, OF_HEADER, SECOND
from clipbook.importers.pages.said import Said, What, of
from clipbook.importers.pages.site_names import SiteNames, before_bar, folded, is_around
from clipbook.importers.record import Found

_WEIGHTS = {
    HEAD: 2.0,
    OF_HEADER: 0.4,
    SECOND: 0.1,
    LATER_HEAD: 0.4,
    "json-ld headline": 5.0,
    "og:title": 2.0,
    "twitter:title": 2.0,
    "title": 1.0,
    "itemprop headline": 1.0,
    CRUMB: 1.0,
}
"""In the order in which their spelling counts."""
_SHOWN = frozenset({HEAD, LATER_HEAD, SECOND, OF_HEADER})
_LIKE = 0.4
_MUCH_LIKE = 0.5
_MUCH_MORE = 0.3
_FEW_WORDS = 3
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
    shown = _shown(titles)
    key = folded(shown) if shown else _told_best(titles)
    where, chosen = _spelt(key, titles)
    # Later heads are those of other articles on the page: no word about this one.
    others = dict.fromkeys(
        pair for pair in titles if folded(pair[1]) != key and pair[0] not in _SHOWN - {HEAD}
    )
    return chosen, Found(where, tuple(others))


def _titles(everything: Iterable[Said], site: SiteNames) -> Iterator[Title]:
    """Give the first title of each place, and all heads; names of the site are none."""
    said = of(everything, What.TITLE)
    page = next((each.value for each in said if each.where == "title"), "")
    site = site.also(
        each.value for each in said if each.where == HEAD and is_around(each.value, page, _AT_END)
    )
    met: set[str] = set()
    for each in said:
        value = site.cut_off(each.value)
        # What search engines are shown carries the site's name, also where nothing else tells it.
        value = before_bar(value) if each.where == "title" else value
        is_name = each.where == HEAD and is_around(value, page, _AT_EITHER_END)
        if is_name or not folded(value) or site.is_one(value):
            continue
        if each.where not in met or each.where in _SHOWN:
            yield each.where, value
        met.add(each.where)


def _uncut(everything: Iterable[Said]) -> list[Title]:
    """Give titles as they are, where a page has none but the name of the site."""
    said = of(everything, What.TITLE)
    return [(each.where, each.value) for each in said if folded(each.value)]


def _shown(titles: Sequence[Title]) -> str | None:
    """Give the head that the page shows for its headline; other places bear it out."""
    told = _told(titles)
    heads = [title for where, title in titles if where in {HEAD, LATER_HEAD}]
    if heads:
        likeness = [_overlap(_triples(head), told) for head in heads]
        best = max(likeness)
        at = 0 if best <= likeness[0] + _MUCH_MORE else likeness.index(best)
        is_alone = len(heads) == 1 and len(heads[0].split()) > _FEW_WORDS
        if likeness[at] >= _LIKE or not told:
            return heads[at]
        if is_alone and not _is_crumb_sure(titles):
            return heads[at]
    return _shown_second(titles, told, is_headless=not heads)


def _is_crumb_sure(titles: Sequence[Title]) -> bool:
    """Say whether a head among crumbs says just what machines are told."""
    crumbs = {folded(title) for where, title in titles if where == CRUMB}
    told = {folded(title) for where, title in titles if where not in _SHOWN | {CRUMB}}
    return bool(crumbs & told)


def _told_best(titles: Sequence[Title]) -> str:
    """Give what machines are told, where no head that is shown goes with it."""
    told = [pair for pair in titles if pair[0] not in _SHOWN] or titles
    return _without_kicker(_heaviest(told), told)


def _told(titles: Sequence[Title]) -> list[set[str]]:
    """Give what is said for others than who reads the page; crumbs count where nothing else is."""
    told = [pair for pair in titles if pair[0] not in _SHOWN]
    return [_triples(title) for where, title in told if where != CRUMB] or [
        _triples(title) for _, title in told
    ]


def _shown_second(
    titles: Sequence[Title], told: Sequence[set[str]], *, is_headless: bool
) -> str | None:
    seconds = [title for where, title in titles if where in {SECOND, OF_HEADER}]
    best = max(seconds, key=lambda title: _likeness(title, told), default="")
    if _likeness(best, told) >= _MUCH_LIKE:
        return best
    of_header = [title for where, title in titles if where == OF_HEADER]
    return of_header[0] if is_headless and of_header else None


def _triples(text: str) -> set[str]:
    """Give the runs of three signs of a text: words of any language, by their parts."""
    key = f" {folded(text)} "
    return {key[at : at + 3] for at in range(len(key) - 2)}


def _overlap(one: set[str], others: Iterable[set[str]]) -> float:
    """Give the most that a text and any other share, of the shorter of the two."""
    return max((len(one & each) / min(len(one), len(each)) for each in others), default=0.0)


def _likeness(text: str, others: Iterable[set[str]]) -> float:
    """Give the most that a text and any other share, of both."""
    one = _triples(text)
    return max((2 * len(one & each) / (len(one) + len(each)) for each in others), default=0.0)


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
            return where.replace(LATER_HEAD, HEAD), other
    return where.replace(LATER_HEAD, HEAD), chosen
