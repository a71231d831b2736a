"""The table of all topics."""

from __future__ import annotations

from collections.abc import Iterable

from clipbook.edition import Edition
from clipbook.model.archive import Topic
from clipbook.model.dates import PartialDate
from clipbook.pages import dating, head, name_lists, part_links, parts, tallies
from clipbook.pages.cards import Card
from clipbook.pages.head import Head, crumbs
from clipbook.pages.kind import Kind
from clipbook.pages.name_lists import Name, Table
from clipbook.pages.page import Page
from clipbook.pages.wording import number, plural, short

PATH = "topics/index"


def paths(edition: Edition) -> Iterable[str]:
    """Give the path of the table and of its parts."""
    return (PATH, *_table(edition).listing.paths)


def page(edition: Edition, path: str) -> Page:
    """Make the table, or a part of it."""
    return _first(edition) if path == PATH else _part(edition, path)


def _first(edition: Edition) -> Page:
    topics, listing = _ranked(edition), _table(edition).listing
    rows = [_row(edition, topic) for topic in topics[: len(listing.places)]]
    said = Head(title="Topics", description=f"What the coverage in {edition.site.name} is about.")
    shows = {
        "kicker": "Browse",
        "dek": "What the coverage is about.",
        "count": plural(len(topics), "topic"),
        "crumbs": [],
        "rows": rows,
        "parts": part_links.of_first(
            edition, listing, "By name", "All topics, by name", *listing.parts[:1]
        ),
        "most": f"The {number(len(rows))} with the most articles" if listing.parts else "",
    }
    return head.page(edition, KIND, PATH, said, shows)


def _part(edition: Edition, path: str) -> Page:
    listing, names = _table(edition)
    part = listing.part(path)
    title = f"Topics, {part_links.title(part)}"
    said = Head(title=title, description=f"{title}: from {edition.site.name}.")
    found = [edition.archive.topics[name.key] for name in names[part.start : part.stop]]
    shows = {
        "kicker": "Browse",
        "dek": "",
        "count": "",
        "crumbs": crumbs(edition, ("Topics", PATH)),
        "rows": [_row(edition, topic) for topic in found],
        "parts": part_links.of_part(edition, listing, part, "By name"),
        "most": "",
    }
    return head.page(edition, KIND, path, said, shows)


def _table(edition: Edition) -> Table:
    names = (Name(topic.name, topic.slug) for topic in _ranked(edition))
    return parts.kept(edition, PATH, lambda: name_lists.table(PATH, list(names)))


def _ranked(edition: Edition) -> list[Topic]:
    topics = edition.archive.topics.values()
    return sorted(topics, key=lambda topic: (-len(topic.articles), topic.name.casefold()))


def _row(edition: Edition, topic: Topic) -> Card:
    latest = PartialDate.known(max(topic.articles.iso_dates))
    return {
        "name": short(topic.name),
        "path": edition.site.addresses.of(f"topics/{topic.slug}"),
        "articles": number(len(topic.articles)),
        "stories": number(len(tallies.story_slugs(edition, topic.articles))),
        "outlets": number(tallies.named_outlets(topic.articles)),
        "latest": latest.long if latest else dating.UNDATED,
        "latest_iso": str(latest) if latest else "",
    }


KIND = Kind(name="topics", section=PATH, paths=paths, page=page)
