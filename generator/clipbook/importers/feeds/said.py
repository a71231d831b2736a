"""What one item says, gathered field by field, and made a record once all is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from clipbook.importers import dates, literal
from clipbook.importers.clipping import first_sentence
from clipbook.importers.feeds.passed_on import Passed, passed
from clipbook.importers.record import Found, Item, Original, RawRecord, Remark
from clipbook.importers.said import one_line
from clipbook.model.article import Kind
from clipbook.model.dates import PartialDate
from clipbook.model.fields import address_fault
from clipbook.model.normal_form import unfolded

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SHOWN = 60
_MOST_NAMES = 100
_LONGEST_NAME = 300


class Day(NamedTuple):
    """The words of a date, the place they stand in, and whether they are of the publication."""

    text: str
    where: str
    is_published: bool


@dataclass(slots=True)
class Said:
    """One item, as its feed tells it."""

    line: int
    original: Original
    title: str = ""
    link: str = ""
    link_where: str = "link"
    origin: str = ""
    """The publisher's address, where an element of its own gives it."""
    ident: str = ""
    days: list[Day] = field(default_factory=list)
    body: str = ""
    """CommonMark of the whole text."""
    body_where: str = ""
    summary: str = ""
    """One line of plain text."""
    summary_where: str = ""
    outlet: str = ""
    outlet_url: str = ""
    outlet_where: str = "source"
    is_hiding: bool = False
    """Whether its link hides the publisher's address; known once the items were given."""
    fields: dict[str, Any] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)
    inferred: set[str] = field(default_factory=set)

    def put(self, name: str, value: object, where: str, *others: tuple[str, str]) -> None:
        """Set a field with its place, unless there is nothing to set."""
        if value:
            self.fields[name] = value
            self.found[name] = Found(where, tuple(others))

    def names(self, name: str, texts: Iterable[str], where: str) -> None:
        """Set a field of several lines, each of them once."""
        lines = dict.fromkeys(one_line(text) for text in texts)
        known = [line for line in lines if line and len(line) <= _LONGEST_NAME]
        self.put(name, tuple(known[:_MOST_NAMES]), where)

    def language(self, tag: str | None, where: str) -> None:
        """Set the language, where it is one."""
        written = (tag or "").strip().replace("_", "-")
        if _LANGUAGE.fullmatch(written):
            self.put("lang", written, where)

    def items(self) -> Iterator[Item]:
        """Give the record, after what is to be remarked on."""
        via = passed(self.link, self.ident)
        yield from self._addresses(via)
        yield from self._date()
        if via and via.via:
            self._listing(via.via)
        self._texts()
        yield self._record()

    def _addresses(self, via: Passed | None) -> Iterator[Remark]:
        origin = "" if address_fault(self.origin) else self.origin
        if via:
            self._unfold(via, origin)
        elif origin:
            others = [(self.link_where, self.link)] if self.link not in {"", origin} else []
            self.put("url", origin, "origLink", *others)
        elif self.link and address_fault(self.link):
            if self.link_where == "link":
                fault = address_fault(self.link)
                said = f"“{_short(self.link)}” is not an address to link to: {fault}"
                fix = "Add `url:` to the article where it is known."
                yield Remark(self.line, "address-not-read", said, fix)
        elif self.link:
            self._found_at(self.link, self.link_where)

    def _unfold(self, via: Passed, origin: str) -> None:
        urls = (origin, *via.urls) if origin else via.urls
        if via.via:
            self.put("via", via.via, self.link_where)
            self.put("via_url", self.link, self.link_where)
        if urls:
            others = [("another address in the link", url) for url in urls[1:]]
            self.put("url", urls[0], f"{self.link_where}, unfolded", *others)
        self.is_hiding = not urls

    def _found_at(self, url: str, where: str) -> None:
        parts = unfolded(url)
        if parts.archived and not address_fault(parts.url):
            self.put("archived_url", url, where)
            self.put("url", parts.url, f"{where}, in the address of the copy")
        else:
            self.put("url", url, where)

    def _date(self) -> Iterator[Remark]:
        days = sorted(self.days, key=lambda day: not day.is_published)
        read = [(day, date) for day in days if (date := dates.read(day.text))]
        if read:
            self._dated(read)
        elif days:
            said = f"“{_short(days[0].text)}” ({days[0].where}) is no date that can be read"
            fix = "Add `date:` to the article where the day is known."
            yield Remark(self.line, "date-not-read", said, fix)

    def _dated(self, read: list[tuple[Day, PartialDate]]) -> None:
        (first, date), *rest = read
        others = dict.fromkeys(
            (day.where, str(other))
            for day, other in rest
            if other != date and day.is_published == first.is_published
        )
        self.put("date", date, first.where, *others)
        if not first.is_published:
            self.inferred.add("date")

    def _listing(self, via: str) -> None:
        """Take what an aggregator lists for a listing: its text is no article's."""
        if "date" in self.fields:
            self.put("via_date", self.fields["date"], self.found["date"].where)
        self.fields.pop("lang", None)
        self.found.pop("lang", None)
        if via == "Google News":
            # What it calls a description is a list of links to other outlets.
            self.body = self.summary = ""
            self.title = _without(self.title, self.outlet)
            if not address_fault(self.outlet_url):
                self.put("outlet_url", self.outlet_url, f"{self.outlet_where} url")
        elif self.body:
            self.summary, self.summary_where = _spoken(self.body), self.body_where
            self.body = ""

    def _texts(self) -> None:
        self.put("outlet", self.outlet, self.outlet_where)
        self.put("title", self.title, "title")
        if self.body:
            self.put("body", self.body, self.body_where)
        else:
            self.put("snippet", self.summary, self.summary_where)
        opening = (
            "" if self.title else first_sentence(self.body or literal.paragraphs(self.summary))
        )
        if opening:
            self.put("title", opening, "first sentence")
            self.inferred.add("title")

    def _record(self) -> Item:
        if "title" not in self.fields:
            said, fix = "the item holds neither a headline nor a text", "Import the page itself."
            return Remark(self.line, "nothing-said", said, fix, refuses=True)
        fields = {"body": "", **self.fields}
        return RawRecord(
            kind=Kind.ARTICLE if self.body else Kind.SNIPPET,
            inferred=frozenset(self.inferred & self.fields.keys()),
            original=self.original,
            line=self.line,
            found=dict(self.found),
            **fields,
        )


def _without(title: str, outlet: str) -> str:
    """Take the outlet off the end of a headline, where it is the very same words."""
    return title.removesuffix(f" - {outlet}") or title if outlet else title


def _spoken(markdown: str) -> str:
    from clipbook import markup  # noqa: PLC0415 - few items come so

    return one_line(markup.plain(markup.render(markdown)))


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]} …"
