"""What builds are held to, and whether they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks import hugo, ours, tree
from benchmarks.grouping import bars as grouping
from benchmarks.ours import COLD, ONE_ARTICLE, WARM
from benchmarks.report import Report
from benchmarks.search import bars as search

MIB = 2**20

Number = Callable[[Report], float | None]
"""Reads one number off a report; None where something that it needs was not measured."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one bar: a number that may not be larger than its limit."""

    bar: str
    limit: float
    measured: float | None

    @property
    def word(self) -> str:
        """Say `pass`, `miss` or `not measured`."""
        if self.measured is None:
            return "not measured"
        return "pass" if self.measured <= self.limit else "miss"


def judged(report: Report) -> Iterator[Verdict]:
    """Hold a report to every bar."""
    yield from plain(report)
    for bar in search.sized():
        for size, limit in zip(search.SIZES, bar.limits, strict=True):
            measured = bar.number(report.search, size)
            yield Verdict(f"{size:,}, {bar.what}", limit, measured)


def plain(report: Report) -> Iterator[Verdict]:
    """Hold a report to every bar but those of search that hang on the size."""
    for name, limit, number in _bars():
        yield Verdict(name, limit, number(report))
    for name, limit, read in search.plain():
        yield Verdict(name, limit, read(report.search))
    for name, limit, measured in grouping.bars(report.grouping):
        yield Verdict(name, limit, measured)


def _bars() -> Iterator[tuple[str, float, Number]]:
    yield "10,000, cold: CPU of Hugo’s", 1 / 2, _ratio(COLD, hugo.NAME)
    yield "10,000, cold: CPU of MkDocs’ with Material", 1 / 10, _ratio(COLD, tree.MKDOCS)
    yield "10,000, cold: CPU of Zensical’s", 1 / 20, _ratio(COLD, tree.ZENSICAL)
    yield "10,000, warm, all pages written: CPU of Hugo’s", 1 / 4, _ratio(WARM, hugo.NAME)
    yield "growth exponent of the CPU, cold", 1.05, lambda report: report.exponent(ours.NAME)
    yield "50,000, cold: peak memory, MiB", 400, _peak
    yield "50,000, one article changed: CPU seconds", 1, _one_article


def _ratio(run: str, peer: str) -> Number:
    """Compare our CPU with that of a peer's same run, neither with a search."""

    def number(report: Report) -> float | None:
        mine, theirs = (report.find(name, run, 10_000) for name in (ours.NAME, peer))
        return mine.usage.cpu / theirs.usage.cpu if mine and theirs else None

    return number


def _peak(report: Report) -> float | None:
    found = report.find(ours.NAME, COLD, 50_000)
    return found.usage.peak / MIB if found and found.usage.peak is not None else None


def _one_article(report: Report) -> float | None:
    found = report.find(ours.NAME, ONE_ARTICLE, 50_000)
    return found.usage.cpu if found else None
