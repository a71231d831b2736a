"""What articles cite: every address once, with all that they say of the page behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from clipbook.model.columns import Cited
from clipbook.model.dates import PartialDate
from clipbook.model.holdings import Articles
from clipbook.model.outlet import Outlet
from clipbook.model.source import Source, host_of

_KEPT = 1024
"""Pages that stay in memory after they were asked for."""


@dataclass(frozen=True, slots=True)
class CitedPage:
    """One address that articles cite, with all that they say of it."""

    url: str
    source: Source
    """The fullest of the entries that name this address."""
    outlet: Outlet | None
    cited_by: Articles

    @property
    def order(self) -> tuple[bool, PartialDate, str]:
        """Sort by date, the undated last, then by address."""
        return (self.source.date is None, self.source.date or PartialDate(0), self.url)


class Citations(Mapping[str, CitedPage]):
    """Cited pages by address; dated ones first, oldest first."""

    def __init__(self, articles: Articles, outlets: Mapping[str, Outlet]) -> None:
        """Read from the facts of articles who cites what."""
        self._articles, self._outlets = articles, outlets
        self._made: dict[str, CitedPage] = {}
        self._outlet_of_host: dict[str, Outlet | None] = {}
        self._fullest: dict[str, Cited] = {}
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, sources in zip(articles.rows, articles.sources, strict=True):
            for source in sources:
                self._enter(row, source)

    def _enter(self, row: int, source: Cited) -> None:
        rows, known = self._rows[source.url], self._fullest.get(source.url)
        if not rows or rows[-1] != row:
            rows.append(row)
        if known is None or _fullness(known) < _fullness(source):
            self._fullest[source.url] = source

    def __len__(self) -> int:
        """Count the addresses."""
        return len(self._fullest)

    def __iter__(self) -> Iterator[str]:
        """Give the addresses in order."""
        return iter(self._in_order)

    def __getitem__(self, url: str) -> CitedPage:
        """Give the page behind an address."""
        found = self._made.get(url)
        if found is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            found = self._made[url] = self._page(url)
        return found

    def _page(self, url: str) -> CitedPage:
        said = self._fullest[url]
        citing = Articles(self._articles.holdings, self._rows[url])
        return CitedPage(url, source_of(said), self.outlet_of(url, said.outlet), citing)

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self._fullest, key=self._order)

    def _order(self, url: str) -> tuple[bool, str, str]:
        date = self._fullest[url].date
        return (not date, date, url)

    @property
    def dates(self) -> list[PartialDate | None]:
        """The date of each page, in no order."""
        return [PartialDate.known(source.date) for source in self._fullest.values()]

    @cached_property
    def citing(self) -> int:
        """How many articles cite anything."""
        return sum(bool(sources) for sources in self._articles.sources)

    def of_outlet(self, key: str) -> tuple[CitedPage, ...]:
        """Give the cited pages of an outlet, in order."""
        return tuple(self[url] for url in self.urls_by_outlet.get(key, ()))

    @cached_property
    def urls_by_outlet(self) -> Mapping[str, list[str]]:
        """Cited addresses by the key of the outlet they belong to, in order."""
        grouped: dict[str, list[str]] = defaultdict(list)
        for url in self._in_order:
            outlet = self.outlet_of(url, self._fullest[url].outlet)
            if outlet:
                grouped[outlet.key].append(url)
        return dict(grouped)

    @cached_property
    def times_by_outlet(self) -> Mapping[str, int]:
        """How often articles cite pages of an outlet, by its key."""
        return {
            key: sum(len(self._rows[url]) for url in urls)
            for key, urls in self.urls_by_outlet.items()
        }

    def said(self, url: str) -> Cited:
        """Give the fullest of the entries that name an address."""
        return self._fullest[url]

    def ordered(self, urls: Iterable[str]) -> list[str]:
        """Put addresses into the order of all of them."""
        return sorted(urls, key=self._order)

    def place_of(self, url: str) -> int:
        """Give the place of an address in the order."""
        wanted = self._order(url)
        return bisect_left(self._in_order, wanted, key=self._order)

    def times(self, url: str) -> int:
        """Count the articles that cite an address."""
        return len(self._rows[url])

    def dates_of(self, key: str) -> list[str]:
        """Give the dates of the cited pages of an outlet, in EDTF, empty where none is recorded."""
        return [self._fullest[url].date for url in self.urls_by_outlet.get(key, ())]

    def dates_by(self, urls: Iterable[str]) -> list[PartialDate | None]:
        """Give the dates of some pages."""
        return [PartialDate.known(self._fullest[url].date) for url in urls]

    def outlet_of(self, url: str, key: str) -> Outlet | None:
        """Give the outlet of an address: by the key recorded with it, else by its domain."""
        if key:
            return self._outlets.get(key)
        host = host_of(url)
        if host not in self._outlet_of_host:
            self._outlet_of_host[host] = self._by_host(host)
        return self._outlet_of_host[host]

    def _by_host(self, host: str) -> Outlet | None:
        while host:
            if host in self._by_domain:
                return self._by_domain[host]
            host = host.partition(".")[2]
        return None

    @cached_property
    def _by_domain(self) -> dict[str, Outlet]:
        return {
            domain.casefold(): outlet
            for outlet in self._outlets.values()
            for domain in outlet.domains
        }


@lru_cache(maxsize=1024)
def source_of(said: Cited) -> Source:
    """Make a source of its plain values."""
    known = {"outlet": said.outlet or None, "title": said.title or None}
    date = PartialDate.known(said.date)
    return Source.model_construct(url=said.url, date=date, inferred=said.inferred, **known)  # type: ignore[arg-type]


def _fullness(source: Cited) -> tuple[bool, str, bool]:
    return (bool(source.title), source.date, bool(source.outlet))
