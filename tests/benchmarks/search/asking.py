"""Queries put to a search page in a fresh browser each, and what they cost: medians."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import groupby
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from playwright.sync_api import Browser

from benchmarks.job import say
from benchmarks.measure import FailedError
from benchmarks.search import browser, program
from benchmarks.search.browser import Visit
from benchmarks.search.results import Asked, Cost
from benchmarks.search.samples import Sample


@dataclass(frozen=True, slots=True)
class Engine:
    """A search page and what belongs to it."""

    name: str
    folder: Path
    """What is served."""
    page: str
    """Its address in there."""
    results: str
    """The selector of its results."""
    data: str
    """A pattern of the paths of the index."""
    script: str
    """A pattern of the paths of the search's own scripts."""
    facets: str = "(?!)"
    """A pattern of the paths of what facets alone need."""


@dataclass(frozen=True, slots=True)
class Session:
    """A search page that can be asked."""

    chromium: Browser
    engine: Engine
    address: str
    articles: int

    def ask(self, asked: Sequence[Sample], *, wide: bool) -> Asked:
        """Ask queries of one sort."""
        visits = [self.visit(one, wide=wide) for one in asked]
        costs = [astuple(cost_of(self.engine, one)) for one in visits if one.seen]
        found = Cost(*map(median, zip(*costs, strict=True))) if costs else None
        name, kind = self.engine.name, asked[0].kind
        label = f"{name}, {kind}{', with facets' if wide else ''}"
        numbers = f"{found.data / 1000:8.1f} kB  {found.ten:8.2f} s" if found else "finds nothing"
        say(f"{self.articles:>7,}  {label:48} {numbers}")
        queries, empty = tuple(one.text for one in asked), len(asked) - len(costs)
        return Asked(self.articles, name, kind, wide, queries, empty, found)

    def visit(self, one: Sample, *, wide: bool) -> Visit:
        """Open the page with a query in its address."""
        said = urlencode({"q": one.text} | ({"sort": one.sort} if one.sort else {}))
        window = browser.DESKTOP if wide else browser.PHONE
        return browser.visit(self.chromium, f"{self.address}?{said}", self.engine.results, window)


def measured(
    engine: Engine, articles: int, asked: Sequence[Sample], *, wide: bool
) -> Iterator[Asked]:
    """Ask one sort after the other, in a window as wide as that of a desktop or of a phone.

    Raises FailedError where the page cannot be reached, or reads no index.
    """
    with program.talking("host", engine.folder.resolve()) as host, browser.started() as chromium:
        session = Session(chromium, engine, f"{host.hear()}{engine.page}", articles)
        # The host packs what it is asked for first, and the browser makes itself at home.
        session.visit(asked[0], wide=wide)
        for _, some in groupby(asked, lambda one: one.kind):
            yield session.ask(list(some), wide=wide)


def cost_of(engine: Engine, visit: Visit) -> Cost:
    """Work out what a visit with results cost; raises FailedError where no index was read."""
    facets = _matching(engine.facets, visit)
    data = {
        path: size for path, size in _matching(engine.data, visit).items() if path not in facets
    }
    if not data:
        raise FailedError(f"{engine.page} has read no file of its index")
    ten = visit.seen[-1][0]
    return Cost(
        bytes=sum(visit.sizes.values()),
        requests=len(visit.sizes),
        script=sum(_matching(engine.script, visit).values()),
        data=sum(data.values()),
        data_requests=len(data),
        facets=sum(facets.values()),
        first=visit.seen[0][0],
        ten=ten,
        data_ten=ten - min(visit.begun[path] for path in data),
    )


def _matching(pattern: str, visit: Visit) -> dict[str, int]:
    return {path: size for path, size in visit.sizes.items() if re.search(pattern, path)}
