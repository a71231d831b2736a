"""Facts of articles in columns: what archives count, group and sort by, and what lists show."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import NamedTuple

from clipbook.model.article import Article
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
    placed: list[bool] = field(default_factory=list)
    """Whether it is recorded why they are in their stories."""
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
    placed: bool
    title: str
    lang: str
    via: str
    snippet: bool

    @property
    def structure(self) -> tuple[object, ...]:
        """What others count, sort or group it by: all but what only lists show of it."""
        return self[: self._fields.index("title")]


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
        article.placed is not None,
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
