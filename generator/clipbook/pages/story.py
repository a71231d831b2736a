"""The hub of a story: who reported it, when, in which words, and on whose authority."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from clipbook.edition import Edition
from clipbook.exports import FORMATS, citation, json_ld
from clipbook.model.archive import CitedPage
from clipbook.model.article import Article
from clipbook.model.story import Story
from clipbook.pages import activity, cards, cited, mentions, related, takeaways, tallies, timeline
from clipbook.pages.cards import Card
from clipbook.pages.head import SITE_FEED, Head, crumbs, feed_of, page
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.wording import number, plural, stat

COMPARED = 10
"""Articles that are set side by side before the search takes over."""

OUTLETS = 12
"""Outlets at the side before the rest folds."""


def pages(edition: Edition) -> Iterator[Page]:
    """Give the hub of every story."""
    kinship, story_cards = related.kinship(edition), cards.stories(edition)
    for story in edition.archive.stories:
        beside = related.related(kinship, story.slug)
        yield _page(edition, story, [{**story_cards[slug], "why": why} for slug, why in beside])


def _page(edition: Edition, story: Story, related_stories: Sequence[Card]) -> Page:
    articles = edition.archive.by_story.get(story.slug, ())
    sources = edition.archive.cited_in(articles)
    outlets = tallies.outlets(edition, articles)
    path = f"stories/{story.slug}"
    said = Head(
        title=story.title,
        description=story.dek or f"{plural(len(articles), 'article')}, {cards.span(articles)}.",
        json_ld=json_ld.story(edition, story),
        own_feed=True,
        body=story.body,
    )
    shows = {
        "crumbs": crumbs(edition, ("Stories", KIND.section)),
        "dek": story.dek or "",
        "inferred": list(story.inferred),
        "span": cards.span(articles),
        "stats": _stats(articles, sources),
        "takeaways": takeaways.lists(edition, story, articles),
        "timeline": timeline.timeline(edition, articles, sources),
        **_compared(edition, story, articles),
        "mentions": mentions.table(edition, story, articles),
        "sources": _sources(edition, articles, sources),
        "activity": activity.chart([a.date for a in articles], [s.source.date for s in sources]),
        "outlets": outlets[:OUTLETS],
        "more_outlets": outlets[OUTLETS:],
        "topics": cards.topics(edition, _tags(story, articles)),
        "related": list(related_stories),
        **_taken_away(edition, story, path),
    }
    return page(edition, KIND, path, said, shows)


def _stats(articles: Sequence[Article], sources: Sequence[CitedPage]) -> list[Card]:
    without = tallies.without_outlet(articles)
    return [
        stat(len(articles), "article"),
        stat(tallies.named_outlets(articles), "named outlet"),
        *([{"n": number(without), "label": "without an outlet"}] if without else []),
        stat(len(sources), "cited source"),
    ]


def _compared(edition: Edition, story: Story, articles: Sequence[Article]) -> Card:
    more = f"All {plural(len(articles), 'article')}, with filters"
    return {
        "articles": [cards.article(edition, article) for article in articles[:COMPARED]],
        "all": {
            "label": more,
            "path": f"{edition.site.addresses.of('search')}?story={story.slug}",
        }
        if len(articles) > COMPARED
        else None,
    }


def _sources(
    edition: Edition, articles: Sequence[Article], sources: Sequence[CitedPage]
) -> list[Card]:
    citing = _citing(articles)
    total = number(len(articles))
    return [
        {
            **cited.card(edition, source, citing[source.url]),
            "times": f"cited by {number(len(citing[source.url]))} of {total}",
        }
        for source in sources
    ]


def _citing(articles: Sequence[Article]) -> Mapping[str, list[Article]]:
    citing: dict[str, list[Article]] = {}
    for article in articles:
        for url in dict.fromkeys(source.url for source in article.sources):
            citing.setdefault(url, []).append(article)
    return citing


def _tags(story: Story, articles: Sequence[Article]) -> set[str]:
    return {*story.tags, *(tag for article in articles for tag in article.tags)}


def _taken_away(edition: Edition, story: Story, path: str) -> Card:
    """Give the feeds to follow, the citation, and the files to take away."""
    return {
        "follow": [
            {"label": "This story (Atom)", "path": feed_of(path)},
            {"label": "All articles (Atom)", "path": SITE_FEED},
        ],
        "cite": {
            "text": citation.of_page(edition, story.title, path),
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


KIND = Kind(name="story", stamped=True, section="stories/index", pages=pages)
