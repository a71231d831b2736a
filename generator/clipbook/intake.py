"""Inputs brought in: read, given their place, written; each says what came of it."""

from __future__ import annotations

import datetime as dt
import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from clipbook import importers, jobs
from clipbook.importers import walking
from clipbook.importers.importer import Importer
from clipbook.importers.record import Item, RawRecord, RefusedError, Remark
from clipbook.importers.source import Source, Wanted
from clipbook.importers.walking import Known, Met
from clipbook.model.article import Article
from clipbook.problems import Problem, Severity
from clipbook.store import accession, drafting
from clipbook.store.shelve import Shelf

if TYPE_CHECKING:
    from clipbook.fetching.errands import Errands

_SMALL = 2_000_000
"""Bytes of an input up to which another process may read it whole."""
_AT_ONCE = 64
"""Inputs for each process at a time."""
FAULTS = (
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError),
    *(RuntimeError, MemoryError, EOFError, SyntaxError, zlib.error, struct.error),
)
"""What a program that meets the unforeseen raises: it ends one input, and not the import."""
_SAID = 200
_MANY = 8
"""So many inputs are worth another process."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of one record, or of an input that gave none."""

    input: str
    accession: accession.Accession | None = None
    """None where it was refused, or passed over."""
    problems: tuple[Problem, ...] = ()
    made: tuple[str, ...] = ()
    """Story files made for it."""
    record: RawRecord | None = None
    """As it was read."""
    passed_over: bool = False
    """Whether it was met in a folder, and no importer takes such files."""

    @property
    def is_refused(self) -> bool:
        """Whether it did not come in, and should have."""
        return not self.accession and any(
            problem.severity is Severity.ERROR for problem in self.problems
        )


@dataclass(frozen=True, slots=True)
class _Read:
    """What one input gives."""

    importer: str | None
    """Its name; None where none takes the input, and the items say why."""
    items: Iterable[Item]


@dataclass(slots=True)
class Intake:
    """Takes inputs in."""

    shelf: Shelf
    story: str | None
    wanted: Wanted
    now: dt.datetime
    _errands: Errands | None = field(default=None, init=False)

    def take(self, named: Iterable[str | Path]) -> Iterator[Imported]:
        """Take everything in, in the order in which it is named."""
        processes = self.wanted.processes
        found = walking.met(named, self.wanted, self._fetch)
        while some := list(_batch(found, _AT_ONCE * processes)):
            count = processes if len(some) >= _MANY else 1
            read = jobs.run(partial(_reader, self.wanted.importer), some, count)
            for met, one in zip(some, read, strict=True):
                yield from self._one(met, one)

    def _fetch(self, address: str) -> Source | Known:
        from clipbook.fetching.errands import Errands  # noqa: PLC0415 - files need no network

        self._errands = self._errands or Errands(self.shelf, self.wanted.allow_private)
        return self._errands.fetch(address)

    def _one(self, met: Met, read: _Read | None) -> Iterator[Imported]:
        """Take in what one input gives; what is large is read as it is written."""
        name, source = met
        if isinstance(source, Remark):
            yield Imported(name, problems=(_problem(name, source),))
        elif isinstance(source, Known):
            yield from (self._again(name, article) for article in source.articles)
        elif _is_passed_over(source, self.wanted.importer):
            yield Imported(name, passed_over=True)
        else:
            read = read or _read(self.wanted.importer, source)
            importer = importers.importer_of(source, read.importer) if read.importer else None
            yield from self._noted(source, self._records(source, importer, read.items))

    def _noted(self, source: Source, found: Iterator[Imported]) -> Iterator[Imported]:
        """Remember what came of an address."""
        came: list[accession.Accession | None] = []
        for imported in found:
            if source.address:
                came.append(imported.accession)
            yield imported
        if self._errands and source.address:
            self._errands.came(source.name, came)

    def _again(self, name: str, article: Article) -> Imported:
        before = len(self.shelf.made)
        placed = self.shelf.again(article, self.story)
        return Imported(name, placed, made=tuple(self.shelf.made[before:]))

    def _records(
        self, source: Source, importer: Importer | None, items: Iterable[Item]
    ) -> Iterator[Imported]:
        notes: list[Problem] = []
        came = False
        for item in items:
            came = True
            if isinstance(item, RawRecord) and importer:
                yield self._record(source, importer, item, tuple(notes))
                notes.clear()
            elif isinstance(item, Remark):
                grave = Severity.ERROR if item.refuses else Severity.WARNING
                notes.append(_problem(source.name, item, grave))
                if item.refuses:
                    yield Imported(source.name, problems=tuple(notes))
                    notes.clear()
        if notes or not came:
            yield Imported(source.name, problems=tuple(notes) or (_problem(source.name, _EMPTY),))

    def _record(
        self, source: Source, importer: Importer, record: RawRecord, notes: tuple[Problem, ...]
    ) -> Imported:
        before = len(self.shelf.made)
        try:
            placed = self.shelf.take(record, self._origin(source, importer, record), self.story)
        except drafting.NotRecordableError as error:
            fix = "Correct the line and import again."
            remark = Remark(record.line or 1, "not-recordable", str(error), fix)
            problems = (_problem(source.name, remark), *notes)
            return Imported(source.name, problems=problems, record=record)
        made = tuple(self.shelf.made[before:])
        if record.body and not placed.article.body and placed.outcome in _KNOWN:
            notes = (*notes, _problem(source.name, _TEXT_LEFT_OUT, Severity.WARNING))
        return Imported(source.name, placed, notes, made, placed.record or record)

    def _origin(self, source: Source, importer: Importer, record: RawRecord) -> drafting.Origin:
        own = record.original
        data, suffix = (own.data, own.suffix) if own else (source.all(), importer.suffix)
        at = record.captured_at or self.now
        return drafting.Origin(data, importer.name, suffix, record.encoding, at)


def _batch(found: Iterator[Met], most: int) -> Iterator[Met]:
    """Give what is read at once: what was fetched comes in before the next address is asked."""
    for met in islice(found, most):
        yield met
        if walking.is_address(met[0]):
            return


def _reader(importer: str | None, _: int) -> jobs.Work[Met, _Read | None]:
    return partial(_read_small, importer), _nothing


def _nothing() -> None:
    """End without ado."""


def _read_small(importer: str | None, met: Met) -> _Read | None:
    """Read an input whole, unless it is too large for that."""
    _, source = met
    try:
        if not isinstance(source, Source) or source.size > _SMALL:
            return None
    except OSError as error:
        return _Read(None, (walking.remark_of(error),))
    if _is_passed_over(source, importer):
        return None
    read = _read(importer, source)
    return _Read(read.importer, tuple(read.items))


def _read(name: str | None, source: Source) -> _Read:
    try:
        importer = importers.importer_of(source, name)
    except (RefusedError, OSError) as error:
        return _Read(None, (walking.remark_of(error),))
    except FAULTS as fault:
        return _Read(None, (_of_fault(fault),))
    return _Read(importer.name, items_of(importer, source))


def items_of(importer: Importer, source: Source) -> Iterator[Item]:
    """Give what an importer reads in an input; what ends it early comes last, as a refusal."""
    try:
        yield from importer.read(source)
    except (RefusedError, OSError) as error:
        yield walking.remark_of(error)
    except FAULTS as fault:
        yield _of_fault(fault)


def _of_fault(fault: BaseException) -> Remark:
    """Say that one input is too much for its importer; the others come in."""
    if os.environ.get("CLIPBOOK_DEBUG"):
        raise fault
    said = " ".join(f"{type(fault).__name__}: {fault}".split())[:_SAID]
    return Remark(
        0,
        "reader-fault",
        f"Clipbook itself failed over this input ({said})",
        "Leave it out, and report it; CLIPBOOK_DEBUG=1 shows where.",
        refuses=True,
    )


def _is_passed_over(source: Source, importer: str | None) -> bool:
    return source.in_folder and not importer and source.suffix not in importers.EXTENSIONS


_KNOWN = frozenset({accession.Outcome.KNOWN, accession.Outcome.FILLED, accession.Outcome.JOINED})
_TEXT_LEFT_OUT = Remark(
    0,
    "text-left-out",
    "the archive has this article without a text, and this input has one, which stays out",
    "Import it again with --fill to have it.",
)
_EMPTY = Remark(
    0, "nothing-found", "there is no article in it", "Look at what it holds.", refuses=True
)


def _problem(name: str, remark: Remark, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(name, remark.line, remark.code, remark.message, remark.fix, severity)
