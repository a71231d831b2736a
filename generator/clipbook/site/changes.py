"""What has changed since a site was built, as far as pages can tell: the root of every rebuild."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from clipbook.edition import Edition
from clipbook.model.archive import topic_slugs
from clipbook.model.columns import Cited, Row
from clipbook.model.source import host_of
from clipbook.store import entry
from clipbook.store.catalogue import Catalogue
from clipbook.store.entry import Entry, Plain
from clipbook.store.freeze import Frozen

Said = tuple[str, ...]
"""What pages say of something, as plain values."""

Reasons = dict[str, str]
"""What differs, each with a reason that can be read."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file as it was and as it is; None where there was or is none."""

    file: str
    before: Entry | None
    after: Entry | None

    @property
    def rows(self) -> Iterator[Row]:
        """The facts of the article, before and after, as far as they were published."""
        for side in self.sides:
            row = _published(side)
            if row:
                yield row

    @property
    def is_structural(self) -> bool:
        """Whether more than its own words differ: what others count, sort or group it by."""
        before, after = map(_published, self.sides)
        if before is None or after is None:
            return before is not after
        return before.structure != after.structure

    @property
    def sides(self) -> tuple[Entry | None, Entry | None]:
        """Before and after."""
        return self.before, self.after


def _published(side: Entry | None) -> Row | None:
    return side.row if side and not (side.facts and side.facts.draft) else None


@dataclass
class Changes:
    """What has changed, by what pages show of it; each with a reason that can be read."""

    articles: Reasons = field(default_factory=dict)
    """By path."""
    stories: Reasons = field(default_factory=dict)
    """By slug: an article of the story shows something new."""
    cards: Reasons = field(default_factory=dict)
    """By slug: what other pages show of the story may differ, too."""
    outlets: Reasons = field(default_factory=dict)
    """By key."""
    topics: Reasons = field(default_factory=dict)
    """By slug."""
    names: Reasons = field(default_factory=dict)
    """By slug: a topic that is new, gone or spelled otherwise."""
    kin: Reasons = field(default_factory=dict)
    """By slug: topics that a story has come to share, or shares no more."""
    quoted: dict[Cited, str] = field(default_factory=dict)
    """What the articles cite, before and after."""
    urls: Reasons = field(default_factory=dict)
    """Cited addresses: an article that cites them shows something new."""
    cited: Reasons = field(default_factory=dict)
    """Cited addresses: who cites them, or what is said of them, may differ."""
    moves: Reasons = field(default_factory=dict)
    """By slug: stories that are no more, whose address has come to lead elsewhere or nowhere."""
    watched: str = ""
    """Why the names of outlets that published nothing may differ; empty where they cannot."""
    lists: str = ""
    """Why lists of everything may differ; empty where they cannot."""

    def __bool__(self) -> bool:
        """Say whether anything has changed."""
        return bool(
            self.articles
            or self.stories
            or self.outlets
            or self.names
            or self.moves
            or self.watched
            or self.lists
        )


def since(catalogue: Catalogue, generation: int) -> list[Change] | None:
    """Give what has changed since a generation; None where that is not known any more."""
    first: dict[str, Plain | None] = {}
    if not catalogue.first <= generation + 1 <= catalogue.generation + 1:
        return None
    for when, file, before in catalogue.changes:
        if when > generation:
            first.setdefault(file, before)
    return [
        Change(file, _whole(before), _whole(catalogue.entries.get(file)))
        for file, before in sorted(first.items(), key=lambda pair: pair[0])
    ]


def _whole(kept: Plain | None) -> Entry | None:
    return entry.from_plain(kept) if kept else None


def of_files(files: Iterable[Change]) -> Changes:
    """Work out from changed files what differs of articles, stories, topics and sources."""
    found = Changes()
    for change in files:
        verb = "is new" if change.before is None else "has changed"
        why = f"{change.file} {'is gone' if change.after is None else verb}"
        if any(side and side.story for side in change.sides):
            _story(found, change, why)
        else:
            for row in change.rows:
                touch(found, row, why, structural=change.is_structural)
    return found


def touch(found: Changes, row: Row, why: str, *, structural: bool) -> None:
    """Enter an article of which something differs; all but its words, where it is structural."""
    found.articles.setdefault(row.path, why)
    found.outlets.setdefault(row.outlet, why)
    for slug in topic_slugs(row.tags):
        found.topics.setdefault(slug, why)
    for source in row.sources:
        found.urls.setdefault(source.url, why)
        found.quoted.setdefault(source, why)
    if row.story:
        found.stories.setdefault(row.story, why)
    if structural:
        _restructured(found, row, why)


def _restructured(found: Changes, row: Row, why: str) -> None:
    found.lists = found.lists or why
    for source in row.sources:
        found.cited.setdefault(source.url, why)
    for slug in topic_slugs(row.tags):
        found.kin.setdefault(slug, why)
    if row.story:
        found.cards.setdefault(row.story, why)


def _story(found: Changes, change: Change, why: str) -> None:
    found.lists = found.lists or why
    for side in change.sides:
        if side and side.story:
            slug = str(side.story["slug"])
            found.stories.setdefault(slug, why)
            found.cards.setdefault(slug, why)
            for topic in topic_slugs(side.story.get("tags", ())):
                found.topics.setdefault(topic, why)
                found.kin.setdefault(topic, why)
            for other in side.story.get("related", ()):
                found.stories.setdefault(other, why)


def of_story_tags(edition: Edition, found: Changes) -> None:
    """Enter the topics that articles are in by their story."""
    known = edition.archive.story_by_slug
    for slug, why in found.stories.items():
        for topic in topic_slugs(known[slug].tags) if slug in known else ():
            found.topics.setdefault(topic, why)


def of_outlets(
    edition: Edition, found: Changes, before: Mapping[str, Frozen], now: Mapping[str, Frozen]
) -> None:
    """Enter the outlets that differ, and with each every article that names or cites it."""
    keys = {key for key in before.keys() | now.keys() if _said(before, key) != _said(now, key)}
    if not keys:
        return
    said = (side[key] for side in (before, now) for key in keys if key in side)
    domains = tuple(domain.casefold() for each in said for domain in each.get("domains", ()))
    articles = edition.archive.articles
    for key in sorted(keys):
        found.outlets.setdefault(key, f"the outlet {key} has changed")
    found.lists = found.lists or f"the outlet {min(keys)} has changed"
    for row in articles.rows:
        facts = articles.columns.row(row)
        cites = any(_concerns(source, keys, domains) for source in facts.sources)
        if facts.outlet in keys or cites:
            touch(found, facts, f"an outlet of {facts.id} has changed", structural=True)


def _said(outlets: Mapping[str, Frozen], key: str) -> Frozen | None:
    """Give what pages show of an outlet wherever it is named; that it is watched is apart."""
    kept = outlets.get(key)
    return kept and {name: value for name, value in kept.items() if name != "watch"}


def of_watch_list(
    found: Changes, before: Mapping[str, Said], now: Mapping[str, Said]
) -> None:  # fmt: skip
    """Enter that the outlets on the watch list are others, or named or linked otherwise."""
    if before != now:
        keys = (key for key in before.keys() | now.keys() if before.get(key) != now.get(key))
        found.watched = f"the outlet {min(keys)} is watched otherwise"


def of_decisions(
    edition: Edition, found: Changes, before: Mapping[str, Said], now: Mapping[str, Said]
) -> None:
    """Enter the articles that decisions keep in their stories, by their ids."""
    archive = edition.archive
    for ident in sorted(before.keys() | now.keys()):
        if before.get(ident) != now.get(ident) and ident in archive.row_of:
            row = archive.articles.columns.row(archive.row_of[ident])
            touch(found, row, f"a decision on {ident} has changed", structural=False)


def of_moves(found: Changes, before: Mapping[str, Said], now: Mapping[str, Said]) -> None:
    """Enter the stories that lead elsewhere than they did."""
    for slug in sorted(before.keys() | now.keys()):
        if before.get(slug) != now.get(slug):
            found.moves[slug] = f"a decision on {slug} has changed"


def _concerns(source: Cited, keys: set[str], domains: tuple[str, ...]) -> bool:
    if source.outlet:
        return source.outlet in keys
    host = host_of(source.url)
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def of_topics(found: Changes, before: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Enter the topics that are new, gone or spelled otherwise."""
    for slug in before.keys() | now.keys():
        if before.get(slug) != now.get(slug):
            found.names.setdefault(slug, f"the topic {slug} is named otherwise")
            found.topics.setdefault(slug, found.names[slug])
