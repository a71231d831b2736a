"""What an importer reads off its input, before the archive gives it a place."""

from __future__ import annotations

from dataclasses import dataclass, field

from clipbook.model.article import Kind
from clipbook.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class RawSource:
    """A cited address, with the date that the address itself carries."""

    url: str
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One article as its input tells it; None and empty mean that the input does not say."""

    title: str
    kind: Kind
    body: str
    outlet: str | None = None
    """The outlet's name, as written."""
    date: PartialDate | None = None
    via: str | None = None
    via_date: PartialDate | None = None
    via_handle: str | None = None
    snippet: str | None = None
    takeaways: tuple[str, ...] = ()
    sources: tuple[RawSource, ...] = ()
    inferred: frozenset[str] = frozenset()
    """Fields that were concluded."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about an input that a curator should know, with the line it is on."""

    line: int
    code: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one input: records, or the reason why there is none."""

    records: tuple[RawRecord, ...] = ()
    refusal: Remark | None = None
    remarks: tuple[Remark, ...] = ()
    encoding: str | None = None
    """Set where the encoding had to be guessed."""


@dataclass(slots=True)
class Notes:
    """Remarks gathered while one input is read."""

    remarks: list[Remark] = field(default_factory=list)

    def add(self, line: int, code: str, message: str, fix: str) -> None:
        """Note one thing."""
        self.remarks.append(Remark(line, code, message, fix))
