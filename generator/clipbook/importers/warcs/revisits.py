"""Pages that had not changed: a record says only that it is the same as an earlier one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from clipbook.importers.record import Remark
from clipbook.importers.warcs.records import Met

_MOST = 100_000
"""Revisits that are remembered until their pages are met."""


@dataclass(frozen=True, slots=True)
class Revisit:
    """A record without its page: what it says of itself, and of the one that has the page."""

    name: str
    url: str
    at: dt.datetime | None
    before: tuple[str, str]
    """Address and time of the record that has the page."""
    digest: str

    @classmethod
    def of(cls, met: Met) -> Revisit:
        """Take down what a record refers to."""
        before = met.says("WARC-Refers-To-Target-URI"), met.says("WARC-Refers-To-Date")
        digest = met.says("WARC-Payload-Digest")
        return cls(met.name, met.url, met.at, before, digest)


@dataclass(slots=True)
class Revisits:
    """The revisits of an archive that wait for their pages."""

    waiting: dict[str, Revisit] = field(default_factory=dict)
    """By name."""
    _meant: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Names, by each thing that says which record is meant."""

    def add(self, revisit: Revisit) -> bool:
        """Remember one; False where there are too many."""
        if len(self.waiting) >= _MOST:
            return False
        self.waiting[revisit.name] = revisit
        for key in (revisit.before, ("", revisit.digest)):
            if key[1]:
                self._meant.setdefault(key, []).append(revisit.name)
        return True

    def of(self, met: Met) -> list[Revisit]:
        """Give those that mean a record; they wait no longer."""
        keys = (met.url, met.says("WARC-Date")), ("", met.says("WARC-Payload-Digest"))
        names = [name for key in keys for name in self._meant.get(key, ())]
        return [self.waiting.pop(name) for name in dict.fromkeys(names) if name in self.waiting]


def missing(revisit: Revisit) -> Remark:
    """Say that the page of a revisit is not there."""
    what = revisit.url or revisit.name
    said = f"{what} had not changed, and the record that has the page is not in this archive"
    fix = "Import the archive that has the page."
    return Remark(0, "page-elsewhere", said, fix, refuses=True)
