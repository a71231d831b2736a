"""Who wrote an article: the best place that names somebody, and what others say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clipbook.importers.pages import names
from clipbook.importers.pages.said import Said, What, of
from clipbook.importers.record import Found

_ORDER = (
    "json-ld author",
    "citation_author",
    "itemprop author",
    "rel=author",
    "author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "article:author",
    "twitter:data",
    "json-ld creator",
    "byline",
)


def decide(
    everything: Iterable[Said], outlets: Sequence[str]
) -> tuple[tuple[str, ...], Found | None]:
    """Give the authors, people before the outlet itself."""
    places = _by_place(everything)
    if not places:
        return (), None
    own = {names.key_of(outlet) for outlet in outlets}
    people = [pair for pair in places if any(names.key_of(name) not in own for name in pair[1])]
    where, chosen = (people or places)[0]
    keys = {names.key_of(name) for name in chosen}
    others = [
        (place, ", ".join(said))
        for place, said in places
        if {names.key_of(name) for name in said} != keys
    ]
    return tuple(chosen), Found(where, tuple(others))


def _by_place(everything: Iterable[Said]) -> list[tuple[str, list[str]]]:
    """Give the names that each place holds, the most trusted place first."""
    said: dict[str, list[str]] = {}
    for each in of(everything, What.AUTHOR):
        said.setdefault(each.where, []).append(each.value)
    order = sorted(said, key=lambda where: _ORDER.index(where) if where in _ORDER else 99)
    found = [
        (where, names.unique(name for line in said[where] for name in names.names_in(line)))
        for where in order
    ]
    return [(where, list(some)) for where, some in found if some]
