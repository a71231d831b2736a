"""A record given its place in the archive: known already, or a new file with an id of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple

from clipbook.importers.record import RawRecord
from clipbook.model import normal_form
from clipbook.model.article import Article, ArticleEntry
from clipbook.model.slugs import MAX_BYTES, digest, slugify
from clipbook.store import amending, article_file, reading
from clipbook.store.content import ARTICLES, CAPTURES, Content
from clipbook.store.drafting import Drafts, NotRecordableError, Origin
from clipbook.store.outlet_book import OutletBook


class Outcome(StrEnum):
    """What came of one record."""

    ADDED = "added"
    KNOWN = "known"
    JOINED = "joined"
    """Known, and now put into the story that was asked for."""
    FILLED = "filled"
    """Known, and gaps of it were filled in."""
    ELSEWHERE = "elsewhere"
    """Known, and in another story, where it stays."""


@dataclass(frozen=True, slots=True)
class Accession:
    """One record's place, and the files that put it there."""

    outcome: Outcome
    path: Path
    """The article's file."""
    article: Article
    """As it is, or is to be, in the archive."""
    new_files: tuple[tuple[Path, bytes], ...] = ()
    changed_file: tuple[Path, bytes, bytes] | None = None
    """A file to change: its path, what it holds now, what it shall hold."""
    filled: frozenset[str] = frozenset()
    """Fields that were filled in."""
    record: RawRecord | None = None
    """As it was placed, with where its outlet is from."""


class _Draft(NamedTuple):
    """What a record comes to before it has a place."""

    entry: ArticleEntry
    body: str
    origin: Origin


@dataclass(slots=True)
class Register:
    """All ids and texts of an archive, so that nothing comes in twice."""

    content: Content
    book: OutletBook
    fills: bool = False
    """Whether gaps of what is known are to be filled in."""
    ids: set[str] = field(default_factory=set)
    by_capture: dict[str, Article] = field(default_factory=dict)
    by_words: dict[tuple[object, ...], Article] = field(default_factory=dict)
    by_address: dict[str, Article] = field(default_factory=dict)
    """By the normal form of the article's address, or else of the item at its aggregator."""

    @classmethod
    def of(cls, content: Content, *, fills: bool = False) -> Register:
        """Open the register of what is there."""
        register = cls(content, OutletBook(dict(content.outlets)), fills)
        for article in content.articles:
            register._enter(article)
        return register

    @property
    def _drafts(self) -> Drafts:
        return Drafts(self.book, self.content.site_rights)

    def _enter(self, article: Article) -> None:
        self.ids |= {article.id.casefold(), PurePath(article.file).stem.casefold()}
        for capture in article.captures:
            if capture.sha256:
                self.by_capture[capture.sha256] = article
        self.by_words[_words(article, article.body)] = article
        address = _address(article)
        # The first of several keeps its address, also when it joins a story.
        if address and self.by_address.setdefault(address, article).id == article.id:
            self.by_address[address] = article

    def at(self, address: str) -> Article | None:
        """Give the article at an address, in whatever form of it."""
        return self.by_address.get(normal_form.normal_form(address))

    def place(self, record: RawRecord, origin: Origin, story: str | None) -> Accession:
        """Give a record its place: the same bytes, address or words are the same article.

        Raises NotRecordableError where the record cannot be an article.
        """
        story = story or record.story
        met = self.by_capture.get(origin.sha256)
        if met is not None and not self.fills:
            return self.known(met, story)
        try:
            entry, record = self._drafts.draft(record, origin, story)
            met = met or self._met(entry, record)
            draft = _Draft(entry, record.body, origin)
            placed = self._again(met, draft, story) if met else self._new(record, draft)
        except NotRecordableError:
            self.book.forget()
            raise
        if placed.outcome in {Outcome.ADDED, Outcome.FILLED}:
            self.book.keep()
        self.book.forget()
        return replace(placed, record=record)

    def _met(self, entry: ArticleEntry, record: RawRecord) -> Article | None:
        at_address = self.by_address.get(_address(entry) or "")
        return at_address or self.by_words.get(_words(entry, record.body))

    def _again(self, met: Article, draft: _Draft, story: str | None) -> Accession:
        """Meet an article again: its gaps are filled where that is asked for, and it may join."""
        entry, path = draft.entry, self.content.root / met.file
        default = self._drafts.default_rights(
            met.outlet if met.outlet in self.book.outlets else None
        )
        if entry.rights and not entry.rights.shows_less_than(default):
            # What is there may be hidden further unasked, and never be shown more.
            entry = entry.model_copy(update={"rights": None})
        gaps = amending.gaps(met, entry, draft.body)
        if not self.fills or not gaps or not path.exists():
            return self.known(met, story)
        if not gaps.keys() & {"outlet", "sources"}:
            self.book.forget()
        before = path.read_bytes()
        after = amending.filled(before, met, entry, draft.body)
        if story and not met.story:
            after = amending.with_story(after, story)
        filled = _read_back(after, path, self.content.folder / ARTICLES)
        self._enter(filled)
        changed = (path, before, after)
        kept = (draft.origin.kept_in(self.content.folder / CAPTURES),)
        return Accession(Outcome.FILLED, path, filled, kept, changed, filled=frozenset(gaps))

    def _new(self, record: RawRecord, draft: _Draft) -> Accession:
        (entry, body, origin), folder = draft, self.content.folder
        ident = self._free_id(record, entry, origin.sha256)
        path = folder.joinpath(ARTICLES, *_shelves(entry), f"{ident}.md")
        data = article_file.text_of(entry, body).encode("utf-8", "replace")
        files = (origin.kept_in(folder / CAPTURES), (path, data))
        article = _read_back(data, path, folder / ARTICLES)
        self._enter(article)
        return Accession(Outcome.ADDED, path, article, files)

    def known(self, article: Article, story: str | None) -> Accession:
        """Say where an article is that came in before; one without a story joins `story`."""
        path = self.content.root / article.file
        if story is None or article.story == story or not path.exists():
            return Accession(Outcome.KNOWN, path, article)
        if article.story:
            return Accession(Outcome.ELSEWHERE, path, article)
        before = path.read_bytes()
        after = amending.with_story(before, story)
        joined = article.model_copy(update={"story": story})
        self._enter(joined)
        return Accession(Outcome.JOINED, path, joined, changed_file=(path, before, after))

    def _free_id(self, record: RawRecord, entry: ArticleEntry, sha256: str) -> str:
        spoken = f"{record.outlet} {record.title}" if record.outlet else record.title
        if "title" in record.inferred and not self.content.site_rights.shows_text:
            # The title is a sentence of a text that may not be shown, in addresses neither.
            spoken = f"untitled {sha256[:8]}"
        ident = base = slugify(spoken, f"{entry.outlet or 'article'}-{digest(record.title)}")
        number = 2
        while ident in self.ids:
            tail = f"-{number}"
            ident = base[: MAX_BYTES - len(tail)].rstrip("-") + tail
            number += 1
        return ident


def _read_back(data: bytes, path: Path, folder: Path) -> Article:
    """Read an article's file as a build will; one that could not be read would lock the archive."""
    inside = PurePosixPath(path.relative_to(folder).as_posix())
    article, problems = reading.article(data, str(path), inside)
    if article is None:
        raise NotRecordableError(f"it could not be read again: {problems[0].message}")
    return article


def _address(entry: ArticleEntry) -> str | None:
    """Give the form by which an article's address is known, or that of its aggregator's item.

    A front page is no article's address: lists name it for many.
    """
    url = entry.url or (entry.via.url if entry.via else None)
    return normal_form.normal_form(url) if url and normal_form.names_a_page(url) else None


def _shelves(entry: ArticleEntry) -> tuple[str, ...]:
    date = entry.date
    if date is None:
        return ("undated",)
    return (f"{date.year:04}", f"{date.month:02}") if date.month else (f"{date.year:04}",)


def _words(entry: ArticleEntry, body: str) -> tuple[object, ...]:
    """Give all that an input said: two inputs that differ in any of it are two articles."""
    via = (entry.via.name, entry.via.handle) if entry.via else ()
    facts = (entry.title, entry.outlet, str(entry.date), via, entry.kind, entry.snippet)
    return (
        *facts,
        _address(entry),
        body.strip(),
        entry.takeaways,
        tuple(source.url for source in entry.sources),
    )
