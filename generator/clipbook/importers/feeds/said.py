"""What one item says, gathered field by field, and made a record once all is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from clipbook.importers import dates, literal
from clipbook.importers.clippings.opening import first_sentence
from clipbook.importers.feeds.passed_on import Passed, passed
from clipbook.importers.record import Item, Original, RawRecord, Remark
from clipbook.importers.said import Said as Gathered
from clipbook.importers.said import one_line
from clipbook.model.article import Kind
from clipbook.model.fields import address_fault

_MOST_NAMES = 100
_LONGEST_NAME = 300


class Day(NamedTuple):
    """The words of a date, the place they stand in, and whether they are of the publication."""

    text: str
    where: str
    is_published: bool


@dataclass(slots=True)
class Said(Gathered):
    """One item, as its feed tells it."""

    original: Original | None = None
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

    def names(self, name: str, texts: Iterable[str], where: str) -> None:
        """Set a field of several lines, each of them once."""
        lines = dict.fromkeys(one_line(text) for text in texts)
        known = [line for line in lines if line and len(line) <= _LONGEST_NAME]
        self.put(name, tuple(known[:_MOST_NAMES]), where)

    def again(self, *names: str) -> None:
        """Forget what was set: something that is said elsewhere counts."""
        for name in names:
            self.fields.pop(name, None)
            self.found.pop(name, None)

    def items(self) -> Iterator[Item]:
        """Give the record, after what is to be remarked on."""
        via = passed(self.link, self.ident)
        self._addresses(via)
        self._date()
        if via and via.via:
            self._listing(via.via)
        self._texts()
        yield from self.remarks
        yield self._record()

    def _addresses(self, via: Passed | None) -> None:
        origin = "" if address_fault(self.origin) else self.origin
        if via:
            self._unfold(via, origin)
        elif origin:
            self.put("url", origin, "origLink")
            if not address_fault(self.link):
                self.put("url", self.link, self.link_where)
        elif self.link_where != "guid" or not address_fault(self.link):
            # Many ids are no addresses, and need not be.
            self.address("url", self.link, self.link_where)

    def _unfold(self, via: Passed, origin: str) -> None:
        urls = (origin, *via.urls) if origin else via.urls
        if via.via:
            self.put("via", via.via, self.link_where)
            self.put("via_url", self.link, self.link_where)
        if urls:
            self.put("url", urls[0], f"{self.link_where}, unfolded")
            for url in urls[1:]:
                self.put("url", url, "another address in the link")
        self.is_hiding = not urls

    def _date(self) -> None:
        """Take the day of publication; else, as concluded, that of a change."""
        days = dict.fromkeys(sorted(self.days, key=lambda day: not day.is_published))
        read = [(day, date) for day in days if (date := dates.read(day.text))]
        for day, date in read:
            if day.is_published == read[0][0].is_published:
                self.date(date, day.text, day.where)
        if read and not read[0][0].is_published:
            self.inferred.add("date")
        for day in list(days)[:1] if not read else []:
            self.date(None, day.text, day.where)

    def _listing(self, via: str) -> None:
        """Take what an aggregator lists for a listing: its text is no article's."""
        if "date" in self.fields:
            self.put("via_date", self.fields["date"], self.found["date"].where)
        self.again("lang")
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
