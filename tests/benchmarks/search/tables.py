"""What was measured of search, as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from benchmarks import rows
from benchmarks.search import bars, browser, changing, samples
from benchmarks.search.bars import KB, MIB
from benchmarks.search.results import (
    ALL_WORDS,
    ANY_WORDS,
    OURS,
    PAGEFIND,
    Asked,
    Change,
    Index,
    Peer,
    Quality,
    Searching,
)

_BROWSER = (
    f"Search is asked in Chromium with nothing in its cache, over HTTP/2 with {browser.DELAY} ms a "
    f"request and {browser.WIDTH} Mbit/s; seconds are from opening the page with the query in its "
    "address."
)

Versions = Mapping[str, str | None]
Row = Sequence[str]


def parts(found: Searching, versions: Versions) -> Iterator[str]:
    """Give the index by size, queries, known items, and what is held to sizes."""
    if found.index:
        yield rows.table(_index(found, versions))
    if found.asked:
        yield _BROWSER
        yield rows.table(_queries(found, versions))
    yield rows.table(_known(found))
    if found.index or found.asked:
        yield rows.table(_held(found))


def every_query(found: Searching, versions: Versions) -> Iterator[Row]:
    """Give each sort of query at each size, with facets and without."""
    yield "articles", "queries", "kB", "requests", *_HEAD
    for one in found.asked:
        label = f"{_name(one.engine, versions)}, {one.kind}" + (", facets" if one.wide else "")
        whole = rows.number(one.cost.bytes / KB if one.cost else None)
        requests = f"{one.cost.requests:g}" if one.cost else rows.NONE
        yield f"{one.articles:,}", label, whole, requests, *_costs(one)


def _queries(found: Searching, versions: Versions) -> Iterator[Row]:
    """Give those of a common and a rare word, of a phrase and of a slip, on a phone."""
    yield "queries", "articles", *_HEAD
    for one in found.asked:
        if one.kind in _SHOWN and not one.wide:
            label = f"{_name(one.engine, versions)}, {one.kind}"
            yield label, f"{one.articles:,}", *_costs(one)


_SHOWN = (samples.BOTH, samples.PHRASE, samples.MISSPELT)
_HEAD = (
    "kB of index",
    "requests for it",
    "kB for facets",
    "kB of scripts",
    "first s",
    "ten s",
    "found nothing",
)


def _costs(one: Asked) -> Row:
    cost, empty = one.cost, f"{one.empty} of {len(one.queries)}"
    if cost is None:
        return (*[rows.NONE] * (len(_HEAD) - 1), empty)
    return (
        rows.number(cost.data / KB),
        f"{cost.data_requests:g}",
        rows.number(cost.facets / KB),
        rows.number(cost.script / KB),
        rows.number(cost.first),
        rows.number(cost.ten),
        empty,
    )


def _index(found: Searching, versions: Versions) -> Iterator[Row]:
    sizes = found.sizes()
    yield "search index", *(f"{size:,}" for size in sizes)
    for label, read in _OF_INDEX.items():
        yield label, *(read(one) if one else rows.NONE for one in map(found.index_of, sizes))
    for what in (changing.CHANGED, changing.ADDED, changing.WITHDRAWN):
        changes = [found.change_of(what, size) for size in sizes]
        yield f"{what}: CPU s", *(rows.number(one.index if one else None) for one in changes)
        yield f"{what}: files renamed, kB", *map(_renamed, changes)
    if found.peers:
        peers = [found.peer_of(size) for size in sizes]
        yield f"{_name(PAGEFIND, versions)}: CPU ms a page", *map(_cpu_of_peer, peers)
        yield "… peak memory, MiB", *map(_memory_of_peer, peers)
        yield "… bytes a page", *map(_bytes_of_peer, peers)


def _known(found: Searching) -> Iterator[Row]:
    """Give how often the article was among the first ten."""
    yield "known items found, %", "articles", "queries", "Clipbook", ALL_WORDS, ANY_WORDS
    for one in found.quality:
        if one.engine == OURS:
            others = [_share(found, one, engine) for engine in (OURS, ALL_WORDS, ANY_WORDS)]
            yield one.source, f"{one.articles:,}", f"{sum(one.asked.values()):,}", *others


def _share(found: Searching, like: Quality, engine: str) -> str:
    for one in found.quality:
        if (one.source, one.articles, one.engine) == (like.source, like.articles, engine):
            return f"{100 * one.share:.1f}"
    return rows.NONE


def _held(found: Searching) -> Iterator[Row]:
    """Give each bar of a size: what was measured, and in brackets how much it may be."""
    yield "search is held to", *(f"{size:,}" for size in bars.SIZES)
    for bar in bars.sized():
        limits = zip(bars.SIZES, bar.limits, strict=True)
        yield bar.what, *(_judged(bar.number(found, size), limit) for size, limit in limits)


def _judged(measured: float | None, limit: float) -> str:
    missed = " miss" if measured is not None and measured > limit else ""
    return f"{rows.number(measured)} ({limit:g}){missed}"


def _renamed(one: Change | None) -> str:
    if one is None:
        return rows.NONE
    return f"{one.files:,} of {one.all_files:,}, {rows.number(one.bytes / KB)}"


def _memory(one: Index) -> str:
    if one.own is None or one.peak is None:
        return "not measured"
    remark = "" if one.exact else " (RSS)"
    return f"{rows.number(one.own / MIB)} ({rows.number(one.peak / MIB)}){remark}"


def _size(one: Index) -> str:
    lean, whole = (one.bytes_a_page(phrases=phrases) for phrases in (False, True))
    return f"{rows.number(lean)} ({rows.number(whole)})"


_OF_INDEX: dict[str, Callable[[Index], str]] = {
    "CPU ms a page": lambda one: rows.number(one.milliseconds_a_page),
    "peak memory, MiB (with the archive)": _memory,
    "bytes a page (with phrases)": _size,
    "files": lambda one: f"{sum(one.files.values()):,}",
}


def _cpu_of_peer(one: Peer | None) -> str:
    return rows.number(1000 * one.usage.cpu / one.articles if one else None)


def _memory_of_peer(one: Peer | None) -> str:
    return rows.number(one.usage.peak / MIB if one and one.usage.peak else None)


def _bytes_of_peer(one: Peer | None) -> str:
    return rows.number(one.bytes / one.articles if one else None)


def _name(engine: str, versions: Versions) -> str:
    return "Clipbook" if engine == OURS else versions.get(engine) or engine
