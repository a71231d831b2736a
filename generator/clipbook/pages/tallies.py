"""Who and what a set of articles is made of: its outlets, topics and figures, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain

from clipbook.edition import Edition
from clipbook.model.archive import topic_slugs
from clipbook.model.holdings import Articles
from clipbook.pages import cards
from clipbook.pages.cards import Card
from clipbook.pages.wording import number, short


def outlets(edition: Edition, articles: Articles, limit: int | None = None) -> list[Card]:
    """Count articles by outlet, most first; those without an outlet stand last."""
    keys = articles.outlets
    counts = Counter(keys)
    concluded = ["outlet" in names for names in articles.inferred]
    stated = {key for key, is_concluded in zip(keys, concluded, strict=True) if not is_concluded}
    nameless = counts.pop("", 0)
    rows = [
        {
            **cards.outlet(edition, edition.archive.outlets.get(key), inferred=key not in stated),
            "n": number(count),
        }
        for key, count in _ranked(counts, limit)
    ]
    return [*rows, {**cards.no_outlet(), "n": number(nameless)}] if nameless else rows


def topics(edition: Edition, articles: Articles, limit: int | None = None) -> list[Card]:
    """Count articles by topic, most first."""
    counts = Counter(chain.from_iterable(map(topic_slugs, articles.tags)))
    return [
        {
            "name": short(edition.archive.topics[slug].name),
            "path": edition.site.addresses.of(f"topics/{slug}"),
            "slug": slug,
            "n": number(count),
            "count": count,
        }
        for slug, count in _ranked(counts, limit)
    ]


def named_outlets(articles: Articles) -> int:
    """Count the outlets that are recorded."""
    return len(set(articles.outlets) - {""})


def without_outlet(articles: Articles) -> int:
    """Count the articles whose outlet is not recorded."""
    return articles.outlets.count("")


def story_slugs(edition: Edition, articles: Articles) -> list[str]:
    """Give the stories that articles belong to, each once, in the order of their coverage."""
    known = edition.archive.story_by_slug
    return [slug for slug in dict.fromkeys(articles.stories) if slug in known]


def stories_tagged(edition: Edition, topic: str) -> list[str]:
    """Give the stories whose own tags name a topic."""
    return edition.shared(_tagged).get(topic, [])


def _tagged(edition: Edition) -> dict[str, list[str]]:
    tagged: defaultdict[str, list[str]] = defaultdict(list)
    for story in edition.archive.stories:
        for slug in topic_slugs(story.tags):
            tagged[slug].append(story.slug)
    return dict(tagged)


def _ranked(counts: Counter[str], limit: int | None) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
