"""What a story's hub lists, and the parts of it: its timeline, and the pages that it cites.

The hub shows the newest entries of a timeline that is too long for it, in the order of their
dates; the way to those before them stands above.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from clipbook.edition import Edition
from clipbook.model.holdings import Articles
from clipbook.model.story import Story
from clipbook.pages import cited, cited_lists, copied, part_links, parts, placing, timeline
from clipbook.pages.cards import Card
from clipbook.pages.head import crumbs
from clipbook.pages.parts import Entry, Listing, Part
from clipbook.pages.wording import number, plural, short

ROOM = 75_000
"""Bytes for the two lists; a hub has much else to show."""

_SHORT = 40
"""Entries of a story that is planned so fast that nothing is kept of it."""

_ARTICLE = 750


class Point(NamedTuple):
    """One entry of a timeline: an article or a cited page; what it is not is 0 or empty."""

    date: str
    row: int
    url: str
    key: str

    @property
    def order(self) -> tuple[bool, str, bool, str]:
        """Sort by date, sources before articles; of the undated, articles before sources."""
        return (not self.date, self.date, bool(self.url) is not bool(self.date), self.key)


class Hub(NamedTuple):
    """The two lists of a hub, whole, and what is planned for them."""

    points: list[Point]
    urls: list[str]
    timeline: Listing
    sources: Listing
    room: int
    """Bytes that the timeline may take on the first page."""


def paths(edition: Edition, slug: str) -> Iterable[str]:
    """Give the paths of the parts of a hub's lists."""
    if _is_short(edition, slug):
        return ()
    hub = plan(edition, slug)
    return chain(hub.timeline.paths, hub.sources.paths)


def _is_short(edition: Edition, slug: str) -> bool:
    """Say whether the hub has room for both lists whole, whatever they show: most hubs have."""
    articles = edition.archive.of_story(slug)
    urls = {source.url for own in articles.sources for source in own}
    cited_pages = sum(cited_lists.most(url, cited.SHOWN) + cited_lists.most(url, 0) for url in urls)
    return len(articles) * (_ARTICLE + placing.SIZE) + cited_pages <= ROOM


def plan(edition: Edition, slug: str) -> Hub:
    """Plan the lists of a story's hub."""
    articles = edition.archive.of_story(slug)
    if len(articles) + sum(map(len, articles.sources)) < _SHORT:
        return _planned(edition, slug)
    return parts.kept(edition, f"stories/{slug}", lambda: _planned(edition, slug))


def _planned(edition: Edition, slug: str) -> Hub:
    articles, base = edition.archive.of_story(slug), f"stories/{slug}"
    points = sorted(_points(edition, articles), key=lambda point: point.order)
    urls = edition.archive.cited.ordered(point.url for point in points if point.url)
    first = [entry(edition, point) for point in points]
    second = cited_lists.entries(edition, urls, cited.SHOWN)
    room = parts.left_for_first(second, ROOM)
    return Hub(points, urls, *parts.both(base, first, second, "cited-", ROOM), room)


def _points(edition: Edition, articles: Articles) -> Iterator[Point]:
    facts = zip(articles.iso_dates, articles.rows, articles.ids, strict=True)
    yield from (Point(date, row, "", key) for date, row, key in facts)
    for url in dict.fromkeys(source.url for own in articles.sources for source in own):
        yield Point(edition.archive.cited.said(url).date, 0, url, url)


def is_whole(edition: Edition, slug: str) -> bool:
    """Say whether every article of a story is on its hub."""
    return parts.kept(edition, ("whole", slug), lambda: _is_whole(edition, slug))


def _is_whole(edition: Edition, slug: str) -> bool:
    return _is_short(edition, slug) or not plan(edition, slug).timeline.parts


def entry(edition: Edition, point: Point) -> Entry:
    """Give what one entry of the timeline is planned by, its copies left out."""
    if point.url:
        return cited_lists.entry(edition, point.url, 0)
    return parts.entry(point.date, point.key, size(edition, point.row))


def size(edition: Edition, row: int) -> int:
    """Give the bytes that an article takes."""
    placed = edition.archive.articles.columns.placed[row]
    return _ARTICLE + (placing.SIZE if placed else placing.SIZE_UNRECORDED)


def entries(
    edition: Edition, hub: Hub, places: Iterable[int], runs: Mapping[int, Card]
) -> list[Card]:
    """Show some of the entries of a timeline; days name their year where there are parts."""
    points = [hub.points[place] for place in sorted(places)]
    rows = [point.row for point in points if not point.url]
    return timeline.timeline(
        edition,
        Articles(edition.archive.articles.holdings, rows),
        [edition.archive.cited[point.url] for point in points if point.url],
        runs,
        with_year=bool(hub.timeline.parts),
    )


def sources(edition: Edition, slug: str, urls: Iterable[str], of: str = "") -> list[Card]:
    """Show cited pages with those articles of a story that cite them; `of` how many is said."""
    return [_source(edition, slug, url, of) for url in urls]


def _source(edition: Edition, slug: str, url: str, of: str) -> Card:
    page = edition.archive.cited[url]
    every, story_of = page.cited_by, page.cited_by.columns.stories
    citing = Articles(every.holdings, [row for row in every.rows if story_of[row] == slug])
    times = f"{number(len(citing))}{of}" if of else plural(len(citing), "article")
    return {**cited.card(edition, page, citing), "times": f"cited by {times}"}


def part(edition: Edition, story: Story, path: str) -> Card:
    """Give what a part of the timeline or of the cited pages shows."""
    base, hub = f"stories/{story.slug}", plan(edition, story.slug)
    shows = {
        **_NOTHING,
        "crumbs": crumbs(edition, ("Stories", "stories/index"), (short(story.title), base)),
    }
    if hub.timeline.has(path):
        here = hub.timeline.part(path)
        return {
            **shows,
            "title": f"{story.title}, timeline, {part_links.title(here)}",
            "timeline": entries(edition, hub, here.places, _marks(edition, hub, story.slug, here)),
            "parts": part_links.of_part(edition, hub.timeline, here, "Timeline by year"),
        }
    here = hub.sources.part(path)
    return {
        **shows,
        "title": f"{story.title}, cited pages, {part_links.title(here)}",
        "sources": sources(edition, story.slug, cited_lists.read(hub.urls, here)),
        "cited_parts": part_links.of_part(edition, hub.sources, here, "Cited pages by year"),
    }


def _marks(edition: Edition, hub: Hub, slug: str, here: Part) -> dict[int, Card]:
    """Say of each copy on a part whose text it is: parts hold every article at its own date."""
    runs = copied.of_story(edition, slug)
    points = (hub.points[place] for place in here.places)
    return {
        point.row: {"copy_of": copied.mark(edition, runs.group_of[point.key])}
        for point in points
        if point.key in runs.copies
    }


_NOTHING: Card = {
    "dek": "",
    "inferred": [],
    "span": "",
    "stats": [],
    "takeaways": [],
    "timeline": [],
    "parts": None,
    "articles": [],
    "folded": False,
    "all": None,
    "mentions": None,
    "sources": [],
    "cited_parts": None,
    "activity": None,
    "outlets": [],
    "silent": None,
    "more_outlets": [],
    "all_outlets": None,
    "topics": [],
    "related": [],
    "follow": [],
    "cite": None,
    "exports": [],
}
"""What the hub shows, and a part does not."""
