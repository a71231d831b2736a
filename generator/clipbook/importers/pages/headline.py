"""The headline: what most places of a page agree on, without the outlet's name at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from clipbook.importers.pages.said import Said, What, of
from clipbook.importers.record import Found

_ORDER = (
    "h1",
    "json-ld headline",
    "og:title",
    "itemprop headline",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "cxenseparse:title",
    "headline",
    "title",
    "json-ld name",
)
_PARTS = re.compile(r"\s+[-–—|·•:»«/]+\s+|\s*\|\s*|:\s+")
_SIGNS = re.compile(r"[\W_]+")
_LONG_ENOUGH = 12


def decide(everything: Iterable[Said], outlets: Sequence[str]) -> tuple[str | None, Found | None]:
    """Give the headline, and what other places say."""
    said = [each for each in of(everything, What.TITLE) if each.where in _ORDER]
    said.sort(key=lambda each: _ORDER.index(each.where))
    own = {folded(name) for name in outlets}
    titles = [(each.where, without_outlet(each.value, own)) for each in said]
    titles = [(where, title) for where, title in titles if folded(title) not in own | {""}]
    if not titles:
        return None, None
    where, chosen = _confirmed(titles) or _first(titles)
    key = folded(chosen)
    others = dict.fromkeys(pair for pair in titles if folded(pair[1]) != key)
    return chosen, Found(where, tuple(others))


def folded(text: str) -> str:
    """Give a text by its letters and figures alone, for comparing."""
    return _SIGNS.sub(" ", text.casefold()).strip()


def without_outlet(title: str, own: set[str]) -> str:
    """Cut an outlet's name off the beginning and the end."""
    parts = list(_PARTS.finditer(title))
    for part in reversed(parts):
        if folded(title[part.end() :]) in own:
            return without_outlet(title[: part.start()], own)
    for part in parts:
        if folded(title[: part.start()]) in own:
            return title[part.end() :]
    return title.strip()


def _confirmed(titles: list[tuple[str, str]]) -> tuple[str, str] | None:
    """Give the first head that another place begins with or repeats."""
    rest = [folded(title) for where, title in titles if where != "h1"]
    for where, title in titles:
        key = folded(title)
        if where == "h1" and any(other == key or _holds(other, key) for other in rest):
            return where, title
    return None


def _holds(longer: str, shorter: str) -> bool:
    return len(shorter) >= _LONG_ENOUGH and f" {shorter} " in f" {longer} "


def _first(titles: list[tuple[str, str]]) -> tuple[str, str]:
    return next((pair for pair in titles if pair[0] != "h1"), titles[0])
