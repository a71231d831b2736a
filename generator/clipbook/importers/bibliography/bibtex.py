"""BibTeX and BibLaTeX, with LaTeX read as the text that it sets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clipbook.importers import dates
from clipbook.importers.bibliography import clipped, latex
from clipbook.importers.bibliography.authors import names_in, parted
from clipbook.importers.bibliography.blocks import Block, blocks
from clipbook.importers.bibliography.entries import Entry, head
from clipbook.importers.importer import Importer
from clipbook.importers.record import Item, Remark
from clipbook.importers.said import Said
from clipbook.importers.source import Source
from clipbook.model.dates import PartialDate

if TYPE_CHECKING:
    from bibtexparser.bparser import BibTexParser

ARTICLES = {"article", "online", "electronic", "www", "newspaper", "magazine"}
"""Types that are articles."""
OTHERS = {"misc", "review", "suppperiodical", "letter"}
"""Types that may be, where they name a publication or have an address."""

_OUTLETS = ("journaltitle", "journal", "newspaper", "magazine", "organization", "publisher")
_DEEPEST = 20
_MOST_JOINED = 1000
_LONGEST_STRING = 10_000
_ACCEPTED = re.compile(
    r"^[ \t]*@(?:string|(?:article|book|online|misc|electronic|www|in\w+|\w*thesis|techreport|"
    r"report|proceedings|unpublished|manual|dataset|newspaper)\s*[{(]\s*[^\s,={}()]+\s*,)",
    re.IGNORECASE | re.MULTILINE,
)
_ANY = re.compile(r"^[ \t]*@[a-z]+\s*[{(]", re.IGNORECASE | re.MULTILINE)
_MONTH_AND_DAY = re.compile(r"([A-Za-z]+|[0-9]+)\.?(?:[ ~,]+([0-9]{1,2}))?\.?")
_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})\.?[ ~]+([A-Za-z]+)\.?")


@dataclass(slots=True)
class _Reader:
    """Reads blocks one after the other, with the words that `@string` stands for."""

    parser: BibTexParser
    strings: dict[str, str] = field(default_factory=dict)

    def fields(self, block: Block, text: str) -> dict[str, str] | str:
        """Give the fields of an entry, or what is wrong with it; nothing of other blocks."""
        from bibtexparser.bibdatabase import UndefinedString  # noqa: PLC0415
        from pyparsing import ParseException  # noqa: PLC0415

        if not 0 < latex.depth(text) <= _DEEPEST and block.opened == "{":
            return f"its braces do not come out even, or go deeper than {_DEEPEST}"
        if text.count("#") > _MOST_JOINED:
            return "it joins too many pieces with “#”"
        base = self.parser.bib_database
        base.entries.clear()
        try:
            self.parser.parse(text)
        except UndefinedString as error:
            return f"it names “{error.args[0]}”, which no @string before it says"
        except (ParseException, RecursionError, IndexError):
            return "it is not written as BibTeX"
        base.comments.clear()
        for name in [name for name, said in base.strings.items() if len(said) > _LONGEST_STRING]:
            del base.strings[name]
        if block.is_entry and not base.entries:
            return "it is not written as BibTeX"
        return dict(base.entries[0]) if block.is_entry else {}


def _items(source: Source) -> Iterator[Item]:
    from bibtexparser.bparser import BibTexParser  # noqa: PLC0415 - only BibTeX needs it

    parser = BibTexParser(ignore_nonstandard_types=False)
    parser.expect_multiple_parse = True
    reader = _Reader(parser)
    for block in blocks(source):
        if isinstance(block, Remark):
            yield block
        else:
            yield from _item(reader, block)


def _item(reader: _Reader, block: Block) -> Iterator[Item]:
    text = block.text()
    if isinstance(text, Remark):
        yield text
        return
    fields = reader.fields(block, text[0])
    if isinstance(fields, str):
        yield block.refused("not-bibtex", fields, "Mend it, or export it again.")
    elif block.is_entry:
        refused = _refusal(block, fields)
        said = Said(block.line)
        if refused:
            yield refused
            return
        abstract = _read(said, fields)
        kind = clipped.kind_of(_plain(fields, "type") or _plain(fields, "howpublished"))
        yield from clipped.items(block, text[1], said, said.record(kind, abstract), ".bib")


def _refusal(entry: Entry, fields: dict[str, str]) -> Remark | None:
    kind = fields["ENTRYTYPE"]
    places = any(fields.get(name) for name in (*_OUTLETS[:4], "url", "howpublished"))
    if kind in ARTICLES or (kind in OTHERS and places):
        return None
    said = f"an entry of type “{kind}” is no article"
    return entry.refused("not-an-article", said, "Make it @article or @online where it is one.")


def _read(said: Said, fields: dict[str, str]) -> str:
    """Take the fields; gives the text."""
    title, subtitle = _plain(fields, "title"), _plain(fields, "subtitle")
    said.words("title", ": ".join(filter(None, (title, subtitle))), "title")
    for name in _OUTLETS:
        if "outlet" not in said.fields:
            said.words("outlet", _plain(fields, name), name)
    said.list("authors", names_in(fields.get("author", "")), "author")
    _date(said, fields)
    for name in ("langid", "language"):
        if "lang" not in said.fields:
            said.language(_plain(fields, name), name)
    said.list("tags", _keywords(fields.get("keywords", "")), "keywords")
    said.words("snippet", _plain(fields, "abstract"), "abstract")
    _addresses(said, fields)
    clipped.conclusions(said, [_plain(fields, "note")])
    return ""


def _plain(fields: dict[str, str], name: str) -> str:
    return latex.text_of(fields.get(name, ""))


def _date(said: Said, fields: dict[str, str]) -> None:
    whole = _plain(fields, "date").strip()
    year, month, day = (_plain(fields, name).strip() for name in ("year", "month", "day"))
    if whole:
        said.date(dates.read(whole), whole, "date")
    parts = _parts(year, month, day)
    known = said.fields.get("date")
    if year and (known is None or str(parts) != str(known)[: len(str(parts))]):
        said.date(parts, f"{day} {month} {year}", "year and month")


def _parts(year: str, month: str, day: str) -> PartialDate | None:
    """Read `year = 2026` with `month = may`, `month = 5`, `month = may # "~6"` or none."""
    first, last = _MONTH_AND_DAY.fullmatch(month), _DAY_AND_MONTH.fullmatch(month)
    word, said_day = (last[2], last[1]) if last else (first[1], first[2]) if first else (month, "")
    return dates.of(year, word, day or said_day)


def _keywords(text: str) -> list[str]:
    """Part keywords at commas, or else at semicolons, that stand in no braces."""
    parts = parted(text, ",")
    if len(parts) == 1:
        parts = parted(text, ";")
    return [latex.text_of(part) for part in parts]


def _addresses(said: Said, fields: dict[str, str]) -> None:
    for name in ("url", "howpublished"):
        inner = re.sub(r"\\url\s*\{([^{}]*)\}", r"\1", fields.get(name, ""))
        url = re.sub(r"\\([%_#&~$])", r"\1", inner).strip()
        if name == "url" or url.startswith("http"):
            page = clipped.page_of(url, fields["ID"])
            said.address("archived_url" if page else "url", url, name)
    note = _plain(fields, "note")
    said.address("archived_url", clipped.page_in(note, fields["ID"]), "note")


def _accepts(source: Source) -> bool:
    text = head(source)
    return bool(_ACCEPTED.search(text)) or (source.suffix == ".bib" and bool(_ANY.search(text)))


IMPORTER = Importer("bibtex", ".bib", _accepts, _items, frozenset({".bib"}))
