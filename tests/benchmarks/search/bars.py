"""What search is held to, at each size and beside others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.search import changing, samples
from benchmarks.search.results import (
    ALL_WORDS,
    ANY_WORDS,
    OURS,
    PAGEFIND,
    Cost,
    Index,
    Searching,
)

MIB, KB = 2**20, 1000
SIZES = (10_000, 50_000, 100_000)
"""Articles of the archives that are held to something."""

BESIDE = 10_000
"""Articles at which search is compared with Pagefind."""

Number = Callable[[Searching], float | None]
"""Reads one number off; None where something that it needs was not measured."""
OfSize = Callable[[Searching, int], float | None]
"""Reads off that of a size."""


@dataclass(frozen=True, slots=True)
class Sized:
    """A number that may not be larger than its limit, which hangs on the size of the archive."""

    what: str
    limits: tuple[float, float, float]
    """At each of `SIZES`."""
    number: OfSize


def sized() -> Iterator[Sized]:
    """Give the bars of each size."""
    cpu = _of_index(lambda one: one.milliseconds_a_page)
    lean = _of_index(lambda one: one.bytes_a_page(phrases=False))
    whole = _of_index(lambda one: one.bytes_a_page(phrases=True))
    yield Sized("index: CPU ms a page", (0.6, 0.6, 0.65), cpu)
    yield Sized("index: peak memory beyond the archive’s, MiB", (64, 128, 200), _of_index(_own))
    yield Sized("index: bytes a page, without phrases", (400, 400, 400), lean)
    yield Sized("index: bytes a page", (1200, 1200, 1200), whole)
    data = _of_query(lambda cost: cost.data / KB)
    requests = _of_query(lambda cost: cost.data_requests)
    seconds = _of_query(lambda cost: cost.data_ten)
    yield Sized("common and rare word: kB of the index", (80, 120, 180), data)
    yield Sized("common and rare word: requests for it", (6, 8, 8), requests)
    yield Sized("common and rare word: seconds from the first of them", (0.6, 0.8, 1), seconds)
    yield Sized("facets: kB on top", (60, 250, 400), _facets)
    for what, limits in (
        (changing.CHANGED, (1, 4, 8)),
        (changing.ADDED, (6, 30, 65)),
        (changing.WITHDRAWN, (6, 30, 65)),
    ):
        yield Sized(f"{what}: CPU s of the index", limits, _of_change(what))


def plain() -> Iterator[tuple[str, float, Number]]:
    """Give the bars beside others, and those of quality: name, limit and number."""
    yield f"{BESIDE:,}, index: CPU of Pagefind’s", 1 / 4, _cpu_beside
    yield f"{BESIDE:,}, index: memory of Pagefind’s", 1 / 20, _memory_beside
    yield f"{BESIDE:,}, query: bytes of Pagefind’s, scripts included", 1 / 5, _bytes_beside
    yield "known items not among the first ten, %, the worst", 3, _missed
    yield "known items: FTS5 ahead by, %, the worst", 0, _behind
    yield "answers that differ from a scan", 0, _differing


def _of_index(number: Callable[[Index], float | None]) -> OfSize:
    def read(found: Searching, size: int) -> float | None:
        one = found.index_of(size)
        return number(one) if one else None

    return read


def _of_query(number: Callable[[Cost], float]) -> OfSize:
    def read(found: Searching, size: int) -> float | None:
        one = found.asked_of(OURS, samples.BOTH, size)
        return number(one.cost) if one and one.cost else None

    return read


def _of_change(what: str) -> OfSize:
    def read(found: Searching, size: int) -> float | None:
        one = found.change_of(what, size)
        return one.index if one else None

    return read


def _own(one: Index) -> float | None:
    return None if one.own is None else one.own / MIB


def _facets(found: Searching, size: int) -> float | None:
    one = found.asked_of(OURS, samples.BOTH, size, wide=True)
    return one.cost.facets / KB if one and one.cost else None


def _cpu_beside(found: Searching) -> float | None:
    mine, peer = found.index_of(BESIDE), found.peer_of(BESIDE)
    return mine.cpu / peer.usage.cpu if mine and peer else None


def _memory_beside(found: Searching) -> float | None:
    mine, peer = found.index_of(BESIDE), found.peer_of(BESIDE)
    if not mine or not peer or not peer.usage.peak or mine.own is None:
        return None
    return mine.own / peer.usage.peak


def _bytes_beside(found: Searching) -> float | None:
    """Compare the bytes of the index and of the scripts that read it."""
    every = [found.asked_of(engine, samples.BOTH, BESIDE) for engine in (OURS, PAGEFIND)]
    costs = [one.cost.data + one.cost.script for one in every if one and one.cost]
    return costs[0] / costs[1] if len(costs) == len(every) else None


def _missed(found: Searching) -> float | None:
    shares = [one.share for one in found.quality if one.engine == OURS]
    return 100 * (1 - min(shares)) if shares else None


def _behind(found: Searching) -> float | None:
    """Give how many percent FTS5 finds more, however it is asked, where it does best."""
    mine = {(one.source, one.articles): one.share for one in found.quality if one.engine == OURS}
    others = [one for one in found.quality if one.engine in (ALL_WORDS, ANY_WORDS)]
    ahead = [100 * (one.share - mine[one.source, one.articles]) for one in others]
    return max(ahead, default=None)


def _differing(found: Searching) -> float | None:
    return sum(one.wrong for one in found.exact) if found.exact else None
