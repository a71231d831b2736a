"""The whole of `content/` read into an archive, with every problem of every file."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from clipbook.model.archive import Archive
from clipbook.model.article import Article, Words
from clipbook.model.columns import Columns, Glance, Row
from clipbook.model.holdings import Articles, Holdings
from clipbook.model.ledger import Ledger, ledger_of
from clipbook.model.outlet import Outlet
from clipbook.model.rights import Rights, effective
from clipbook.model.story import Story
from clipbook.problems import Problem
from clipbook.store import entry, freeze, reading
from clipbook.store.cache import relative
from clipbook.store.catalogue import ARTICLES, STORIES, Catalogue
from clipbook.store.desk import Desk
from clipbook.store.entry import Plain
from clipbook.store.packs import Packs, Place
from clipbook.store.reading import Decisions
from clipbook.store.strict_yaml import Lines
from clipbook.store.table import RECORD, WORDS, Table
from clipbook.store.validate import line_of

__all__ = [
    "ARTICLES",
    "CAPTURES",
    "DECISIONS",
    "NO_HEADLINE",
    "OUTLETS",
    "STORIES",
    "Content",
    "load",
]

OUTLETS, DECISIONS, CAPTURES = "outlets.yml", "decisions.yml", "captures"

NO_HEADLINE = "Headline not recorded"

_RECENT = 256
"""Articles that stay in memory after they were asked for."""


@dataclass(frozen=True)
class Content:
    """Everything under `content/`, drafts included."""

    root: Path
    folder: Path
    site_rights: Rights
    desk: Desk
    """Holds what was read, and keeps it for the next time."""
    outlets: Mapping[str, Outlet]
    unread_outlets: frozenset[str]
    book_problems: tuple[Problem, ...]
    """Of `outlets.yml` and of the ledger."""
    decisions: Decisions

    @property
    def catalogue(self) -> Catalogue:
        """What is known of every file."""
        return self.desk.catalogue

    @cached_property
    def _kept(self) -> _Kept:
        return _Kept(self.catalogue.entries, self.catalogue.packs)

    @cached_property
    def articles(self) -> Articles:
        """Every article that is sound, in the order of the files."""
        files = self._kept.files
        return Articles(self._kept, sorted(range(len(files)), key=files.__getitem__))

    @property
    def files(self) -> Sequence[str]:
        """The file of each row of the articles' holdings."""
        return self._kept.files

    @property
    def facts(self) -> FactColumns:
        """What checks know of each row of the articles' holdings."""
        return self._kept.facts

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """Every story that is sound, by slug."""
        found = map(freeze.thawed_story, self.catalogue.entries.stories.values())
        return tuple(sorted(found, key=lambda story: (story.slug, story.file)))

    @cached_property
    def ledger(self) -> Ledger:
        """What curators decided on stories."""
        return ledger_of(self.decisions.sound)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the files themselves; the checks find the rest."""
        said = self.catalogue.entries.said.values()
        return (*chain.from_iterable(map(entry.problems_of, said)), *self.book_problems)

    @cached_property
    def unread(self) -> frozenset[str]:
        """Slugs of stories and keys of outlets whose files or entries are there, but not sound."""
        base = f"{relative(self.folder / STORIES, self.root)}/"
        entries = self.catalogue.entries
        stories = {
            Path(file).stem
            for file in entries.files
            if file.startswith(base) and file not in entries.stories
        }
        return self.unread_outlets | stories

    def close(self) -> None:
        """Let go of the texts' files."""
        self._kept.packs.close()

    def let_go(self) -> None:
        """Forget what is known of the files, of which pages are made without; nothing is saved."""
        self._kept.let_go()
        self.catalogue.entries = Table()

    def renew(self, before: Plain, after: Plain) -> bool:
        """Take up an article in its place; False where more than its words and title differ.

        Archives given out before show it as it is now; what an edition remembers does not.
        """
        if not _is_in_its_place(before, after):
            return False
        self._published.recent.pop(self._kept.renew(self.catalogue.entries, after), None)
        self._found_lines.pop(after[0], None)
        return True

    def line(self, file: str, *path: str | int) -> int:
        """Give the line of a field in a file, which is read again for it."""
        return line_of(self._lines(file), path)

    def _lines(self, file: str) -> Lines:
        if file not in self._found_lines:
            try:
                data = (self.root / file).read_bytes()
            except OSError:
                data = b""
            self._found_lines[file] = reading.lines(data, file)
        return self._found_lines[file]

    @cached_property
    def _found_lines(self) -> dict[str, Lines]:
        return {}

    @property
    def outlets_file(self) -> str:
        """The path of `outlets.yml` as problems print it."""
        return relative(self.folder / OUTLETS, self.root)

    @cached_property
    def _published(self) -> _Published:
        return _Published(self._kept, self.outlets, self.site_rights)

    def archive(self) -> Archive:
        """Give what is published: everything but the drafts."""
        drafts = self.facts.draft
        rows: Sequence[int] = range(len(drafts))
        if any(drafts):
            rows = [row for row in rows if not drafts[row]]
        return Archive(
            Articles(self._published, rows),
            tuple(story for story in self.stories if not story.draft),
            self.outlets,
            self.site_rights,
            self.ledger,
        )


def load(root: Path, folder: Path, site_rights: Rights, *, processes: int = 1) -> Content:
    """Read `content/`; files that cannot be read are among the problems, the rest is there."""
    desk = Desk.open(root)
    content = of_desk(desk, folder, site_rights, processes)
    desk.save()
    return content


def of_desk(desk: Desk, folder: Path, site_rights: Rights, processes: int) -> Content:
    """Read `content/` with what a desk knows of it; the desk is not saved."""
    desk.refresh(folder, processes)
    outlets = desk.outlets(folder / OUTLETS, relative(folder / OUTLETS, desk.root))
    decisions = desk.decisions(folder / DECISIONS, relative(folder / DECISIONS, desk.root))
    problems = (*outlets.problems, *decisions.problems)
    books = outlets.sound, outlets.unsound, problems, decisions
    return Content(desk.root, folder, site_rights, desk, *books)


class FactColumns(NamedTuple):
    """What checks look at, by row: the columns of `Facts`."""

    draft: list[bool]
    captures: list[str]
    shows: list[str]
    rights: list[str]
    gaps: list[tuple[int, ...]]
    embargo: list[str]


class _Kept:
    """Articles as the catalogue keeps them, in the order of the archive."""

    def __init__(self, table: Table, packs: Packs) -> None:
        self.packs, self._packs = packs, table.packs
        order = _order(table)
        self.files = [table.files[place] for place in order]
        self._places = tuple(
            [array("q", [column[place] for place in order]) for column in table.numbers[part]]
            for part in (RECORD, WORDS)
        )
        self._digests = [table.digests[place] for place in order]
        texts = [[column[place] for place in order] for column in table.texts]
        width = len(Row._fields)
        self.columns, self.facts = Columns(*texts[:width]), FactColumns(*texts[width:])

    def renew(self, table: Table, kept: Plain) -> int:
        """Put an article in its place again; gives the row."""
        row, self._packs = self._rows[kept[0]], table.packs
        self._digests[row] = kept[entry.DIGEST]
        for columns, place in zip(
            self._places, (kept[entry.RECORD], kept[entry.WORDS]), strict=True
        ):
            numbers = table.packs.index(place[0]), *place[1:]
            for column, number in zip(columns, numbers, strict=True):
                column[row] = number
        for fact, value in zip(self.columns.every, kept[entry.ROW], strict=True):
            if fact is not self.columns.sources:
                fact[row] = value
        return row

    def let_go(self) -> None:
        """Forget what only checks look at."""
        self.files, self.facts = [], FactColumns([], [], [], [], [], [])

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {file: row for row, file in enumerate(self.files)}

    def article(self, row: int) -> Article:
        """Give an article whole."""
        record, _ = self.packs.read(self._place(0, row))
        return freeze.thawed_article(record, self.columns.sources[row])

    def sketch(self, row: int) -> bytes:
        """Give what copies of an article are found by, without making the article."""
        _, kept = self.packs.read(self._place(0, row))
        return bytes(kept)

    def _place(self, part: int, row: int) -> Place:
        pack, offset, size = (column[row] for column in self._places[part])
        return Place(self._packs[pack], offset, size)

    def words(self, row: int) -> Words:
        """Give the text of an article, rendered."""
        return Words._make(self.packs.read(self._place(1, row)))

    def digest(self, row: int) -> bytes:
        """Give what tells an article from what was in its file before."""
        return self._digests[row] or b""

    def glance(self, row: int) -> Glance:
        """Give what lists show of an article."""
        return self.columns.glance(row)


@dataclass(slots=True)
class _Published:
    """Articles as they may be published: the last ones that were asked for stay in memory."""

    kept: Holdings
    outlets: Mapping[str, Outlet]
    site_rights: Rights
    recent: dict[int, Article] = field(default_factory=dict)

    @property
    def columns(self) -> Columns:
        """The facts."""
        return self.kept.columns

    def article(self, row: int) -> Article:
        """Give an article whole."""
        found = self.recent.get(row)
        if found is None:
            if len(self.recent) >= _RECENT:
                self.recent.clear()
            found = self.recent[row] = self._as_published(self.kept.article(row))
        return found

    def words(self, row: int) -> Words:
        """Give the text of an article, rendered."""
        return self.kept.words(row)

    def sketch(self, row: int) -> bytes:
        """Give what copies of an article are found by, of which nothing can be shown."""
        return self.kept.sketch(row)

    def digest(self, row: int) -> bytes:
        """Give what tells an article from what was in its file before."""
        return self.kept.digest(row)

    def glance(self, row: int) -> Glance:
        """Give what lists show of an article."""
        found = self.kept.glance(row)
        if "title" not in found.inferred:
            return found
        return found._replace(title=self.article(row).title)

    def _as_published(self, article: Article) -> Article:
        """Leave out a title that is a sentence of a text whose words may not be shown."""
        if "title" not in article.inferred or article.text == "abstract":
            return article
        outlet = self.outlets.get(article.outlet or "")
        rights = effective(article.rights, outlet.rights if outlet else None, self.site_rights)
        return article if rights.shows_text else article.model_copy(update={"title": NO_HEADLINE})


def _is_in_its_place(before: Plain, after: Plain) -> bool:
    """Say whether two entries differ in nothing that others or the checks look at."""
    one, other = entry.from_plain(before), entry.from_plain(after)
    if not one.row or not other.row or one.problems or other.problems:
        return False
    return (one.row.structure, one.facts) == (other.row.structure, other.facts)


def _order(table: Table) -> list[int]:
    """Sort by date, the undated last, then by id; of two with one id, which is wrong, by file."""
    places = table.sound
    dates, ids, files = table.column("date"), table.column("id"), table.files
    keys = {place: (not dates[place], dates[place], ids[place], files[place]) for place in places}
    return sorted(places, key=keys.__getitem__)
