"""The page of an outlet: its articles by story, and the pages of its that others cite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from clipbook.edition import Edition
from clipbook.exports import citation
from clipbook.model.holdings import Articles
from clipbook.model.outlet import Outlet
from clipbook.pages import (
    activity,
    article_lists,
    cards,
    codes,
    head,
    outlet_lists,
    outlets,
    part_links,
    parts,
    tallies,
)
from clipbook.pages.cards import Card
from clipbook.pages.head import SITE_FEED, Head, crumbs, feed_of
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.wording import plural, stat

OTHERS = 10
STORIES = 6
TOPICS = 40


def paths(edition: Edition) -> Iterator[str]:
    """Give the path of every outlet that published or is cited, and of the parts of its lists."""
    for outlet in outlets.shown(edition):
        yield f"outlets/{outlet.key}"
        for listing in outlet_lists.listings(edition, outlet.key):
            yield from listing.paths


def page(edition: Edition, path: str) -> Page:
    """Make the page of an outlet, or a part of its articles or of its cited pages."""
    base = parts.base_of(path)
    outlet = edition.archive.outlets[base.rpartition("/")[2]]
    shows = _first(edition, outlet) if path == base else outlet_lists.part(edition, outlet, path)
    title = shows.pop("title", outlet.name)
    said = Head(
        title=title,
        description=shows.pop("description", f"{title}: from {edition.site.name}."),
        own_feed=path == base and outlet.key in edition.archive.by_outlet,
    )
    return head.page(edition, KIND, path, said, shows)


def _first(edition: Edition, outlet: Outlet) -> Card:
    archive = edition.archive
    articles, urls = archive.of_outlet(outlet.key), outlet_lists.urls(edition, outlet.key)
    published, cited_pages = outlet_lists.listings(edition, outlet.key)
    concerned = articles or archive.citing(archive.cited[url] for url in urls)
    slugs = tallies.story_slugs(edition, concerned)
    shown = article_lists.first(articles, published)
    return {
        "description": _description(edition, outlet, articles, urls),
        "outlet": cards.outlet(edition, outlet, inferred=outlets.is_concluded(articles)),
        "crumbs": crumbs(edition, ("Outlets", outlets.PATH)),
        "kicker": outlet_lists.kicker(articles),
        "note": _note(outlet, articles),
        "stats": _stats(edition, outlet, articles, slugs),
        "groups": outlet_lists.groups(
            edition, shown.stories, [cards.article(edition, one) for one in shown]
        ),
        "parts": part_links.of_first(edition, published, "Articles by year", "Earlier articles"),
        "sources": [outlet_lists.source(edition, urls[place]) for place in cited_pages.places],
        "cited_parts": part_links.of_first(
            edition, cited_pages, "Cited pages by year", "More cited pages"
        ),
        "facts": _facts(outlet),
        "activity": activity.chart(articles.dates, archive.cited.dates_by(urls)),
        "stories": [] if articles else _stories(edition, slugs),
        "topics": tallies.topics(edition, concerned, TOPICS),
        "others": _others(edition, outlet, slugs),
        **_taken_away(edition, outlet, concerned, has_feed=bool(articles)),
    }


def _stories(edition: Edition, slugs: Sequence[str]) -> list[Card]:
    known = edition.archive.story_by_slug
    return [cards.story(edition, known[slug]) for slug in slugs[:STORIES]]


def _description(edition: Edition, outlet: Outlet, articles: Articles, urls: Sequence[str]) -> str:
    counts = []
    if articles:
        counts.append(f"{plural(len(articles), 'article')}, {cards.span(articles)}")
    if urls:
        counts.append(plural(len(urls), "cited page"))
    return f"{outlet.name} in {edition.site.name}: {'; '.join(counts)}."


def _note(outlet: Outlet, articles: Articles) -> str:
    if not articles:
        return f"No article from {outlet.name} is held here. It is cited by articles that are."
    if outlets.is_concluded(articles):
        return "That these articles are from this outlet was concluded, not stated in them."
    return ""


def _stats(
    edition: Edition, outlet: Outlet, articles: Articles, slugs: Sequence[str]
) -> list[Card]:
    times = edition.archive.cited.times_by_outlet.get(outlet.key, 0)
    figures = [{**stat(len(articles), "article held", "articles held")}]
    if slugs:
        figures.append(stat(len(slugs), "story", "stories"))
    return [*figures, stat(times, "time cited", "times cited")]


def _facts(outlet: Outlet) -> list[Card]:
    """Give what `outlets.yml` says of the outlet, gaps included."""
    return [
        {"label": "Domain", "text": ", ".join(outlet.domains)},
        {"label": "Country", "text": codes.country(outlet.country) if outlet.country else ""},
        {"label": "Language", "text": codes.language(outlet.language) if outlet.language else ""},
        {"label": "Owner", "text": outlet.owner or ""},
    ]


def _others(edition: Edition, outlet: Outlet, slugs: Sequence[str]) -> list[Card]:
    """Count the stories that other outlets reported too."""
    counts = Counter(
        key
        for slug in slugs
        for key in set(edition.archive.of_story(slug).outlets)
        if key and key != outlet.key
    )
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:OTHERS]
    return [
        {
            **cards.outlet(edition, edition.archive.outlets.get(key)),
            "n": plural(count, "story", "stories"),
        }
        for key, count in ranked
    ]


def _taken_away(edition: Edition, outlet: Outlet, concerned: Articles, *, has_feed: bool) -> Card:
    path = f"outlets/{outlet.key}"
    own = [{"label": "This outlet (Atom)", "path": feed_of(path)}] if has_feed else []
    return {
        "follow": [*own, {"label": "All articles (Atom)", "path": SITE_FEED}],
        "cite": {
            "text": citation.of_page(edition, outlet.name, path, concerned),
            "bibtex": "",
            "files": [],
        },
        "exports": [],
    }


KIND = Kind(name="outlet", section=outlets.PATH, paths=paths, page=page)
