"""The name of the outlet, as a page writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clipbook.importers.pages.said import Said, What, of
from clipbook.importers.pages.site_names import SiteNames
from clipbook.importers.record import Found
from clipbook.model.source import host_of
from clipbook.store.outlet_book import registrable
from clipbook.store.outlet_names import is_same

_ORDER = (
    "og:site_name",
    "json-ld publisher",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "publisher",
)
_NO_NAME = re.compile(
    r"^(?:https?://|www\.|@|(?:blogger|wordpress|squarespace|wix)$)|[{}<>|]|^\W*$", re.IGNORECASE
)
_LONGEST = 50


def decide(everything: Iterable[Said], url: str | None) -> tuple[str | None, Found | None]:
    """Give the first name that goes with the address, or else the first; others are kept."""
    names = names_of(everything)
    if not names:
        return None, None
    domain = registrable(host_of(url)) if url else ""
    # `og:site_name` may be that of a section; the outlet is called so elsewhere.
    names.sort(key=lambda pair: not domain or not is_same(pair[1], domain.partition(".")[0]))
    (where, name), *rest = names
    others = {other.casefold(): (place, other) for place, other in reversed(rest)}
    others.pop(name.casefold(), None)
    return name, Found(where, tuple(reversed(others.values())))


def names_of(everything: Iterable[Said]) -> list[tuple[str, str]]:
    """Give all names under which an outlet may stand on its page, the likeliest first."""
    said = [each for each in of(everything, What.OUTLET) if each.where in _ORDER]
    said.sort(key=lambda each: _ORDER.index(each.where))
    return [(each.where, each.value) for each in said if is_name(each.value)]


def site_names(everything: Iterable[Said], url: str | None) -> SiteNames:
    """Give all that a site is called, to be told from headlines and authors."""
    names = (name for _, name in names_of(everything))
    return SiteNames.of(names, registrable(host_of(url)) if url else "")


def is_name(text: str) -> bool:
    """Say whether a text may be an outlet's name, and not an address or a handle."""
    return len(text) <= _LONGEST and not _NO_NAME.search(text)
