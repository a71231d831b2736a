"""What is measured of search, step by step; each is told apart where it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import measure
from benchmarks.job import Patience, say
from benchmarks.place import CLIPBOOK, Place
from benchmarks.search import asking, changing, indexing, ours, pagefind, program, samples
from benchmarks.search.results import Exact, Quality, Searching
from benchmarks.search.samples import Sample

NAME = "search"

SMALL = 10_000
"""Articles up to which known items are looked for as often as was asked for."""
_FEWER = 5
"""By which the number is divided beyond: each query takes longer."""
_FEW = 2_000
"""Articles up to which answers are compared with a scan."""
_TRIALS, _PHRASES = 1_000, 300

_WITH_FACETS = (samples.COMMON, samples.RARE, samples.BOTH)

Step = tuple[str, Callable[[Searching], None]]


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    patience: Patience
    jobs: int | None
    seed: int
    queries: int
    """Known items that are looked for."""
    each: int
    """Queries of each sort in the browser."""
    pagefind: int
    """The most articles that Pagefind gets."""
    texts: tuple[Path, ...]
    """Files of news in which known items are looked for."""


def steps(place: Place, extent: Extent) -> Iterator[Step]:
    """Give what is measured of one archive, in this order: the last step changes the archive."""
    asked: list[Sample] = []
    articles = place.world.articles
    yield "the site", lambda _: _build(place, extent)
    yield "index", lambda found: _index(found, place, extent)
    yield "queries", lambda found: _ask(found, place, extent, asked)
    if articles <= extent.pagefind and pagefind.version():
        yield "Pagefind", lambda found: _pagefind(found, place, asked)
    yield "known items", lambda found: _quality(found, place.archive, articles, extent)
    if articles <= _FEW:
        yield "exactness", lambda found: _exact(found, place, extent)
    yield "changes", lambda found: found.changes.extend(changing.measured(place, extent.jobs))


def of_news(extent: Extent) -> Iterator[Step]:
    """Give what is measured of texts that are no archive yet."""
    for file in extent.texts:
        take = partial(_quality, source=file, articles=0, extent=extent)
        yield f"known items of {file.name}", take


def _build(place: Place, extent: Extent) -> None:
    place.set_up(search=True)
    jobs = ["--jobs", str(extent.jobs)] if extent.jobs else []
    say(f"{place.world.articles:>7,}  the site with its search")
    measure.run([*CLIPBOOK, "build", *jobs], place.archive, place.log)


def _index(found: Searching, place: Place, extent: Extent) -> None:
    found.index.append(indexing.measured(place.archive, place.world.articles, extent.patience))


def _ask(found: Searching, place: Place, extent: Extent, asked: list[Sample]) -> None:
    drawn = program.ask("samples", place.archive.resolve(), extent.seed, extent.each)
    asked += [Sample(**one) for one in drawn]
    engine, articles = ours.engine(place), place.world.articles
    found.asked.extend(asking.measured(engine, articles, asked, wide=False))
    some = [one for one in asked if one.kind in _WITH_FACETS]
    found.asked.extend(asking.measured(engine, articles, some, wide=True))


def _pagefind(found: Searching, place: Place, asked: list[Sample]) -> None:
    found.peers.append(pagefind.indexed(place))
    some = [one for one in asked if not one.sort]
    found.asked.extend(
        asking.measured(pagefind.engine(place), place.world.articles, some, wide=False)
    )


def _quality(found: Searching, source: Path, articles: int, extent: Extent) -> None:
    count = extent.queries // (1 if articles <= SMALL else _FEWER)
    say(f"{articles:>7,}  {count:,} known items, {source.name}")
    said = program.ask("quality", source.resolve(), count, extent.seed)
    found.quality += [Quality(**one) for one in said]


def _exact(found: Searching, place: Place, extent: Extent) -> None:
    say(f"{place.world.articles:>7,}  {_TRIALS:,} queries beside a scan")
    said = program.ask("exact", place.archive.resolve(), _TRIALS, _PHRASES, extent.seed)
    found.exact += [Exact(**one) for one in said]
