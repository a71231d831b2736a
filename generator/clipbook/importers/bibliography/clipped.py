"""What all bibliographies share: what of them is ours, and which entries read like articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import get_args

from clipbook.importers.bibliography.entries import Entry
from clipbook.importers.record import Item, Original, RawRecord, Remark
from clipbook.importers.said import Said
from clipbook.model.article import Inferable, Kind

_OURS = re.compile(r"https?://[^\s]*/articles/(?:(?:[0-9]{4}|undated)/)?([^/\s]+?)(?:\.html|/)?")
_CONCLUDED = re.compile(r"(?:^|[.;] |\s)Inferred: ([a-z, ]+)\.?$")
_KINDS = {kind.value.replace("-", " "): kind for kind in Kind}


def page_of(address: str, ident: str) -> str | None:
    """Give an address where it is that of an article's page in an archive made with Clipbook."""
    found = _OURS.fullmatch(address.strip())
    return address.strip() if found and ident and found[1] == ident else None


def page_in(note: str, ident: str) -> str | None:
    """Give the address of an article's page that a note ends in: `Some Archive, https://…`."""
    return page_of(_CONCLUDED.sub("", note).rstrip(". ").rpartition(", ")[2], ident)


def conclusions(said: Said, notes: Iterable[str]) -> None:
    """Read `Inferred: date, outlet`, by which this archive marks what was concluded."""
    for note in notes:
        found = _CONCLUDED.search(" ".join(note.split()))
        names = set(found[1].split(", ")) if found else set()
        if names <= set(get_args(Inferable)):
            said.inferred |= names


def kind_of(genre: str | None) -> Kind:
    """Give the kind that a genre names, in the words in which this archive says it."""
    return _KINDS.get((genre or "").strip().casefold(), Kind.ARTICLE)


def items(
    entry: Entry, encoding: str | None, said: Said, made: RawRecord | Remark, suffix: str
) -> Iterator[Item]:
    """Give what comes of one entry: its record with all remarks, or why there is none."""
    if isinstance(made, Remark):
        yield entry.refused(made.code, made.message, made.fix)
        return
    if encoding:
        told = f"entry {entry.number} is not UTF-8; it was read as {encoding}"
        fix = "Look at the accents and quotes on the page; save the file as UTF-8 if wrong."
        said.remark("guessed-encoding", told, fix)
    yield from said.remarks
    yield replace(
        made, encoding=encoding, original=Original(entry.data, suffix), is_abstract=bool(made.body)
    )
