"""Related stories, each with the reason: the curator's word, shared sources, shared topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial

from clipbook.edition import Edition
from clipbook.model.archive import topic_slug, topic_slugs
from clipbook.pages import tallies
from clipbook.pages.wording import listed, plural

MOST = 4
"""Stories that are shown beside those a curator has named."""
TOO_COMMON = 40
"""A page or topic that so many stories share says nothing of how two of them are related."""

_NAMED = 3
"""Shared topics that are named in a reason."""


def related(edition: Edition, slug: str) -> list[tuple[str, str]]:
    """Give the slugs of related stories with the reason for each, the strongest first."""
    shared_sources = _shared(slug, _urls(edition, slug), partial(_citing, edition))
    shared_topics = _shared(slug, topics(edition, slug), partial(_about, edition))
    chosen = edition.shared(_chosen).get(slug, ())
    found = [
        other
        for other in {**dict.fromkeys(shared_sources), **dict.fromkeys(shared_topics)}
        if other not in chosen
    ]
    found.sort(key=lambda other: (-len(shared_sources[other]), -len(shared_topics[other]), other))
    return [
        (other, _reason(edition, other in chosen, shared_sources[other], shared_topics[other]))
        for other in (*chosen, *found[:MOST])
    ]


def kin(edition: Edition, slug: str, *, slack: int = 0) -> set[str]:
    """Give the stories that may show one beside them; `slack` counts as no longer too common."""
    if slug not in edition.archive.story_by_slug:
        return set()
    found = {other for url in _urls(edition, slug) for other in _citing(edition, url)}
    for topic in topics(edition, slug):
        found |= about(edition, topic, slack)
    return found.union(edition.shared(_chosen).get(slug, ()))


def about(edition: Edition, topic: str, slack: int = 0) -> set[str]:
    """Give the stories that a topic relates to each other; none where it is in too many."""
    found = _about(edition, topic)
    return found if len(found) <= TOO_COMMON + slack else set()


def _urls(edition: Edition, slug: str) -> list[str]:
    articles = edition.archive.of_story(slug)
    return sorted({source.url for own in articles.sources for source in own})


def topics(edition: Edition, slug: str) -> tuple[str, ...]:
    """Give the topics of a story: its own, and those of its articles."""
    articles = edition.archive.of_story(slug)
    story = edition.archive.story_by_slug.get(slug)
    own = story.tags if story else ()
    return topic_slugs([*own, *(tag for tags in articles.tags for tag in tags)])


def _citing(edition: Edition, url: str) -> set[str]:
    """Give the stories that cite an address."""
    known = edition.archive.story_by_slug
    return {slug for slug in edition.archive.cited[url].cited_by.stories if slug in known}


def _about(edition: Edition, topic: str) -> set[str]:
    """Give the stories that a topic is in."""
    known: dict[str, set[str]] = edition.shared(_stories_by_topic)
    if topic not in known:
        archive = edition.archive
        found = set(archive.topics[topic].articles.stories) if topic in archive.topics else set()
        known[topic] = {slug for slug in found if slug in archive.story_by_slug}
        known[topic].update(tallies.stories_tagged(edition, topic))
    return known[topic]


def _stories_by_topic(_edition: Edition) -> dict[str, set[str]]:
    """Begin a list that grows with every topic that is asked for."""
    return {}


def _reason(edition: Edition, is_chosen: bool, sources: list[str], topics: list[str]) -> str:
    reasons = ["chosen by a curator"] if is_chosen else []
    if sources:
        reasons.append(f"shares {plural(len(sources), 'cited source')}")
    names = [edition.shared(_names).get(topic, topic) for topic in topics]
    if names and not sources:
        rest = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
        few = listed([*names[:_NAMED], *rest])
        reasons.append(f"shares the topic{'s' if len(names) > 1 else ''} {few}")
    said = "; ".join(reasons)
    return said[0].upper() + said[1:]


def _names(edition: Edition) -> dict[str, str]:
    archive = edition.archive
    return {
        **{topic_slug(tag): tag for story in archive.stories for tag in story.tags},
        **{slug: topic.name for slug, topic in archive.topics.items()},
    }


def _shared(
    slug: str, things: Iterable[str], stories_of: Callable[[str], set[str]]
) -> defaultdict[str, list[str]]:
    """Give what each other story shares, leaving out what too many do."""
    shared: defaultdict[str, list[str]] = defaultdict(list)
    for thing in things:
        stories = stories_of(thing)
        if len(stories) <= TOO_COMMON:
            for other in sorted(stories - {slug}):
                shared[other].append(thing)
    return shared


def _chosen(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Give what curators have set beside each story, in both directions."""
    known = edition.archive.story_by_slug
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
