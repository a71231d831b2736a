"""Stories: a subject, a cast, topics, cited pages, and the number of articles that share them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import front, prose
from benchmarks.front import Page, Value
from benchmarks.world import World, zipf

FIRST_DAY = dt.date(2015, 1, 1)
DAYS = 3_640
"""Ten years, all of them past: Hugo leaves out what is to come."""

_TOPICS, _ALIKE = 4, 4
"""Topics of a story; no topic has much more than a seventh of all articles."""

_SIZES = (5, 6, 7, 8)
_UNREACHABLE = {1, 2, 3, 4, 9}
"""Numbers of articles that stories of five to eight cannot make up."""


@dataclass(frozen=True, slots=True)
class Story:
    """What the articles of a story share."""

    place: int
    slug: str
    begin: dt.date
    subject: prose.Name
    """Words that many of its headlines have."""
    cast: tuple[prose.Name, ...]
    topics: tuple[str, ...]
    pages: tuple[Page, ...]
    """Pages that several of its articles cite."""
    articles: range
    """The numbers of its articles in the archive."""


def stories(world: World) -> Iterator[Story]:
    """Make the stories of an archive, one after the other."""
    first = 0
    for place, size in enumerate(sizes(world)):
        yield story(world, place, range(first, first + size))
        first += size


def sizes(world: World) -> Iterator[int]:
    """Give the number of articles of each story: five to eight, and all of them together."""
    rng, left = world.rng("sizes"), world.articles
    while left:
        size = rng.choice([n for n in _SIZES if n <= left and left - n not in _UNREACHABLE])
        yield size
        left -= size


def story(world: World, place: int, articles: range) -> Story:
    """Make the story of a place, which has these articles."""
    rng = world.rng("story", place)
    slug = f"{world.words.rare(rng.randrange(10_000))}-{place}"
    return Story(
        place,
        slug,
        FIRST_DAY + dt.timedelta(days=rng.randrange(DAYS)),
        tuple(world.words.draw(rng, 3)),
        tuple(world.a_name(rng) for _ in range(rng.randint(4, 8))),
        _topics(world, rng),
        tuple(world.page(rng, f"{slug}-{n}") for n in range(4)),
        articles,
    )


def file(world: World, story: Story) -> tuple[str, str]:
    """Give the path of a story's file in the content, and its text."""
    rng = world.rng("curator", story.place)
    writer = prose.Writer(rng, world.words, story.cast)
    fields: dict[str, Value] = {"title": writer.title(story.subject), "dek": writer.line(12, 24)}
    if rng.random() < 0.1:
        fields["takeaways"] = [writer.line(8, 14) for _ in range(3)]
    if rng.random() < 0.3:
        fields["tags"] = story.topics[:1]
    body = writer.line(20, 24) if rng.random() < 0.1 else ""
    return f"stories/{story.slug}.md", front.document(fields, body)


def _topics(world: World, rng: random.Random) -> tuple[str, ...]:
    drawn: dict[str, None] = {}
    while len(drawn) < _TOPICS:
        drawn[world.topics[zipf(rng, len(world.topics), _ALIKE)]] = None
    return tuple(drawn)
