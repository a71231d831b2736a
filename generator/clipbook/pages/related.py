"""Related stories, each with the reason: the curator's word, shared sources, shared topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clipbook.edition import Edition
from clipbook.model.archive import topic_slug
from clipbook.model.story import Story
from clipbook.pages.wording import listed, plural

MOST = 4
"""Stories that are shown beside those a curator has named."""
TOO_COMMON = 40
"""A page or topic that so many stories share says nothing of how two of them are related."""

_NAMED = 3
"""Shared topics that are named in a reason."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """Which stories share what, worked out once for the whole archive."""

    by_source: Mapping[str, tuple[str, ...]]
    by_topic: Mapping[str, tuple[str, ...]]
    chosen: Mapping[str, tuple[str, ...]]
    """What curators have set beside each other, in both directions."""
    sources: Mapping[str, tuple[str, ...]]
    topics: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]


def kinship(edition: Edition) -> Kinship:
    """Read from an edition which stories share sources and topics."""
    archive = edition.archive
    sources: dict[str, tuple[str, ...]] = {}
    topics: dict[str, tuple[str, ...]] = {}
    for story in archive.stories:
        articles = archive.by_story.get(story.slug, ())
        sources[story.slug] = _sorted(s.url for article in articles for s in article.sources)
        tags = (*story.tags, *(tag for article in articles for tag in article.tags))
        topics[story.slug] = _sorted(topic_slug(tag) for tag in tags)
    return Kinship(
        by_source=_turned(sources),
        by_topic=_turned(topics),
        chosen=_chosen(archive.stories),
        sources=sources,
        topics=topics,
        names={
            **{topic_slug(tag): tag for story in archive.stories for tag in story.tags},
            **{slug: topic.name for slug, topic in archive.topics.items()},
        },
    )


def related(kinship: Kinship, slug: str) -> list[tuple[str, str]]:
    """Give the slugs of related stories with the reason for each, the strongest first."""
    shared_sources = _shared(slug, kinship.sources[slug], kinship.by_source)
    shared_topics = _shared(slug, kinship.topics[slug], kinship.by_topic)
    chosen = kinship.chosen.get(slug, ())
    found = [
        other
        for other in {**dict.fromkeys(shared_sources), **dict.fromkeys(shared_topics)}
        if other not in chosen
    ]
    found.sort(key=lambda other: (-len(shared_sources[other]), -len(shared_topics[other]), other))
    return [
        (other, _reason(kinship, other in chosen, shared_sources[other], shared_topics[other]))
        for other in (*chosen, *found[:MOST])
    ]


def _reason(kinship: Kinship, is_chosen: bool, sources: list[str], topics: list[str]) -> str:
    reasons = ["chosen by a curator"] if is_chosen else []
    if sources:
        reasons.append(f"shares {plural(len(sources), 'cited source')}")
    names = [kinship.names.get(topic, topic) for topic in topics]
    if names and not sources:
        rest = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
        few = listed([*names[:_NAMED], *rest])
        reasons.append(f"shares the topic{'s' if len(names) > 1 else ''} {few}")
    said = "; ".join(reasons)
    return said[0].upper() + said[1:]


def _shared(
    slug: str, things: Iterable[str], stories: Mapping[str, tuple[str, ...]]
) -> defaultdict[str, list[str]]:
    shared: defaultdict[str, list[str]] = defaultdict(list)
    for thing in things:
        if len(stories[thing]) <= TOO_COMMON:
            for other in stories[thing]:
                if other != slug:
                    shared[other].append(thing)
    return shared


def _turned(things: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    stories: defaultdict[str, list[str]] = defaultdict(list)
    for slug, own in things.items():
        for thing in own:
            stories[thing].append(slug)
    return {thing: tuple(slugs) for thing, slugs in stories.items()}


def _chosen(stories: Iterable[Story]) -> dict[str, tuple[str, ...]]:
    known = {story.slug: story for story in stories}
    pairs = [
        (story.slug, other)
        for story in known.values()
        for other in story.related
        if other in known and other != story.slug
    ]
    chosen: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in [*pairs, *((other, one) for one, other in pairs)]:
        if other not in chosen[one]:
            chosen[one].append(other)
    return {slug: tuple(others) for slug, others in chosen.items()}


def _sorted(things: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(things)))
