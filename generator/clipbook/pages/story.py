"""The hub of a story: who reported it, when, in which words, and on whose authority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from clipbook.copies.reports import Reports
from clipbook.edition import Edition
from clipbook.exports import FORMATS, citation, json_ld
from clipbook.model.archive import topic_slug, topic_slugs
from clipbook.model.holdings import Articles
from clipbook.model.story import Story
from clipbook.pages import (
    activity,
    cards,
    copied,
    folding,
    head,
    hub_lists,
    mentions,
    part_links,
    parts,
    related,
    takeaways,
    tallies,
    watch_list,
)
from clipbook.pages.cards import Card
from clipbook.pages.copied import Runs
from clipbook.pages.head import SITE_FEED, Head, crumbs, feed_of
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.wording import number, plural, stat

COMPARED = 10
"""Articles that are set side by side before the search takes over."""

OUTLETS = 12
"""Outlets at the side before the rest folds."""
MOST_OUTLETS = 48
TOPICS = 40
RELATED = 12

READ = 200
"""Articles whose texts are read for one hub, the newest."""


def paths(edition: Edition) -> Iterator[str]:
    """Give the path of every hub, and of the parts of its timeline and of its cited pages."""
    for story in edition.archive.stories:
        yield from paths_of(edition, story.slug)


def paths_of(edition: Edition, slug: str) -> Iterator[str]:
    """Give the path of one hub and of its parts."""
    yield f"stories/{slug}"
    yield from hub_lists.paths(edition, slug)


def page(edition: Edition, path: str) -> Page:
    """Make the hub of a story, or a part of its timeline or of its cited pages."""
    base = parts.base_of(path)
    story = edition.archive.story_by_slug[base.rpartition("/")[2]]
    if path != base:
        shows = hub_lists.part(edition, story, path)
        title = shows.pop("title")
        said = Head(title=title, description=f"{title}: from {edition.site.name}.")
        return head.page(edition, KIND, path, said, shows)
    articles = edition.archive.of_story(story.slug)
    said = Head(
        title=story.title,
        description=story.dek or f"{plural(len(articles), 'article')}, {cards.span(articles)}.",
        json_ld=json_ld.story(edition, story),
        own_feed=True,
        body=story.body,
    )
    return head.page(edition, KIND, path, said, _hub(edition, story, path))


def _hub(edition: Edition, story: Story, path: str) -> Card:
    articles, hub = edition.archive.of_story(story.slug), hub_lists.plan(edition, story.slug)
    dates = edition.archive.cited.dates_by(hub.urls)
    runs = copied.of_story(edition, story.slug)
    return {
        "crumbs": crumbs(edition, ("Stories", KIND.section)),
        "dek": story.dek or "",
        "inferred": list(story.inferred),
        "span": cards.span(articles),
        "stats": _stats(articles, runs.reports, hub.urls),
        "takeaways": takeaways.lists(edition, story, _newest(articles)),
        **folding.first_page(edition, story.slug, hub),
        **_compared(edition, story, articles, runs),
        "mentions": _mentions(edition, story, articles),
        "sources": hub_lists.sources(
            edition,
            story.slug,
            [hub.urls[place] for place in hub.sources.places],
            f" of {number(len(articles))}",
        ),
        "cited_parts": part_links.of_first(
            edition, hub.sources, "Cited pages by year", "More cited pages"
        ),
        "activity": activity.chart(articles.dates, dates),
        **_outlets(edition, story, articles),
        "silent": watch_list.silent(edition, story, articles),
        "topics": cards.topics(edition, _tags(story, articles)),
        "related": _related(edition, story.slug),
        **_taken_away(edition, story, path),
    }


def _newest(articles: Articles) -> Articles:
    """Choose the articles that are read, in the order of the archive."""
    return Articles(articles.holdings, sorted(articles.newest_first().rows[:READ]))


def _mentions(edition: Edition, story: Story, articles: Articles) -> Card | None:
    table = mentions.table(edition, story, _newest(articles))
    if table and len(articles) > READ:
        only = f"Read from the {number(READ)} newest of {plural(len(articles), 'article')}."
        table["note"] = f"{only} {table['note']}"
    return table


def _outlets(edition: Edition, story: Story, articles: Articles) -> Card:
    found, count = (
        tallies.outlets(edition, articles, MOST_OUTLETS),
        tallies.named_outlets(articles),
    )
    return {
        "outlets": found[:OUTLETS],
        "more_outlets": found[OUTLETS:],
        "all_outlets": {
            "label": f"All {plural(count, 'outlet')}, with filters",
            "path": _search(edition, story),
        }
        if count > MOST_OUTLETS
        else None,
    }


def _related(edition: Edition, slug: str) -> list[Card]:
    known = edition.archive.story_by_slug
    return [
        {**cards.story(edition, known[other]), "why": why}
        for other, why in related.related(edition, slug)[:RELATED]
    ]


def _stats(articles: Articles, found: Reports, urls: Sequence[str]) -> list[Card]:
    without = tallies.without_outlet(articles)
    return [
        stat(len(articles), "article"),
        stat(tallies.named_outlets(articles), "outlet"),
        *_independent(found),
        *([{"n": number(without), "label": "without an outlet"}] if without else []),
        stat(len(urls), "cited source"),
    ]


def _independent(found: Reports) -> Iterator[Card]:
    """Count the reports that are no copies; nothing is said where no text could tell."""
    if found.independent:
        yield stat(found.independent, "independent report")
    if found.copies:
        yield stat(found.copies, "copy", "copies")
    if found.unknown and (found.independent or found.copies):
        yield {"n": number(found.unknown), "label": "with too little text to tell"}


def _compared(edition: Edition, story: Story, articles: Articles, runs: Runs) -> Card:
    """Set articles side by side; of those with one text the first alone."""
    ids, more = articles.columns.ids, f"All {plural(len(articles), 'article')}, with filters"
    alone = (row for row in articles.rows if ids[row] not in runs.copies)
    shown = Articles(articles.holdings, list(islice(alone, COMPARED)))
    return {
        "articles": [cards.article(edition, article) for article in shown],
        "folded": len(runs.copies) > 0,
        "all": {
            "label": more,
            "path": _search(edition, story),
        }
        if len(articles) > COMPARED
        else None,
    }


def _search(edition: Edition, story: Story) -> str:
    return f"{edition.site.addresses.of('search')}?story={story.slug}"


def _tags(story: Story, articles: Articles) -> set[str]:
    """Give the story's own tags and those of its articles; of too many, the commonest."""
    counts = Counter(slug for tags in articles.tags for slug in topic_slugs(tags))
    ranked = sorted(counts, key=lambda slug: (-counts[slug], slug))
    kept = {*topic_slugs(story.tags), *ranked[:TOPICS]}
    return {
        *story.tags,
        *(tag for tags in articles.tags for tag in tags if topic_slug(tag) in kept),
    }


def _taken_away(edition: Edition, story: Story, path: str) -> Card:
    """Give the feeds to follow, the citation, and the files to take away."""
    return {
        "follow": [
            {"label": "This story (Atom)", "path": feed_of(path)},
            {"label": "All articles (Atom)", "path": SITE_FEED},
        ],
        "cite": {
            "text": citation.of_page(
                edition, story.title, path, edition.archive.of_story(story.slug)
            ),
            "bibtex": "",
            "files": _files(path, cites=True),
        },
        "exports": _files(path, cites=False),
    }


def _files(path: str, *, cites: bool) -> list[Card]:
    return [
        {"label": form.label, "path": f"{path}.{form.suffix}"}
        for form in FORMATS
        if form.cites is cites
    ]


KIND = Kind(name="story", section="stories/index", paths=paths, page=page)
