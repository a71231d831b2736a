"""Web archives, WARC and WACZ: each page that a server gave is read as a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import IO

from clipbook.importers import page
from clipbook.importers.importer import Importer
from clipbook.importers.record import Found, Item, Original, RawRecord, RefusedError, Remark
from clipbook.importers.source import Source
from clipbook.importers.warcs import records, revisits, streams, wacz
from clipbook.importers.warcs.records import CutOffError, Met
from clipbook.importers.warcs.revisits import Revisit, Revisits
from clipbook.importers.warcs.streams import Budget
from clipbook.model.article import FIRST_YEAR, LAST_YEAR
from clipbook.model.fields import address_fault

_ZIP = b"PK\x03\x04"
_PACKED = {".warc.gz", ".warc.zst"}


def accepts(source: Source) -> bool:
    """Say whether an input is a web archive, packed in whatever way."""
    if not source.head.startswith(_ZIP):
        return source.suffix in _PACKED or streams.holds_warc(source.head)
    with source.open() as file:
        return source.suffix == ".wacz" or wacz.is_wacz(file)


def read(source: Source) -> Iterator[Item]:
    """Give the pages of a web archive, and remarks where one cannot be read.

    Raises RefusedError where it is a zip that is damaged.
    """
    reading = _Reading(source, _listed(source))
    yield from reading.pages()
    yield from reading.revisited()
    yield from reading.absent()


IMPORTER = Importer("warc", ".warc", accepts, read, frozenset({".warc", ".wacz", *_PACKED}))


@dataclass(slots=True)
class _Reading:
    """One archive while it is read."""

    source: Source
    listed: frozenset[str]
    """Addresses of the pages that were meant; all of them where it is empty."""
    seen: set[str] = field(default_factory=set)
    """Those of the listed addresses that were met."""
    beyond: set[str] = field(default_factory=set)
    """Addresses to which listed ones lead."""
    same: Revisits = field(default_factory=Revisits)

    def pages(self) -> Iterator[Item]:
        """Give the pages that stand in it, one after the other."""
        for met in _met(self.source):
            if isinstance(met, Remark):
                yield met
            elif self._is_wanted(met) and met.may_be_page:
                yield from self._revisit(met) if met.kind == "revisit" else _page(met)

    def _is_wanted(self, met: Met) -> bool:
        url = wacz.bare(met.url)
        if self.listed and url not in self.listed and url not in self.beyond:
            return False
        self.seen.add(url)
        if met.location:
            self.beyond.add(wacz.onward(url, met.location))
        return True

    def _revisit(self, met: Met) -> Iterator[Item]:
        revisit = Revisit.of(met)
        if not self.same.add(revisit):
            yield revisits.missing(revisit)

    def revisited(self) -> Iterator[Item]:
        """Read again for the pages that other records refer to, wherever they stand."""
        if not self.same.waiting:
            return
        for met in _met(self.source):
            if isinstance(met, Met) and met.kind != "revisit" and met.may_be_page:
                yield from _again(met, self.same.of(met))
        yield from map(revisits.missing, self.same.waiting.values())

    def absent(self) -> Iterator[Item]:
        """Say which pages were meant and are not there."""
        absent = sorted(self.listed - self.seen)
        if absent:
            said = f"{len(absent)} of {len(self.listed)} listed pages are not in the archive: "
            fix = "Import the address, or another archive of it."
            yield Remark(0, "page-not-archived", f"{said}{absent[0]}", fix)


def _listed(source: Source) -> frozenset[str]:
    if not source.head.startswith(_ZIP):
        return frozenset()
    with source.open() as file, wacz.opened(file) as zipped:
        return wacz.listed(zipped)


def _met(source: Source) -> Iterator[Met | Remark]:
    """Give the records of all archives in an input; one that is damaged does not stop the next."""
    budget = Budget.of(source.size)
    for name, file in _files(source):
        try:
            yield from records.met(streams.open_stream(file, budget))
        except RefusedError as error:
            yield _about(error, name)
            if budget.left < 0:
                return


def _files(source: Source) -> Iterator[tuple[str, IO[bytes]]]:
    with source.open() as file:
        if not source.head.startswith(_ZIP):
            yield "", file
            return
        with wacz.opened(file) as zipped:
            for name in wacz.archives(zipped):
                with zipped.open(name) as member:
                    yield name, member


def _page(met: Met) -> Iterator[Item]:
    try:
        html = met.page()
        if html is None:
            return
        yield from _remarks(met)
        yield _record(html, met, Revisit.of(met))
    except CutOffError:
        # The archive says so when it ends here.
        return
    except RefusedError as error:
        yield _about(error, met.url or met.name)


def _again(met: Met, same: list[Revisit]) -> Iterator[Item]:
    try:
        html = met.page() if same else None
        for each in same if html is not None else []:
            yield _record(html or b"", met, each)
    except CutOffError:
        return
    except RefusedError as error:
        yield _about(error, met.url or met.name)


def _record(html: bytes, met: Met, seen: Revisit) -> RawRecord:
    """Read a page of one record as another, or the same, has seen it."""
    address = seen.url if seen.url and not address_fault(seen.url) else None
    record = page.record_of(html, address, met.content_type)
    found = {
        name: replace(each, where=f"{each.where} of {seen.name}")
        for name, each in record.found.items()
    }
    if address and not record.url:
        record = replace(record, url=address)
        found["url"] = Found(f"WARC-Target-URI of {seen.name}")
    at = seen.at if seen.at and FIRST_YEAR <= seen.at.year <= LAST_YEAR else None
    return replace(record, found=found, captured_at=at, original=Original(html, ".html"))


def _remarks(met: Met) -> Iterator[Remark]:
    fault = address_fault(met.url) if met.url else "it is empty"
    if fault:
        said = f"the address of {met.name} is none to link to: {fault}"
        yield Remark(0, "invalid-address", said, "Add it to the article where you know it.")
    if met.says("WARC-Truncated"):
        said = f"{met.url or met.name} was cut short when it was archived"
        yield Remark(0, "page-cut-short", said, "Look at the end of its text.")


def _about(error: RefusedError, what: str) -> Remark:
    remark = error.remark
    if what in remark.message:
        return remark
    return replace(remark, message=f"{what}: {remark.message}")
