"""What readers are offered while they type: outlets, stories, topics and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from zlib import crc32

from clipbook.edition import Edition
from clipbook.search.series import File, Series, compact
from clipbook.search.sorting import shortest_above, sorting
from clipbook.search.tokens import phrase

MOST_NAMES = 20_000
FEWEST_MENTIONS = 2
"""Articles in whose opening words a name stands."""
MOST_OF_A_WORD = 100
"""Offers for one word: the others have fewer articles."""

_LEAST, _MOST = 8_000, 32_000
"""Bytes of a file; between them, words say where it ends."""
_ONE_IN = 8
_AROUND = 12
MOST_WORDS = 8
"""Words of a label by which it is offered."""
SHORTEST_WORD = 2

Row = tuple[str, str, str, int, str]
Offer = tuple[str, str, int, str]
"""Kind, label, how many articles, and the address of the page."""


def offers(edition: Edition, names: Counter[str]) -> Iterator[Offer]:
    """Give everything to offer; `names` says in how many articles each stands."""
    archive, address = edition.archive, edition.site.addresses.of
    for key, outlet in archive.outlets.items():
        articles = len(archive.of_outlet(key))
        if articles:
            yield "outlet", outlet.name, articles, address(f"outlets/{key}")
    for story in archive.stories:
        articles = len(archive.of_story(story.slug))
        yield "story", story.title, articles, address(f"stories/{story.slug}")
    for slug, topic in archive.topics.items():
        yield "topic", topic.name, len(topic.articles), address(f"topics/{slug}")
    likely = sorted(names.items(), key=lambda item: (-item[1], item[0]))[:MOST_NAMES]
    yield from (("name", name, count, "") for name, count in likely if count >= FEWEST_MENTIONS)


def files(found: Iterable[Offer], series: Series, starts: list[str]) -> Iterator[File]:
    """Give files of all offers, by the words of their labels; enters what each starts with."""
    rows = sorted(_rows(found), key=lambda row: (sorting(row[0]), -row[3], *row[1:3], row[4]))
    last = ""
    for held in _shared(rows):
        starts.append(shortest_above(last, held[0][0]) if last else "")
        last = held[-1][0]
        yield series.file(compact(held))


def _shared(rows: Sequence[Row]) -> Iterator[list[Row]]:
    held: list[Row] = []
    size = 0
    for word, group in groupby(rows, key=lambda row: row[0]):
        if size >= _MOST or (size >= _LEAST and not crc32(word.encode()) % _ONE_IN):
            yield held
            held, size = [], 0
        own = [*group][:MOST_OF_A_WORD]
        held += own
        size += sum(_AROUND + sum(map(len, (*row[:3], row[4]))) for row in own)
    if held:
        yield held


def _rows(found: Iterable[Offer]) -> Iterator[Row]:
    for kind, label, count, address in found:
        words = dict.fromkeys(word for word in phrase(label) if len(word) >= SHORTEST_WORD)
        for word in list(words)[:MOST_WORDS]:
            yield word, kind, label, count, address
