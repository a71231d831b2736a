"""RIS, as reference managers and databases write it.

Source: the RIS format specification of Research Information Systems (2011).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clipbook.importers import dates, literal
from clipbook.importers.bibliography import clipped
from clipbook.importers.bibliography.entries import Entry, head, lines
from clipbook.importers.bibliography.names import turned
from clipbook.importers.importer import Importer
from clipbook.importers.record import Item, Remark
from clipbook.importers.said import Said
from clipbook.importers.source import Source

ARTICLES = {"NEWS", "MGZN", "JOUR", "EJOUR", "INPR", "BLOG", "ELEC", "ICOMM"}
"""Types that are articles."""
OTHERS = {"GEN", "ADVS", "ABST", "PRESS"}
"""Types that may be, where they name a publication or have an address."""

_BEGIN = re.compile(rb"TY {1,2}-")
_END = re.compile(rb"ER {1,2}-")
_TAG = re.compile(r"^([A-Z][A-Z0-9]) {1,2}-(?: |$)", re.MULTILINE)
_ACCEPTED = re.compile(r"^TY {1,2}- ?[A-Z]+\s*$", re.MULTILINE)

_OUTLETS = (
    *(("secondary_title", "T2"), ("alternate_title3", "JF"), ("journal_name", "JO")),
    *(("alternate_title2", "JA"), ("alternate_title1", "J2"), ("publisher", "PB")),
)


def _items(source: Source) -> Iterator[Item]:
    for entry in _entries(source):
        if isinstance(entry, Remark):
            yield entry
        else:
            yield from _item(entry)


def _entries(source: Source) -> Iterator[Entry | Remark]:
    """Cut the lines at `TY` and `ER`; what is never closed may not be whole, and is refused."""
    entry, count = None, 0
    for number, line in lines(source):
        if _BEGIN.match(line):
            if entry:
                yield _unfinished(entry)
            count += 1
            entry = Entry(number, count)
        if entry:
            entry.add(line)
            if _END.match(line):
                yield entry
                entry = None
    if entry:
        yield _unfinished(entry)


def _unfinished(entry: Entry) -> Remark:
    fix = "Export it again, or end it with a line `ER  - `."
    return entry.refused("unfinished-entry", "it has no line `ER`, so it may not be whole", fix)


def _item(entry: Entry) -> Iterator[Item]:
    text = entry.text()
    if isinstance(text, Remark):
        yield text
        return
    fields = _fields(text[0])
    refused = _refusal(entry, fields)
    if refused:
        yield refused
        return
    said = Said(entry.line)
    _read(said, fields)
    abstract = _abstract(said, fields, ours=_addresses(said, fields))
    kind = clipped.kind_of(fields.get("type_of_work"))
    yield from clipped.items(entry, text[1], said, said.record(kind, abstract), ".ris")


def _fields(text: str) -> dict[str, Any]:
    import rispy  # noqa: PLC0415 - only who imports RIS pays for loading it

    # Addresses hold semicolons, at which they would be parted.
    found = rispy.loads(_TAG.sub(r"\1  - ", text), delimiter_tags_mapping={})
    return dict(found[0]) if found else {}


def _refusal(entry: Entry, fields: dict[str, Any]) -> Remark | None:
    kind = str(fields.get("type_of_reference", "")).upper()
    places = any(fields.get(name) for name, _ in _OUTLETS) or fields.get("urls")
    if kind in ARTICLES or (kind in OTHERS and places):
        return None
    said = f"a reference of type “{kind}” is no article"
    return entry.refused("not-an-article", said, "Make it NEWS or MGZN where it is one.")


def _read(said: Said, fields: dict[str, Any]) -> None:
    for name, tag in (("title", "TI"), ("primary_title", "T1")):
        said.words("title", fields.get(name), tag)
    for name, tag in _OUTLETS:
        # Of several, the first names the publication; the others shorten it.
        if "outlet" not in said.fields:
            said.words("outlet", fields.get(name), tag)
    names = [*fields.get("authors", []), *fields.get("first_authors", [])]
    said.list("authors", map(turned, names), "AU")
    for name, tag in (("date", "DA"), ("year", "PY"), ("publication_year", "Y1")):
        _date(said, fields.get(name), tag)
    said.language(fields.get("language"), "LA")
    said.list("tags", fields.get("keywords", []), "KW")
    clipped.conclusions(said, fields.get("notes", []))


def _date(said: Said, text: str | None, tag: str) -> None:
    if not text or not text.strip("/ "):
        return
    date, known = dates.read(text), said.fields.get("date")
    # The year says less of the same day, and does not disagree.
    if known is None or date is None or str(date) != str(known)[: len(str(date))]:
        said.date(date, text, tag)


def _addresses(said: Said, fields: dict[str, Any]) -> bool:
    """Take the addresses; say whether the entry is one of an archive made with Clipbook."""
    ident = str(fields.get("accession_number", ""))
    ours = False
    for url in fields.get("urls", []):
        page = clipped.page_of(url, ident)
        said.address("archived_url" if page else "url", url, "UR")
        ours |= page is not None
    for note in fields.get("notes", []):
        page = clipped.page_in(note, ident)
        said.address("archived_url", page, "N1")
        ours |= page is not None
    return ours


def _abstract(said: Said, fields: dict[str, Any], *, ours: bool) -> str:
    """Give an archive's own summary as a text; what others pass on of an article is a snippet."""
    for name, tag in (("abstract", "AB"), ("notes_abstract", "N2")):
        if ours:
            return literal.paragraphs(fields.get(name, ""))
        said.words("snippet", fields.get(name), tag)
    return ""


def _accepts(source: Source) -> bool:
    return bool(_ACCEPTED.search(head(source)))


IMPORTER = Importer("ris", ".ris", _accepts, _items, frozenset({".ris"}))
