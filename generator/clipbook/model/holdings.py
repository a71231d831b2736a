"""What an archive holds: its facts in columns, always at hand, and whole articles on demand.

An archive of 100,000 articles is counted, grouped and sorted by its columns alone; of the articles
themselves only those are in memory that a page is being made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, overload

from clipbook.copies.shingles import sketch
from clipbook.model.article import Article, Words
from clipbook.model.columns import Cited, Columns, Glance, row_of
from clipbook.model.dates import PartialDate


class Holdings(Protocol):
    """Where articles are, one row each, in the order of the archive."""

    @property
    def columns(self) -> Columns:
        """The facts."""

    def article(self, row: int) -> Article:
        """Give an article whole."""

    def words(self, row: int) -> Words:
        """Give the text of an article, rendered."""

    def sketch(self, row: int) -> bytes:
        """Give what copies of an article are found by; empty where it has too little text."""

    def glance(self, row: int) -> Glance:
        """Give what lists show of an article."""

    def digest(self, row: int) -> bytes:
        """Give what tells an article from what was in its file before."""


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
    def sketches(self) -> Iterator[bytes]:
        """What copies of them are found by, for which no text is read."""
        return map(self.holdings.sketch, self.rows)

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

    def sketch(self, row: int) -> bytes:
        """Give what copies of an article are found by."""
        return sketch(self._articles[row].outlet_words(self._words[row].text))

    def glance(self, row: int) -> Glance:
        """Give what lists show of an article."""
        return self.columns.glance(row)

    def digest(self, row: int) -> bytes:
        """Give what tells an article from another."""
        return repr((self._articles[row], self._words[row])).encode()
