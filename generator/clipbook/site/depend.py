"""The dependency map: for each kind of file, which ones may show something that has changed.

A file that is named here is made again and written only where its bytes differ; one that is not
named is left alone. So the map may name too many, but never too few: a test compares a hundred
random edits with sites built from nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from clipbook import exports, feeds
from clipbook.edition import Edition
from clipbook.pages import cited_lists, citing, home, moved, outlet_lists, related, story, topic
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
        if reasons and changes.lists:
            # What was there may be gone.
            there = set(paths(edition))
            reasons = {path: why for path, why in reasons.items() if path in there}
        yield from ((Task(maker, path), why) for path, why in reasons.items())


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
    for each, why in changes.kin.items():
        slugs = dict.fromkeys(related.about(edition, each, len(changes.cards)), why) | slugs
    if changes.watched:
        checked = (story.slug for story in archive.stories if story.checked)
        slugs = dict.fromkeys(checked, changes.watched) | slugs
    for slug, why in slugs.items():
        if slug in archive.story_by_slug:
            yield from _all(story.paths_of(edition, slug), why)


def _moved(edition: Edition, changes: Changes) -> Shown:
    """Give the pages at old addresses that lead elsewhere, or name a story that is shown anew."""
    for old, why in _leading(edition, changes):
        yield moved.path_of(old), why


def _leading(edition: Edition, changes: Changes) -> Shown:
    """Give the slugs of stories that are no more, but whose address may show something new."""
    for old, new in edition.archive.moved.items():
        why = changes.moves.get(old) or changes.stories.get(new)
        if why:
            yield old, why


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
    for key, why in keys.items():
        if not changes.lists and key:
            yield from _all(_outlet_parts(edition, changes, key), why)
    if changes.lists:
        yield from _named(edition, "outlet", "outlets", keys)


def _topics(edition: Edition, changes: Changes) -> Shown:
    """Give the topics of what has changed, and those that show the card of a story."""
    slugs = changes.names | changes.topics
    for each, why in changes.cards.items():
        slugs = dict.fromkeys(related.topics(edition, each), why) | slugs
    for slug, why in slugs.items():
        if not changes.lists:
            yield from _all(_topic_parts(edition, changes, slug), why)
    if changes.lists:
        yield from _named(edition, "topic", "topics", slugs)


def _home(edition: Edition, changes: Changes) -> Shown:
    """Give the home page, where it counts what has changed or shows words of it."""
    why = next(every_reason(changes), "")
    all_of_it = changes.lists or changes.names
    if why and (all_of_it or home.shows(edition, changes.articles, changes.stories)):
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
    if changes.lists:
        yield from _all(MAKERS["sources"](edition), changes.lists)
        return
    for url, why in changes.urls.items():
        if url in edition.archive.cited:
            yield from _all(cited_lists.holding(edition, url), why)
            yield from _all(citing.paths_of(edition, url), why)


def _all(paths: Iterable[str], why: str) -> Shown:
    return ((path, why) for path in paths)


def _rows(edition: Edition, changes: Changes) -> set[int]:
    known = edition.archive.row_of
    idents = (path.rpartition("/")[2] for path in changes.articles)
    return {known[ident] for ident in idents if ident in known}


def _outlet_parts(edition: Edition, changes: Changes, key: str) -> Iterator[str]:
    """Give the pages of an outlet that list one of these articles, or what they cite."""
    published, cited = outlet_lists.listings(edition, key)
    rows, articles = _rows(edition, changes), edition.archive.of_outlet(key).rows
    yield from published.showing(n for n, row in enumerate(articles) if row in rows)
    urls = outlet_lists.urls(edition, key)
    yield from cited.showing(n for n, url in enumerate(urls) if url in changes.urls)


def _topic_parts(edition: Edition, changes: Changes, slug: str) -> Iterator[str]:
    """Give the pages of a topic that list one of these articles."""
    if slug in edition.archive.topics:
        rows, articles = _rows(edition, changes), edition.archive.topics[slug].articles.rows
        here = (n for n, row in enumerate(articles) if row in rows)
        yield from topic.published(edition, slug).showing(here)


def _nothing(_edition: Edition, _changes: Changes) -> Shown:
    yield from ()


def _feeds(edition: Edition, changes: Changes) -> Shown:
    archive = edition.archive
    for why in every_reason(changes):
        yield feeds.SITE, why
        break
    for folder, there, reasons in (
        ("stories", archive.story_by_slug, changes.stories),
        ("outlets", archive.by_outlet, changes.outlets),
        ("topics", archive.topics, changes.names | changes.topics),
    ):
        for key, why in reasons.items():
            if key and key in there:
                yield f"{folder}/{key}{feeds.SUFFIX}", why
    for old, why in _leading(edition, changes):
        yield f"{moved.path_of(old)}{feeds.SUFFIX}", why


def _exports(edition: Edition, changes: Changes) -> Shown:
    for slug, why in changes.stories.items():
        if slug in edition.archive.story_by_slug:
            yield from _all(exports.paths_of(slug), why)


def _named(edition: Edition, kind: str, folder: str, keys: Mapping[str, str]) -> Shown:
    """Give every part of the pages that are named by a key."""
    for path in MAKERS[kind](edition):
        key = path[len(folder) + 1 :].partition(".")[0]
        if key in keys:
            yield path, keys[key]


_MAP: Mapping[str, Callable[[Edition, Changes], Shown]] = {
    "article": _articles,
    "story": _hubs,
    "moved": _moved,
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
