"""Known-item queries put to Clipbook and to SQLite's FTS5; says what they found in JSON.

Run as `python -m benchmarks.search.quality ARCHIVE_OR_JSONL QUERIES SEED [EXAMPLES]`.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.search import archives, known, news
from benchmarks.search.fts import MOST, Fts
from benchmarks.search.known import Item, Known
from benchmarks.search.results import ALL_WORDS, ANY_WORDS, OURS, SYNTHETIC, Quality
from clipbook import search
from clipbook.edition import Edition
from clipbook.search.query import query
from clipbook.search.reader import open_index

Engine = Callable[[Sequence[str]], Iterable[int]]
"""Gives the places of the texts among the first ten."""


def main() -> None:
    """Ask everyone everything; where asked for, tell on standard error what was not found."""
    source, count, seed, *rest = sys.argv[1:]
    edition, name = _read(Path(source))
    items = [
        Item(text, article.lang or edition.site.language)
        for text, article in zip(archives.texts(edition), edition.archive.articles, strict=True)
    ]
    asked = list(known.queries(items, int(count), int(seed)))
    with tempfile.TemporaryDirectory() as folder:
        engines = _engines(edition, items, Path(folder))
        found = [_judged(one, engine, items, asked, name) for one, engine in engines.items()]
        for text in _misses(engines[OURS], items, asked) if rest else ():
            print(text, file=sys.stderr)  # noqa: T201
    print(json.dumps([asdict(one) for one in found]))  # noqa: T201


def _read(source: Path) -> tuple[Edition, str]:
    if source.is_dir():
        return archives.opened(source), SYNTHETIC
    return news.edition(source), source.stem


def _engines(edition: Edition, items: Sequence[Item], folder: Path) -> dict[str, Engine]:
    fts = Fts(folder / "fts.sqlite", (item.text for item in items))
    return {
        OURS: _ours(edition, folder),
        ALL_WORDS: fts.all_words,
        ANY_WORDS: fts.else_any,
    }


def _ours(edition: Edition, folder: Path) -> Engine:
    for path, content in search.files(edition):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    index = open_index(folder / search.FOLDER)
    of = edition.site.addresses.of
    places = {of(path): place for place, path in enumerate(edition.archive.articles.paths)}

    def found(words: Sequence[str]) -> list[int]:
        results = query(index, " ".join(words))
        ten = results.documents[:MOST]
        folded = [copy for one in ten for copy in (one, *results.folded.get(one, ()))]
        addresses = [card.address for card in index.cards(folded)]
        return [places[address] for address in addresses if address in places]

    return found


def _judged(
    name: str, engine: Engine, items: Sequence[Item], asked: Sequence[Known], source: str
) -> Quality:
    every, found = Counter[str](), Counter[str]()
    for one in asked:
        every[one.how] += 1
        found[one.how] += _is_among(engine(one.words), items, one)
    return Quality(len(items), source, name, dict(every), dict(found))


def _is_among(places: Iterable[int], items: Sequence[Item], one: Known) -> bool:
    """Say whether a text, or one of the very same words, is among those that were found."""
    wanted = _plain(items[one.place].text)
    return any(place == one.place or _plain(items[place].text) == wanted for place in places)


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _misses(engine: Engine, items: Sequence[Item], asked: Sequence[Known]) -> Iterator[str]:
    for one in asked:
        if not _is_among(engine(one.words), items, one):
            title = items[one.place].text.partition("\n")[0]
            yield f"{' '.join(one.words)} ({one.how}) is to find {one.place}: {title}"


if __name__ == "__main__":
    main()
