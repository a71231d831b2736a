"""Copies in a story: whose text others ran, and who may have run it first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from clipbook.copies import reports
from clipbook.copies.near_duplicates import Group
from clipbook.copies.reports import Reports
from clipbook.edition import Edition
from clipbook.model.dates import PartialDate
from clipbook.model.outlet import NO_OUTLET
from clipbook.pages import parts
from clipbook.pages.cards import Card
from clipbook.pages.wording import number, plural, short

_NAME = 60
"""Bytes of an outlet's name where several stand in one line."""
_NAMED = 3
"""Outlets that are named where more ran one text."""

_NAMELESS = "an outlet that is not recorded"
AS_RECORDED = ", as far as dates are recorded"
NO_DATES = "no date is recorded that tells who ran it first"
MANY_DATES = "the dates do not tell who ran it first"


class Runs(NamedTuple):
    """Which articles of a story are runs of one text."""

    reports: Reports
    group_of: dict[str, Group]
    """By the ids of all members; articles whose text no other one ran are in none."""
    copies: frozenset[str]
    """Ids of the articles that are folded under another."""

    def under(self, ident: str) -> tuple[str, ...]:
        """Give the ids of what is folded under an article, by date."""
        group = self.group_of.get(ident)
        return group.members[1:] if group and group.first == ident else ()


def of_story(edition: Edition, slug: str) -> Runs:
    """Find the copies among the articles of a story, once for all of its pages."""
    return parts.kept(edition, ("copies", slug), lambda: _runs(edition, slug))


def _runs(edition: Edition, slug: str) -> Runs:
    found = reports.reports(edition.archive.of_story(slug))
    group_of = {each: group for group in found.groups for each in group.members}
    return Runs(found, group_of, frozenset(group_of) - {group.first for group in found.groups})


def anchor(ident: str) -> str:
    """Name the place on a hub of an article that is one of several runs of a text."""
    return f"run-{ident}"


def first_run(edition: Edition, group: Group) -> str:
    """Say who ran a text first, as far as dates tell: `First run by The Buoy, 6 May 2026`."""
    keys = _outlets(edition, group.earliest)
    if not keys:
        return _sentence(NO_DATES)
    if len(keys) > _NAMED:
        return f"One of {number(len(group.earliest))} was first: {MANY_DATES}"
    *others, last = (_name(edition, key, _NAMELESS) for key in keys)
    if others:
        return f"First run by {', '.join(others)} or {last}: the dates do not tell"
    return f"First run by {last}, {link(edition, group.first)['date']}{recorded(edition, group)}"


def label(edition: Edition, idents: tuple[str, ...]) -> str:
    """Name the outlets of copies: `3 copies: The Gazette, The Courier, The Planet`."""
    keys = _outlets(edition, idents)
    # One more takes no more room than the words that there is one.
    named = keys if len(keys) <= _NAMED + 1 else keys[:_NAMED]
    left = f" and {number(len(keys) - len(named))} others" if len(named) < len(keys) else ""
    names = ", ".join(_name(edition, key, NO_OUTLET) for key in named)
    return f"{plural(len(idents), 'copy', 'copies')}: {names}{left}"


def mark(edition: Edition, group: Group) -> Card:
    """Say whose text the copies in a group are; where none is known to be first, that it is one."""
    said = "Copy of" if len(group.earliest) == 1 else "Mostly the same text as"
    return {"said": said, **link(edition, group.first)}


def link(edition: Edition, ident: str) -> Card:
    """Name an article by its outlet and its day, with the way to it."""
    archive = edition.archive
    row = archive.row_of[ident]
    columns = archive.articles.columns
    date = PartialDate.known(columns.dates[row])
    return {
        "name": _name(edition, columns.outlets[row], _NAMELESS),
        "path": edition.site.addresses.of(columns.paths[row]),
        "date": date.long if date else "",
    }


def recorded(edition: Edition, group: Group) -> str:
    """Limit what is said to what has a date, where some members have none."""
    # Those without a date stand last.
    return "" if link(edition, group.members[-1])["date"] else AS_RECORDED


def _outlets(edition: Edition, idents: Iterable[str]) -> list[str]:
    """Give the keys of outlets, each once, in the order of the articles; empty for none."""
    archive = edition.archive
    keys = archive.articles.columns.outlets
    return list(dict.fromkeys(keys[archive.row_of[ident]] for ident in idents))


def _name(edition: Edition, key: str, otherwise: str) -> str:
    found = edition.archive.outlets.get(key)
    return short(found.name, _NAME) if found else otherwise


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
