"""CSL-JSON, as reference managers write it.

Source: https://github.com/citation-style-language/schema, `csl-data.json` (1.0.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from clipbook.importers import dates, json_items, literal
from clipbook.importers.bibliography import clipped, csl_types
from clipbook.importers.bibliography.csl_markup import plain
from clipbook.importers.bibliography.names import joined
from clipbook.importers.importer import Importer
from clipbook.importers.json_items import JsonItem
from clipbook.importers.record import Item, Original, Remark
from clipbook.importers.said import Said
from clipbook.importers.source import Source
from clipbook.model.dates import PartialDate
from clipbook.model.fields import address_fault

_DISTINCT = {"issued", "container-title", "citation-key", "title-short", "archive_location"}

Text = str | int | float | None


class _Part(BaseModel):
    """Something of an item; what is not read is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Name(_Part):
    """A person's name in parts, or any name as it is."""

    literal: str | None = None
    family: str | None = None
    given: str | None = None
    suffix: str | None = None
    particle: str | None = Field(None, alias="non-dropping-particle")
    dropping: str | None = Field(None, alias="dropping-particle")

    @property
    def written(self) -> str:
        """The name as bylines have it."""
        if self.literal or not self.family:
            return self.literal or self.given or ""
        family = " ".join(filter(None, (self.dropping, self.particle, self.family)))
        return joined(self.given or "", family, *filter(None, [self.suffix]))


class Issued(_Part):
    """When it was published."""

    parts: list[list[int | str | None]] | None = Field(None, alias="date-parts")
    raw: str | None = None
    literal: str | None = None
    circa: str | int | bool | None = None
    season: str | int | None = None

    @property
    def words(self) -> str:
        """It, as a person would name it, with what makes it no date."""
        spans = ["-".join(map(str, part)) for part in self.parts or []]
        said = self.raw or self.literal or " to ".join(spans)
        if self.circa and said:
            return f"circa {said}"
        return f"season {self.season} of {said}" if self.season and said else said

    @property
    def date(self) -> PartialDate | None:
        """The date, where it is one and no span of time, and nobody's guess."""
        if self.circa or self.season or not self.parts:
            said = None if self.circa or self.season else self.raw or self.literal
            return dates.read(said) if said else None
        first, *others = self.parts
        is_one = not others and 1 <= len(first) <= len(("year", "month", "day"))
        return dates.of(*first) if is_one else None


class CslItem(_Part):
    """What is read of an item."""

    id: Text = None
    type: str
    title: str | None = None
    container: str | None = Field(None, alias="container-title")
    publisher: str | None = None
    author: list[Name] = []
    issued: Issued | None = None
    url: str | None = Field(None, alias="URL")
    language: str | None = None
    keyword: str | list[str] | None = None
    abstract: str | None = None
    note: str | None = None
    archive: str | None = None
    location: str | None = Field(None, alias="archive_location")
    source: str | None = None
    genre: str | None = None


def _items(source: Source) -> Iterator[Item]:
    for found in json_items.items(source):
        data = found.read()
        yield from [data] if isinstance(data, Remark) else _item(found, data)


def _item(found: JsonItem, data: dict[str, object]) -> Iterator[Item]:
    try:
        item = CslItem.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        said = f"“{name}” is not as CSL has it: {first['msg'].lower()}"
        yield found.refused("not-csl", said, "Export it again.")
        return
    if not _is_article(item):
        said = f"an item of type “{item.type[:40]}” is no article"
        fix = "Make it `article-newspaper` or `webpage` where it is one."
        yield found.refused("not-an-article", said, fix)
        return
    said_of = Said(found.line)
    body = _read(said_of, item)
    made = said_of.record(clipped.kind_of(item.genre), body)
    if isinstance(made, Remark):
        yield found.refused(made.code, made.message, made.fix)
        return
    yield from said_of.remarks
    yield replace(made, original=Original(found.data, ".json"), is_abstract=bool(body))


def _is_article(item: CslItem) -> bool:
    return csl_types.is_article(item.type, has_place=bool(item.container or item.url))


def _read(said: Said, item: CslItem) -> str:
    """Take the fields; gives the text."""
    ours = _addresses(said, item)
    # This archive writes signs as they are, and what looks like markup is part of a name.
    line = str if ours else plain
    said.words("title", line(item.title or ""), "title")
    for name, value in (("container-title", item.container), ("publisher", item.publisher)):
        if "outlet" not in said.fields:
            said.words("outlet", line(value or ""), name)
    said.list("authors", (line(name.written) for name in item.author), "author")
    if item.issued:
        said.date(item.issued.date, item.issued.words, "issued")
    said.language(item.language, "language")
    tags = item.keyword if isinstance(item.keyword, list) else _keywords(item.keyword or "")
    said.list("tags", map(line, tags), "keyword")
    if said.fields.get("outlet") != item.source:
        said.words("via", line(item.source or ""), "source")
    clipped.conclusions(said, [item.note or ""])
    if ours:
        # There, each paragraph is a line.
        return literal.paragraphs((item.abstract or "").replace("\n", "\n\n"))
    said.words("snippet", line(item.abstract or ""), "abstract")
    return ""


def _keywords(text: str) -> list[str]:
    return re.split(r"[,;]" if ";" not in text else ";", text)


def _addresses(said: Said, item: CslItem) -> bool:
    """Take the addresses; say whether the item is one of an archive made with Clipbook."""
    page = clipped.page_of(item.location or "", str(item.id or ""))
    said.address("archived_url" if page and item.url == page else "url", item.url, "URL")
    for name, value in (("archive_location", item.location), ("archive", item.archive)):
        # Both may be words: a library, a shelf.
        if value and not address_fault(value.strip()):
            said.address("archived_url", value, name)
    return page is not None


def _accepts(source: Source) -> bool:
    keys = json_items.first(source.head)
    is_type = (keys.get("type") or "") in csl_types.ARTICLES | csl_types.OTHERS | _OTHER_TYPES
    distinct = any(name in keys for name in _DISTINCT)
    return is_type and ("title" in keys or distinct) and ("id" in keys or distinct)


_OTHER_TYPES = {
    *("bill", "book", "broadcast", "chapter", "classic", "collection", "dataset", "entry", "event"),
    *("entry-dictionary", "entry-encyclopedia", "figure", "graphic", "hearing", "legal_case"),
    *("legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet"),
    *("paper-conference", "patent", "performance", "periodical", "personal_communication"),
    *("regulation", "report", "software", "song", "speech", "standard", "thesis", "treaty"),
}
"""Types that are known, and refused: nobody is told that they are something else."""

IMPORTER = Importer("csl", ".json", _accepts, _items, frozenset({".json", ".csljson"}))
