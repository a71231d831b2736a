"""The address of a page: its own word where that stays with the outlet, else where it was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from clipbook.importers.pages.origins import Origin
from clipbook.importers.pages.said import Said, What, of
from clipbook.importers.record import Found
from clipbook.model.fields import address_fault
from clipbook.model.normal_form import names_a_page, normal_form, unfolded
from clipbook.model.source import host_of
from clipbook.store.outlet_book import registrable

_ORDER = ("rel=canonical", "og:url", "json-ld mainEntityOfPage", "json-ld url")


@dataclass(frozen=True, slots=True)
class Identity:
    """Where a page is, and where it says that its text comes from."""

    url: str | None = None
    found: Found | None = None
    syndicated_from: str | None = None


def decide(everything: Iterable[Said], origin: Origin) -> Identity:
    """Weigh what a page calls itself against where it came from.

    A canonical address with another outlet names where a text was taken from, and not this page.
    """
    said = _addresses(everything, origin.url)
    own = origin.url or (said[0][1] if said else None)
    if own is None:
        return Identity()
    domain = registrable(host_of(own))
    near = [(where, url) for where, url in said if registrable(host_of(url)) == domain]
    places = [pair for pair in near if names_a_page(pair[1])]
    if origin.url:
        places.append((origin.where, origin.url))
    where, url = places[0] if places else near[0]
    others = [pair for pair in places if normal_form(pair[1]) != normal_form(url)]
    return Identity(url, Found(where, tuple(others)), _elsewhere(said, domain))


def _elsewhere(said: list[tuple[str, str]], domain: str) -> str | None:
    for where, url in said:
        if where == "rel=canonical" and registrable(host_of(url)) != domain:
            return url if names_a_page(url) else None
    return None


def _addresses(everything: Iterable[Said], base: str | None) -> list[tuple[str, str]]:
    said = [each for each in of(everything, What.ADDRESS) if each.where in _ORDER]
    found = [
        (each.where, unfolded(_joined(base, each.value)).url)
        for each in sorted(said, key=lambda each: _ORDER.index(each.where))
    ]
    return [(where, url) for where, url in found if not address_fault(url) and host_of(url)]


def _joined(base: str | None, url: str) -> str:
    try:
        return urljoin(base, url) if base else url
    except ValueError:
        return ""
