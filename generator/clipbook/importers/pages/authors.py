"""Who wrote an article: the best place that names somebody, and what others say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clipbook.importers.pages import names
from clipbook.importers.pages.said import Said, What, of
from clipbook.importers.pages.site_names import SiteNames
from clipbook.importers.record import Found

_ORDER = (
    "json-ld author",
    "citation_author",
    "dc.creator",
    "itemprop author",
    "parsely-author",
    "author",
    "rel=author",
    "sailthru.author",
    "dcterms.creator",
    "byl",
    "article:author",
    "twitter:data",
    "link to an author",
    "byline",
    "a line with “by”",
    "json-ld creator",
)
_SHOWN = frozenset({"byline", "a line with “by”", "link to an author", "rel=author"})

Place = tuple[str, list[str]]
"""A place, and the names that it holds."""


def decide(everything: Iterable[Said], site: SiteNames) -> tuple[tuple[str, ...], Found | None]:
    """Give the authors, people before the outlet itself."""
    places = _by_place(everything)
    if not places:
        return (), None
    where, chosen = _best(places, site)
    keys = _keys(chosen)
    others = [(place, ", ".join(said)) for place, said in places if _keys(said) != keys]
    return tuple(chosen), Found(where, tuple(others))


def _best(places: Sequence[Place], site: SiteNames) -> Place:
    """Give the first place that names people; else others than the outlet; else the outlet."""
    named = [
        (where, [name for name in said if not site.is_one(name)], said) for where, said in places
    ]
    people = [
        (where, strangers) for where, strangers, _ in named if any(map(names.is_person, strangers))
    ]
    others = [
        (where, strangers if where in _SHOWN else said)
        for where, strangers, said in named
        if strangers
    ]
    return (people or others or places)[0]


def _by_place(everything: Iterable[Said]) -> list[Place]:
    """Give the names that each place holds, the most trusted place first."""
    said: dict[str, list[str]] = {}
    for each in of(everything, What.AUTHOR):
        said.setdefault(each.where, []).append(each.value)
    order = sorted(said, key=_rank)
    found = [
        (
            where,
            names.without_repeats(name for line in said[where] for name in names.names_in(line)),
        )
        for where in order
    ]
    return [(where, some) for where, some in found if some]


def _rank(where: str) -> int:
    return _ORDER.index(where) if where in _ORDER else len(_ORDER)


def _keys(said: Iterable[str]) -> set[str]:
    return {names.key_of(name) for name in said}
