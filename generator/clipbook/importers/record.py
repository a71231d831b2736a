"""What an importer reads off its input, before the archive gives it a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from clipbook.model.article import Kind
from clipbook.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Found:
    """Where a value was read, and what other places said instead."""

    where: str
    """`json-ld headline`, `og:title`, `line 3`, `column Title`."""
    others: tuple[tuple[str, str], ...] = ()
    """Place and value of what disagrees, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Original:
    """The very bytes of one record, where its input holds several."""

    data: bytes
    suffix: str
    """What the kept file ends in: `.html`."""


@dataclass(frozen=True, slots=True)
class RawSource:
    """A cited address, with what the input says of the page behind it."""

    url: str
    date: PartialDate | None = None
    """Read off the address, or said: see `is_dated`."""
    title: str | None = None
    outlet: str | None = None
    """The outlet's name, as written."""
    is_dated: bool = False
    """Whether the date was said, and not concluded from the address."""


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One article as its input tells it; None and empty mean that the input does not say."""

    title: str
    kind: Kind
    body: str
    """CommonMark."""
    outlet: str | None = None
    """The outlet's name, as written."""
    is_outlet_default: bool = False
    """Whether the name is only what a page calls its site: it counts where the domain is new."""
    outlet_url: str | None = None
    """An address of the outlet's site, where the input gives one beside the article's."""
    date: PartialDate | None = None
    url: str | None = None
    """The publisher's own address, as found."""
    archived_url: str | None = None
    syndicated_from: str | None = None
    authors: tuple[str, ...] = ()
    lang: str | None = None
    via: str | None = None
    via_date: PartialDate | None = None
    via_handle: str | None = None
    via_url: str | None = None
    story: str | None = None
    """The slug of a story that the input names."""
    tags: tuple[str, ...] = ()
    snippet: str | None = None
    takeaways: tuple[str, ...] = ()
    sources: tuple[RawSource, ...] = ()
    rights: str | None = None
    """`full`, `excerpt`, `headline` or `link`, where the input says so."""
    is_right_effective: bool = False
    """Whether that is what counted in another archive, be it only by its default."""
    usage: str | None = None
    """Terms of use, in the words that came with it."""
    embargoed: dt.datetime | None = None
    """Until when it must not be published; UTC."""
    is_stub: bool = False
    """Whether only the beginning of the text was captured: the rest is behind a paywall."""
    is_abstract: bool = False
    """Whether the text is a summary by the archive's own people."""
    inferred: frozenset[str] = frozenset()
    """Fields that were concluded."""
    encoding: str | None = None
    """Set where the encoding had to be guessed."""
    captured_at: dt.datetime | None = None
    """When the bytes were taken, where the input says so; UTC."""
    original: Original | None = None
    """None where the whole input is this record."""
    line: int = 0
    """Where in the input it stands; 0 where that is no question."""
    found: Mapping[str, Found] = field(default_factory=dict)
    """Where each field was read, by its name."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about an input that a curator should know, with the line it is on."""

    line: int
    code: str
    message: str
    fix: str
    refuses: bool = False
    """Whether a record, or the whole input, does not come in for it."""


Item = RawRecord | Remark
"""What an importer gives, one after the other."""


class RefusedError(Exception):
    """An input, or what is left of it, cannot be read; what came before stays."""

    def __init__(self, line: int, code: str, message: str, fix: str) -> None:
        """Say why, as a remark does."""
        super().__init__(message)
        self.remark = Remark(line, code, message, fix, refuses=True)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one clipping: records, or the reason why there is none."""

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
