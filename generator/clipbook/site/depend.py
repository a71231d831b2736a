"""The dependency map: for each kind of file, which ones may show something that has changed.

A file that is named here is made again and written only where its bytes differ; one that is not
named is left alone. So the map may name too many, but never too few: a test compares a hundred
random edits with sites built from nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from clipbook import exports, feeds
from clipbook.edition import Edition
from clipbook.pages import related
from clipbook.site.changes import Changes
from clipbook.site.tasks import MAKERS, Task

Shown = Iterator[tuple[str, str]]
"""Paths, each with the reason."""


def tasks(edition: Edition, changes: Changes) -> Iterator[tuple[Task, str]]:
    """Give every task whose file may differ, with the reason."""
    for maker, paths in MAKERS.items():
        reasons: dict[str, str] = {}
        for path, why in _MAP[maker](edition, changes):
            reasons.setdefault(path, why)
        if reasons:
            # In the order of the kind, and only what there is.
            yield from ((Task(maker, p), reasons[p]) for p in paths(edition) if p in reasons)


def _articles(edition: Edition, changes: Changes) -> Shown:
    """Give the articles themselves, their neighbours, and those that cite or tag the same."""
    yield from changes.articles.items()
    archive = edition.archive
    for slug, why in changes.stories.items():
        yield from ((path, why) for path in archive.of_story(slug).paths)
    for url, why in changes.cited.items():
        if url in archive.cited:
            yield from ((path, why) for path in archive.cited[url].cited_by.paths)
    for slug, why in changes.names.items():
        if slug in archive.topics:
            yield from ((path, why) for path in archive.topics[slug].articles.paths)


def _hubs(edition: Edition, changes: Changes) -> Shown:
    """Give the stories, those beside which they stand, and those that cite or tag the same."""
    archive = edition.archive
    slugs = dict(changes.stories)
    for slug, why in changes.cards.items():
        slugs = dict.fromkeys(related.kin(edition, slug, slack=len(changes.cards)), why) | slugs
    for url, why in changes.cited.items():
        if url in archive.cited:
            slugs = dict.fromkeys(archive.cited[url].cited_by.stories, why) | slugs
    for slug, why in changes.names.items():
        if slug in archive.topics:
            slugs = dict.fromkeys(archive.topics[slug].articles.stories, why) | slugs
    for topic, why in changes.kin.items():
        slugs = dict.fromkeys(related.about(edition, topic, len(changes.cards)), why) | slugs
    yield from _named(edition, "story", "stories", slugs)


def _outlets(edition: Edition, changes: Changes) -> Shown:
    """Give the outlets that published or are cited, and those that reported a story too."""
    archive = edition.archive
    keys = dict(changes.outlets)
    for source, why in changes.quoted.items():
        outlet = archive.cited.outlet_of(source.url, source.outlet)
        keys.setdefault(outlet.key if outlet else "", why)
    for slug, why in changes.cards.items():
        articles = archive.of_story(slug)
        keys = dict.fromkeys(articles.outlets, why) | keys
        for source in {source for own in articles.sources for source in own}:
            outlet = archive.cited.outlet_of(source.url, source.outlet)
            keys.setdefault(outlet.key if outlet else "", why)
    yield from _named(edition, "outlet", "outlets", keys)


def _topics(edition: Edition, changes: Changes) -> Shown:
    """Give the topics of what has changed, and those that show the card of a story."""
    slugs = changes.names | changes.topics
    for story, why in changes.cards.items():
        slugs = dict.fromkeys(related.topics(edition, story), why) | slugs
    yield from _named(edition, "topic", "topics", slugs)


def _home(edition: Edition, changes: Changes) -> Shown:
    why = next(every_reason(changes), "")
    if why:
        yield from ((path, why) for path in MAKERS["home"](edition))


def every_reason(changes: Changes) -> Iterator[str]:
    """Give the reasons why anything can differ."""
    for reasons in (changes.articles, changes.stories, changes.outlets, changes.names):
        yield from reasons.values()
    if changes.lists:
        yield changes.lists


def _list(kind: str) -> Callable[[Edition, Changes], Shown]:
    """Give every part of a list in which nothing but counts, dates and names stands."""

    def find(edition: Edition, changes: Changes) -> Shown:
        if changes.lists:
            yield from ((path, changes.lists) for path in MAKERS[kind](edition))

    return find


def _sources(edition: Edition, changes: Changes) -> Shown:
    why = changes.lists or next(iter(changes.urls.values()), "")
    if why:
        yield from ((path, why) for path in MAKERS["sources"](edition))


def _nothing(_edition: Edition, _changes: Changes) -> Shown:
    yield from ()


def _feeds(_edition: Edition, changes: Changes) -> Shown:
    for why in every_reason(changes):
        yield feeds.SITE, why
        break
    for folder, reasons in _FOLLOWED:
        yield from (
            (f"{folder}/{key}{feeds.SUFFIX}", why) for key, why in getattr(changes, reasons).items()
        )


_FOLLOWED = (
    ("stories", "stories"), ("outlets", "outlets"), ("topics", "topics"), ("topics", "names"),
)  # fmt: skip


def _exports(_edition: Edition, changes: Changes) -> Shown:
    for slug, why in changes.stories.items():
        yield from ((path, why) for path in exports.paths_of(slug))


def _named(edition: Edition, kind: str, folder: str, keys: Mapping[str, str]) -> Shown:
    """Give every part of the pages that are named by a key."""
    for path in MAKERS[kind](edition):
        key = path[len(folder) + 1 :].partition(".")[0]
        if key in keys:
            yield path, keys[key]


_MAP: Mapping[str, Callable[[Edition, Changes], Shown]] = {
    "article": _articles,
    "story": _hubs,
    "outlet": _outlets,
    "topic": _topics,
    "home": _home,
    "stories": _list("stories"),
    "outlets": _list("outlets"),
    "topics": _list("topics"),
    "sources": _sources,
    "search": _nothing,
    "feed": _feeds,
    "export": _exports,
}
