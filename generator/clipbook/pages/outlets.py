"""The table of all outlets: who published, and who was cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clipbook.edition import Edition
from clipbook.model.dates import PartialDate
from clipbook.model.holdings import Articles
from clipbook.model.outlet import Outlet
from clipbook.pages import cards, dating, head, name_lists, part_links, parts
from clipbook.pages.cards import Card
from clipbook.pages.head import Head, crumbs
from clipbook.pages.kind import Kind
from clipbook.pages.name_lists import Name, Table
from clipbook.pages.page import Page
from clipbook.pages.wording import number, plural

PATH = "outlets/index"


def paths(edition: Edition) -> Iterable[str]:
    """Give the path of the table and of its parts."""
    return (PATH, *_table(edition).listing.paths)


def page(edition: Edition, path: str) -> Page:
    """Make the table, or a part of it."""
    return _first(edition) if path == PATH else _part(edition, path)


def _first(edition: Edition) -> Page:
    outlets, listing = shown(edition), _table(edition).listing
    rows = [_row(edition, outlet) for outlet in outlets[: len(listing.places)]]
    nameless = edition.archive.by_outlet.get("")
    said = Head(
        title="Outlets",
        description=f"Who published and who was cited: the outlets in {edition.site.name}.",
    )
    shows = {
        "kicker": "Browse",
        "dek": "Who published, and who was cited as a source.",
        "count": plural(len(outlets), "outlet"),
        "crumbs": [],
        "rows": [*rows, _nameless(nameless)] if nameless else rows,
        "parts": part_links.of_first(
            edition, listing, "By name", "All outlets, by name", *listing.parts[:1]
        ),
        "most": f"The {number(len(rows))} with the most articles" if listing.parts else "",
    }
    return head.page(edition, KIND, PATH, said, shows)


def _part(edition: Edition, path: str) -> Page:
    listing, names = _table(edition)
    part = listing.part(path)
    title = f"Outlets, {part_links.title(part)}"
    said = Head(title=title, description=f"{title}: from {edition.site.name}.")
    found = [edition.archive.outlets[name.key] for name in names[part.start : part.stop]]
    shows = {
        "kicker": "Browse",
        "dek": "",
        "count": "",
        "crumbs": crumbs(edition, ("Outlets", PATH)),
        "rows": [_row(edition, outlet) for outlet in found],
        "parts": part_links.of_part(edition, listing, part, "By name"),
        "most": "",
    }
    return head.page(edition, KIND, path, said, shows)


def _table(edition: Edition) -> Table:
    names = (Name(outlet.name, outlet.key) for outlet in shown(edition))
    return parts.kept(edition, PATH, lambda: name_lists.table(PATH, list(names)))


def shown(edition: Edition) -> list[Outlet]:
    """Give the outlets that have a page: who published or is cited, most articles first."""
    return edition.shared(_shown)


def _shown(edition: Edition) -> list[Outlet]:
    archive = edition.archive
    published, cited = archive.by_outlet, archive.cited.urls_by_outlet
    return sorted(
        (o for o in archive.outlets.values() if o.key in published or o.key in cited),
        key=lambda o: (
            -len(published.get(o.key, ())),
            -len(cited.get(o.key, ())),
            o.name.casefold(),
            o.key,
        ),
    )


def is_concluded(articles: Articles) -> bool:
    """Say whether an outlet publishes here by conclusion alone."""
    return bool(articles) and all("outlet" in names for names in articles.inferred)


def _row(edition: Edition, outlet: Outlet) -> Card:
    articles = edition.archive.of_outlet(outlet.key)
    cited = edition.archive.cited
    return {
        **cards.outlet(edition, outlet, inferred=is_concluded(articles)),
        "role": "Publisher" if articles else "Cited source",
        "articles": number(len(articles)),
        "cited": number(cited.times_by_outlet.get(outlet.key, 0)),
        **_latest(articles.iso_dates, cited.dates_of(outlet.key)),
    }


def _latest(published: Sequence[str], cited: Sequence[str]) -> Card:
    """Give the newest date of an outlet's articles, else of its pages that are cited."""
    latest = PartialDate.known(max(published, default="") or max(cited, default=""))
    return {
        "latest": latest.long if latest else dating.UNDATED,
        "latest_iso": str(latest) if latest else "",
    }


def _nameless(articles: Articles) -> Card:
    return {
        **cards.no_outlet(),
        "role": "Unknown",
        "articles": number(len(articles)),
        "cited": number(0),
        **_latest(articles.iso_dates, ()),
    }


KIND = Kind(name="outlets", section=PATH, paths=paths, page=page)
