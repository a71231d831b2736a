"""A record made an article's fields: its outlet found, its capture noted, nothing lost."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from clipbook.importers.record import Found, RawRecord, RawSource
from clipbook.model import normal_form
from clipbook.model.article import ArticleEntry, Capture, Via
from clipbook.model.fields import address_fault
from clipbook.model.rights import Rights, effective
from clipbook.model.source import Source
from clipbook.store.outlet_book import OutletBook
from clipbook.store.outlet_names import is_same


class NotRecordableError(ValueError):
    """A record holds what no field of an article can hold."""


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

    def kept_in(self, folder: Path) -> tuple[Path, bytes]:
        """Give the file for the bytes in a folder of captures."""
        return folder / self.sha256[:2] / f"{self.sha256}{self.suffix}", self.data


@dataclass(frozen=True, slots=True)
class Drafts:
    """Drafts articles, with outlets out of a book that may grow."""

    book: OutletBook
    site_rights: Rights

    def draft(
        self, record: RawRecord, origin: Origin, story: str | None
    ) -> tuple[ArticleEntry, RawRecord]:
        """Make an article of a record; gives the record with where its outlet is from.

        Raises NotRecordableError where the record cannot be an article.
        """
        record = _out_of_archive(record)
        try:
            outlet = self._outlet(record)
            record = self._with_outlet_found(record, outlet)
            entry = ArticleEntry.model_validate(
                {
                    **{name: getattr(record, name) for name in _AS_READ},
                    "outlet": outlet,
                    "rights": self._rights(record, outlet),
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
        return entry, record

    def _with_outlet_found(self, record: RawRecord, key: str | None) -> RawRecord:
        """Say where the outlet is from, where that is its list and not the input alone."""
        if key is None or (record.outlet and is_same(record.outlet, self.book.outlets[key].name)):
            return record
        said = record.found.get("outlet")
        others = ((said.where, record.outlet), *said.others) if said and record.outlet else ()
        found = {**record.found, "outlet": Found(_BY_DOMAIN, others)}
        return replace(record, found=found)

    def default_rights(self, key: str | None) -> Rights:
        """Give what counts for an article of an outlet that says nothing itself."""
        return effective(None, self.book.outlets[key].rights if key else None, self.site_rights)

    def _rights(self, record: RawRecord, key: str | None) -> Rights | str | None:
        """Give an article's own right; the default of another archive loosens nothing here."""
        if record.rights is None or not record.is_right_effective:
            return record.rights
        there = Rights(record.rights)
        return there if there.shows_less_than(self.default_rights(key)) else None

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


def _via(record: RawRecord) -> Via | None:
    if not record.via:
        return None
    return Via(name=record.via, date=record.via_date, url=record.via_url, handle=record.via_handle)


_BY_DOMAIN = "outlets.yml, by the address"
_AS_READ = (
    *("title", "date", "url", "archived_url", "syndicated_from", "authors", "lang", "kind"),
    *("tags", "snippet", "takeaways", "usage", "embargoed"),
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
