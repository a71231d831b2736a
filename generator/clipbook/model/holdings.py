"""What an archive holds: its facts in columns, always at hand, and whole articles on demand.

An archive of 100,000 articles is counted, grouped and sorted by its columns alone; of the articles
themselves only those are in memory that a page is being made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import NamedTuple, Protocol, overload

from clipbook.model.article import Article, Words
from clipbook.model.dates import PartialDate
from clipbook.model.source import Source


class Cited(NamedTuple):
    """A source as plain values; what is not recorded is empty."""

    url: str
    outlet: str
    title: str
    date: str
    inferred: tuple[str, ...]


@dataclass(slots=True)
class Columns:
    """Facts of articles by row, as plain values; what is not recorded is empty."""

    ids: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    """In EDTF, which sorts as the dates do."""
    outlets: list[str] = field(default_factory=list)
    stories: list[str] = field(default_factory=list)
    tags: list[tuple[str, ...]] = field(default_factory=list)
    sources: list[tuple[Cited, ...]] = field(default_factory=list)
    moments: list[str] = field(default_factory=list)
    """Of capture, in UTC to the second: `2026-11-20T10:00:00Z`."""
    inferred: list[tuple[str, ...]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    langs: list[str] = field(default_factory=list)
    vias: list[str] = field(default_factory=list)
    """Names of aggregators."""
    snippets: list[bool] = field(default_factory=list)
    """Whether an aggregator's snippet is all there is."""

    def glance(self, row: int) -> Glance:
        """Give what lists show of one article."""
        return Glance(
            self.ids[row],
            self.paths[row],
            self.titles[row],
            self.langs[row],
            PartialDate.known(self.dates[row]),
            self.outlets[row],
            self.stories[row],
            self.vias[row],
            self.snippets[row],
            self.inferred[row],
            self.sources[row],
        )

    def add(self, row: Row) -> None:
        """Add the facts of one more article."""
        for column, value in zip(self.every, row, strict=True):
            column.append(value)

    def row(self, row: int) -> Row:
        """Give the facts of one article."""
        return Row(*(column[row] for column in self.every))  # type: ignore[arg-type]

    @property
    def every(self) -> list[list[object]]:
        """All columns, in the order of their names."""
        return [getattr(self, each.name) for each in fields(self)]

    def picked(self, rows: Sequence[int]) -> Columns:
        """Give the columns of some of the rows, in the order given."""
        return Columns(*([column[row] for row in rows] for column in self.every))  # type: ignore[arg-type]


class Row(NamedTuple):
    """The facts of one article, column by column."""

    id: str
    path: str
    date: str
    outlet: str
    story: str
    tags: tuple[str, ...]
    sources: tuple[Cited, ...]
    moment: str
    inferred: tuple[str, ...]
    title: str
    lang: str
    via: str
    snippet: bool

    @property
    def structure(self) -> tuple[object, ...]:
        """What others count, sort or group it by: all but what only lists show of it."""
        return self[: self._fields.index("title")]

    @property
    def order(self) -> tuple[bool, str, str]:
        """Sort by date, the undated last, then by id."""
        return (not self.date, self.date, self.id)


def row_of(article: Article) -> Row:
    """Read the facts of an article off."""
    at = article.captured
    return Row(
        article.id,
        article.path,
        str(article.date) if article.date else "",
        article.outlet or "",
        article.story or "",
        article.tags,
        tuple(_cited(source) for source in article.sources),
        at.at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else "",
        article.inferred,
        article.title,
        article.lang or "",
        article.via_name,
        article.is_snippet,
    )


def _cited(source: Source) -> Cited:
    date = str(source.date) if source.date else ""
    return Cited(source.url, source.outlet or "", source.title or "", date, source.inferred)


class Glance(NamedTuple):
    """What lists show of an article; named as an article names it."""

    id: str
    path: str
    title: str
    lang: str
    date: PartialDate | None
    outlet: str
    story: str
    via_name: str
    is_snippet: bool
    inferred: tuple[str, ...]
    cited: tuple[Cited, ...]

    @property
    def newest_source(self) -> PartialDate | None:
        """The newest date among the pages that it cites."""
        return PartialDate.known(max((source.date for source in self.cited), default=""))


class Holdings(Protocol):
    """Where articles are, one row each, in the order of the archive."""

    @property
    def columns(self) -> Columns:
        """The facts."""

    def article(self, row: int) -> Article:
        """Give an article whole."""

    def words(self, row: int) -> Words:
        """Give the text of an article, rendered."""

    def glance(self, row: int) -> Glance:
        """Give what lists show of an article."""


class Articles(Sequence[Article]):
    """Some of the articles that are held, in the order of the archive."""

    __slots__ = ("columns", "holdings", "rows")

    def __init__(self, holdings: Holdings, rows: Sequence[int]) -> None:
        """Choose rows of what is held."""
        self.holdings, self.rows = holdings, rows
        self.columns = holdings.columns

    def __len__(self) -> int:
        """Count the articles, which loads none of them."""
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Article: ...
    @overload
    def __getitem__(self, place: slice) -> Articles: ...
    def __getitem__(self, place: int | slice) -> Article | Articles:
        """Load one article, or choose some."""
        if isinstance(place, slice):
            return Articles(self.holdings, self.rows[place])
        return self.holdings.article(self.rows[place])

    def __iter__(self) -> Iterator[Article]:
        """Load one article after the other."""
        return map(self.holdings.article, self.rows)

    @property
    def glances(self) -> Iterator[Glance]:
        """What lists show of them, for which none is loaded."""
        return map(self.holdings.glance, self.rows)

    def glance(self, place: int) -> Glance:
        """Give what lists show of one of them."""
        return self.holdings.glance(self.rows[place])

    @property
    def ids(self) -> list[str]:
        """Their ids."""
        return [self.columns.ids[row] for row in self.rows]

    @property
    def paths(self) -> list[str]:
        """Their places in the site."""
        return [self.columns.paths[row] for row in self.rows]

    @property
    def outlets(self) -> list[str]:
        """The keys of their outlets, empty where none is recorded."""
        return [self.columns.outlets[row] for row in self.rows]

    @property
    def stories(self) -> list[str]:
        """The slugs of their stories, empty where they are in none."""
        return [self.columns.stories[row] for row in self.rows]

    @property
    def tags(self) -> list[tuple[str, ...]]:
        """Their tags."""
        return [self.columns.tags[row] for row in self.rows]

    @property
    def sources(self) -> list[tuple[Cited, ...]]:
        """What they cite."""
        return [self.columns.sources[row] for row in self.rows]

    @property
    def inferred(self) -> list[tuple[str, ...]]:
        """What was concluded of them."""
        return [self.columns.inferred[row] for row in self.rows]

    @property
    def moments(self) -> list[str]:
        """When they were captured, empty where that is not recorded."""
        return [self.columns.moments[row] for row in self.rows]

    @property
    def as_of(self) -> PartialDate | None:
        """The day of the newest capture: the state of these articles that a citation names."""
        return PartialDate.known(max(self.moments, default="")[: len("2026-11-20")])

    @property
    def iso_dates(self) -> list[str]:
        """Their dates in EDTF, empty where none is recorded."""
        return [self.columns.dates[row] for row in self.rows]

    @property
    def dates(self) -> list[PartialDate | None]:
        """Their dates."""
        return [PartialDate.known(self.columns.dates[row]) for row in self.rows]

    def newest_first(self) -> Articles:
        """Turn the order round, but leave the undated at the end."""
        dates = self.columns.dates
        dated = [row for row in self.rows if dates[row]]
        undated = [row for row in self.rows if not dates[row]]
        return Articles(self.holdings, [*reversed(dated), *undated])


class Listed:
    """Articles that are all in memory, such as those of a test."""

    def __init__(self, articles: Iterable[Article], words: Iterable[Words]) -> None:
        """Put articles and their texts into the order of the archive."""
        pairs = sorted(zip(articles, words, strict=True), key=lambda pair: pair[0].order)
        self._articles = [article for article, _ in pairs]
        self._words = [text for _, text in pairs]
        self.columns = Columns()
        for article in self._articles:
            self.columns.add(row_of(article))

    def article(self, row: int) -> Article:
        """Give an article whole."""
        return self._articles[row]

    def words(self, row: int) -> Words:
        """Give the text of an article, rendered."""
        return self._words[row]

    def glance(self, row: int) -> Glance:
        """Give what lists show of an article."""
        return self.columns.glance(row)
