"""Who and what a set of articles is made of: its outlets, topics and figures, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from clipbook.edition import Edition
from clipbook.model.archive import topic_slug
from clipbook.model.article import Article
from clipbook.pages import cards
from clipbook.pages.cards import Card
from clipbook.pages.wording import number


def outlets(edition: Edition, articles: Iterable[Article], limit: int | None = None) -> list[Card]:
    """Count articles by outlet, most first; those without an outlet stand last."""
    counts: Counter[str] = Counter()
    stated: set[str] = set()
    for article in articles:
        key = article.outlet or ""
        counts[key] += 1
        if "outlet" not in article.inferred:
            stated.add(key)
    nameless = counts.pop("", 0)
    rows = [
        {
            **cards.outlet(edition, edition.archive.outlets.get(key), inferred=key not in stated),
            "n": number(count),
        }
        for key, count in _ranked(counts, limit)
    ]
    return [*rows, {**cards.no_outlet(), "n": number(nameless)}] if nameless else rows


def topics(edition: Edition, articles: Iterable[Article], limit: int | None = None) -> list[Card]:
    """Count articles by topic, most first."""
    counts = Counter(
        slug for article in articles for slug in sorted({topic_slug(tag) for tag in article.tags})
    )
    return [
        {
            "name": edition.archive.topics[slug].name,
            "path": edition.site.addresses.of(f"topics/{slug}"),
            "slug": slug,
            "n": number(count),
            "count": count,
        }
        for slug, count in _ranked(counts, limit)
    ]


def named_outlets(articles: Iterable[Article]) -> int:
    """Count the outlets that are recorded."""
    return len({article.outlet for article in articles if article.outlet})


def without_outlet(articles: Iterable[Article]) -> int:
    """Count the articles whose outlet is not recorded."""
    return sum(not article.outlet for article in articles)


def story_slugs(edition: Edition, articles: Iterable[Article]) -> list[str]:
    """Give the stories that articles belong to, each once, in the order of their coverage."""
    known = edition.archive.story_by_slug
    return list(
        dict.fromkeys(
            article.story for article in articles if article.story and article.story in known
        )
    )


def newest_first(articles: Sequence[Article]) -> list[Article]:
    """Turn the archive's order round, but leave the undated at the end."""
    dated = [article for article in articles if article.date]
    undated = [article for article in articles if not article.date]
    return [*sorted(dated, key=lambda article: article.order, reverse=True), *undated]


def _ranked(counts: Counter[str], limit: int | None) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
