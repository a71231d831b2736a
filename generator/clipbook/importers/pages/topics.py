"""The keywords that a page gives its article, from the first place that has any."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clipbook.importers.pages.said import Said, What, of
from clipbook.importers.pages.site_names import SiteNames, folded
from clipbook.importers.record import Found

MOST = 30
"""Pages with more are written for search engines; what comes after is left out."""
_PARTED = re.compile(r"\s*[,;]\s*")
_LONGEST = 60
_CODE = re.compile(r"[A-Z0-9.]{2,7}")
_MANY_CODES = 6
_MACHINES = re.compile(r"[:=|_{}<>/@]|^\W*$|^\d+$")
"""Signs of what a publishing system notes for itself: `section:42`, `is_premium`."""


def decide(everything: Iterable[Said], site: SiteNames) -> tuple[tuple[str, ...], Found | None]:
    """Give the keywords, each once; what other places have instead is kept beside them."""
    said: dict[str, list[str]] = {}
    for each in of(everything, What.TAG):
        said.setdefault(each.where, []).append(each.value)
    places = [(where, _tags(lines, site)) for where, lines in said.items()]
    named = [(where, tags) for where, tags in places if tags]
    if not named:
        return (), None
    (where, chosen), *rest = named
    others = tuple((place, ", ".join(tags)) for place, tags in rest if tags != chosen)
    return chosen, Found(where, others)


def _tags(lines: Iterable[str], site: SiteNames) -> tuple[str, ...]:
    parts = (part for line in lines for part in _PARTED.split(line))
    found: dict[str, str] = {}
    for part in parts:
        tag = part.strip(" .#\"'")
        if len(tag) <= _LONGEST and not _MACHINES.search(tag) and not site.is_one(tag):
            found.setdefault(folded(tag), tag)
    codes = sum(bool(_CODE.fullmatch(tag)) for tag in found.values())
    # An agency's codes for its own systems; single ones are names, such as NATO.
    is_coded = codes >= _MANY_CODES and codes * 2 > len(found)
    return () if is_coded else tuple(found.values())[:MOST]
