"""A record given its place in the archive: known already, or a new file with an id of its own."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath

from pydantic import ValidationError

from clipbook.importers.record import RawRecord, RawSource
from clipbook.model import normal_form
from clipbook.model.article import Article, ArticleEntry, Capture, Via
from clipbook.model.fields import address_fault
from clipbook.model.slugs import MAX_BYTES, digest, slugify
from clipbook.model.source import Source
from clipbook.store import article_file, reading
from clipbook.store.content import ARTICLES, CAPTURES, Content
from clipbook.store.outlet_book import OutletBook

_UNSET_STORY = re.compile(rb"^story:[ \t]*(?:#.*)?\r?\n", re.MULTILINE)
_HEADER_END = re.compile(rb"\n---\r?(?:\n|$)")


class NotRecordableError(ValueError):
    """A record holds what no field of an article can hold."""


class Outcome(StrEnum):
    """What came of one record."""

    ADDED = "added"
    KNOWN = "known"
    JOINED = "joined"
    """Known, and now put into the story that was asked for."""
    ELSEWHERE = "elsewhere"
    """Known, and in another story, where it stays."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The bytes that a record was read from."""

    data: bytes
    importer: str
    suffix: str
    encoding: str | None
    at: dt.datetime

    @property
    def sha256(self) -> str:
        """Name the bytes."""
        return hashlib.sha256(self.data).hexdigest()


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


@dataclass(slots=True)
class Register:
    """All ids and texts of an archive, so that nothing comes in twice."""

    content: Content
    book: OutletBook
    ids: set[str] = field(default_factory=set)
    by_capture: dict[str, Article] = field(default_factory=dict)
    by_words: dict[tuple[object, ...], Article] = field(default_factory=dict)
    by_address: dict[str, Article] = field(default_factory=dict)
    """By the normal form of the article's address, or else of the item at its aggregator."""

    @classmethod
    def of(cls, content: Content) -> Register:
        """Open the register of what is there."""
        register = cls(content, OutletBook(dict(content.outlets)))
        for article in content.articles:
            register._enter(article)
        return register

    def _enter(self, article: Article) -> None:
        self.ids |= {article.id.casefold(), PurePath(article.file).stem.casefold()}
        if article.captured and article.captured.sha256:
            self.by_capture[article.captured.sha256] = article
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
        record = _out_of_archive(record)
        met = self.by_capture.get(origin.sha256)
        if met is not None:
            return self.known(met, story)
        try:
            entry = self._entry(record, origin, story)
        except NotRecordableError:
            self.book.forget()
            raise
        address = _address(entry)
        met = self.by_address.get(address or "") or self.by_words.get(_words(entry, record.body))
        if met is not None:
            self.book.forget()
            return self.known(met, story)
        try:
            return self._new(record, entry, origin)
        except NotRecordableError:
            self.book.forget()
            raise

    def _new(self, record: RawRecord, entry: ArticleEntry, origin: Origin) -> Accession:
        folder, sha = self.content.folder, origin.sha256
        ident = self._free_id(record, entry, sha)
        path = folder.joinpath(ARTICLES, *_shelves(entry), f"{ident}.md")
        data = article_file.text_of(entry, record.body).encode("utf-8", "replace")
        files = ((folder / CAPTURES / sha[:2] / f"{sha}{origin.suffix}", origin.data), (path, data))
        article = _read_back(data, path, folder / ARTICLES)
        self.book.keep()
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
        after = _with_story(before, story)
        joined = article.model_copy(update={"story": story})
        self._enter(joined)
        return Accession(Outcome.JOINED, path, joined, changed_file=(path, before, after))

    def _entry(self, record: RawRecord, origin: Origin, story: str | None) -> ArticleEntry:
        try:
            return ArticleEntry.model_validate(
                {
                    **{name: getattr(record, name) for name in _AS_READ},
                    "outlet": self._outlet(record),
                    "via": _via(record),
                    "story": story,
                    "sources": tuple(self._source(raw) for raw in record.sources),
                    "text": _text(record),
                    "captured": Capture(
                        at=origin.at,
                        by=origin.importer,
                        sha256=origin.sha256,
                        encoding=origin.encoding,
                        alternates=tuple(_alternates(record)),
                    ),
                    "inferred": tuple(sorted(record.inferred)),
                }
            )
        except ValidationError as error:
            found = error.errors()[0]
            name = ".".join(str(part) for part in found["loc"])
            raise NotRecordableError(f"“{name}” cannot be recorded: {found['msg']}") from None

    def _outlet(self, record: RawRecord) -> str | None:
        url = record.url or record.outlet_url
        return self.book.of(record.outlet, url, is_default=record.is_outlet_default)

    def _source(self, raw: RawSource) -> Source:
        outlet = self.book.of(raw.outlet, raw.url)
        concluded = (("outlet", outlet and not raw.outlet), ("date", raw.date and not raw.is_dated))
        return Source.model_validate(
            {
                "url": raw.url,
                "outlet": outlet,
                "title": raw.title,
                "date": raw.date,
                "inferred": tuple(name for name, is_so in concluded if is_so),
            }
        )

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


def _with_story(text: bytes, story: str) -> bytes:
    """Put `story:` into the front matter of an article that names none; the rest stays."""
    end = _HEADER_END.search(text, 3)
    at = end.start() + 1 if end else len(text)
    header = _UNSET_STORY.sub(b"", text[:at])
    return header + b"story: " + story.encode() + b"\n" + text[at:]


def _via(record: RawRecord) -> Via | None:
    if not record.via:
        return None
    return Via(name=record.via, date=record.via_date, url=record.via_url, handle=record.via_handle)


_AS_READ = (
    *("title", "date", "url", "archived_url", "syndicated_from", "authors", "lang", "kind"),
    *("tags", "snippet", "takeaways", "rights", "usage", "embargoed"),
)
"""Fields that a record and an article call the same."""


def _out_of_archive(record: RawRecord) -> RawRecord:
    """Tell the original's address from that of the archived copy that was found."""
    found = normal_form.unfolded(record.url or "")
    if not found.archived or address_fault(found.url):
        return record
    return replace(record, url=found.url, archived_url=record.archived_url or found.archived)


def _text(record: RawRecord) -> str:
    return "abstract" if record.is_abstract else "stub" if record.is_stub else "captured"


def _alternates(record: RawRecord) -> Iterator[str]:
    for name, found in sorted(record.found.items()):
        for where, value in found.others:
            yield " ".join(f"{name}: {where}: {value}".split())


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
