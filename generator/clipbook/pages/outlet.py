"""The page of an outlet: its articles by story, and the pages of its that others cite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clipbook.edition import Edition
from clipbook.exports import citation
from clipbook.model.archive import CitedPage
from clipbook.model.article import Article
from clipbook.model.outlet import Outlet
from clipbook.pages import activity, cards, cited, codes, outlets, tallies
from clipbook.pages.cards import Card
from clipbook.pages.head import SITE_FEED, Head, crumbs, feed_of, page
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.wording import plural, stat

OTHERS = 10
STORIES = 6


@dataclass(frozen=True, slots=True)
class _Around:
    """What the pages of outlets share, worked out once."""

    stories: Mapping[str, Card]
    company: Mapping[str, tuple[str, ...]]
    """The outlets that reported each story."""


def pages(edition: Edition) -> Iterator[Page]:
    """Give the page of every outlet that published or is cited."""
    company = {
        slug: tuple(sorted({article.outlet for article in articles if article.outlet}))
        for slug, articles in edition.archive.by_story.items()
    }
    around = _Around(cards.stories(edition), company)
    for outlet in outlets.shown(edition):
        yield _page(edition, outlet, around)


def _page(edition: Edition, outlet: Outlet, around: _Around) -> Page:
    articles = edition.archive.by_outlet.get(outlet.key, ())
    sources = edition.archive.cited_by_outlet.get(outlet.key, ())
    citing = {article.id: article for source in sources for article in source.cited_by}
    slugs = tallies.story_slugs(edition, articles or citing.values())
    said = Head(
        title=outlet.name,
        description=_description(edition, outlet, articles, sources),
        own_feed=bool(articles),
    )
    shows = {
        "outlet": cards.outlet(edition, outlet, inferred=outlets.is_concluded(articles)),
        "crumbs": crumbs(edition, ("Outlets", outlets.PATH)),
        "kicker": "Outlet" if articles else "Cited source",
        "note": _note(outlet, articles),
        "stats": _stats(articles, sources, slugs),
        "groups": _groups(edition, articles),
        "sources": [cited.card(edition, source, source.cited_by) for source in sources],
        "facts": _facts(outlet),
        "activity": activity.chart([a.date for a in articles], [s.source.date for s in sources]),
        "stories": [] if articles else [around.stories[slug] for slug in slugs[:STORIES]],
        "topics": tallies.topics(edition, articles or citing.values()),
        "others": _others(edition, outlet, slugs, around),
        **_taken_away(edition, outlet, has_feed=bool(articles)),
    }
    return page(edition, KIND, f"outlets/{outlet.key}", said, shows)


def _description(
    edition: Edition, outlet: Outlet, articles: Sequence[Article], sources: Sequence[CitedPage]
) -> str:
    counts = []
    if articles:
        counts.append(f"{plural(len(articles), 'article')}, {cards.span(articles)}")
    if sources:
        counts.append(plural(len(sources), "cited page"))
    return f"{outlet.name} in {edition.site.name}: {'; '.join(counts)}."


def _note(outlet: Outlet, articles: Sequence[Article]) -> str:
    if not articles:
        return f"No article from {outlet.name} is held here. It is cited by articles that are."
    if outlets.is_concluded(articles):
        return "That these articles are from this outlet was concluded, not stated in them."
    return ""


def _stats(
    articles: Sequence[Article], sources: Sequence[CitedPage], slugs: Sequence[str]
) -> list[Card]:
    times = outlets.times_cited(sources)
    figures = [{**stat(len(articles), "article held", "articles held")}]
    if slugs:
        figures.append(stat(len(slugs), "story", "stories"))
    return [*figures, stat(times, "time cited", "times cited")]


def _groups(edition: Edition, articles: Sequence[Article]) -> list[Card]:
    """Give the articles under their stories, the story reported last first."""
    grouped: dict[str, list[Article]] = {}
    known = edition.archive.story_by_slug
    for article in tallies.newest_first(articles):
        slug = article.story if article.story in known else None
        grouped.setdefault(slug or "", []).append(article)
    loose = grouped.pop("", [])
    rows = [_group(edition, slug, found) for slug, found in grouped.items()]
    return [*rows, _group(edition, "", loose)] if loose else rows


def _group(edition: Edition, slug: str, articles: Sequence[Article]) -> Card:
    story = edition.archive.story_by_slug.get(slug)
    return {
        "story": {
            "title": story.title,
            "path": edition.site.addresses.of(f"stories/{slug}"),
            "inferred": "title" in story.inferred,
        }
        if story
        else None,
        "articles": [cards.article(edition, article) for article in articles],
    }


def _facts(outlet: Outlet) -> list[Card]:
    """Give what `outlets.yml` says of the outlet, gaps included."""
    return [
        {"label": "Domain", "text": ", ".join(outlet.domains)},
        {"label": "Country", "text": codes.country(outlet.country) if outlet.country else ""},
        {"label": "Language", "text": codes.language(outlet.language) if outlet.language else ""},
        {"label": "Owner", "text": outlet.owner or ""},
    ]


def _others(edition: Edition, outlet: Outlet, slugs: Sequence[str], around: _Around) -> list[Card]:
    """Count the stories that other outlets reported too."""
    counts = Counter(
        key for slug in slugs for key in around.company.get(slug, ()) if key != outlet.key
    )
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:OTHERS]
    return [
        {
            **cards.outlet(edition, edition.archive.outlets.get(key)),
            "n": plural(count, "story", "stories"),
        }
        for key, count in ranked
    ]


def _taken_away(edition: Edition, outlet: Outlet, *, has_feed: bool) -> Card:
    path = f"outlets/{outlet.key}"
    own = [{"label": "This outlet (Atom)", "path": feed_of(path)}] if has_feed else []
    return {
        "follow": [*own, {"label": "All articles (Atom)", "path": SITE_FEED}],
        "cite": {
            "text": citation.of_page(edition, outlet.name, path),
            "bibtex": "",
            "files": [],
        },
        "exports": [],
    }


KIND = Kind(name="outlet", stamped=True, section=outlets.PATH, pages=pages)
