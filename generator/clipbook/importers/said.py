"""What one record of an input says, gathered field by field, each with the place it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from clipbook.importers.record import Found, RawRecord, Remark
from clipbook.model.article import Kind
from clipbook.model.dates import PartialDate
from clipbook.model.fields import address_fault
from clipbook.model.normal_form import unfolded
from clipbook.model.unicode_form import nfc

MOST = 100_000
"""Characters that the fields of one record may hold beside its text: no article has more."""

_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\ufeff\ufffe\uffff]")


def sound(text: str) -> str:
    """Give a text in NFC, without halves of letters and what no text holds; lines stay."""
    whole = text.encode("utf-8", "replace").decode()
    return nfc(_UNSEEN.sub("", whole))


def one_line(text: str) -> str:
    """Give a text as one line, with single spaces and nothing that prints nothing."""
    return " ".join(sound(text).split())


@dataclass(slots=True)
class Said:
    """The fields of one record; what is said first stays, and what disagrees is kept beside it."""

    line: int = 0
    fields: dict[str, Any] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    inferred: set[str] = field(default_factory=set)
    """Fields that were concluded; those that are not recorded do not count."""

    def put(self, name: str, value: object, where: str) -> None:
        """Take a value of any kind; nothing stays nothing."""
        if value is None or value in ("", ()):
            return
        known = self.fields.setdefault(name, value)
        if name not in self.found:
            self.found[name] = Found(where)
        elif known != value:
            was = self.found[name]
            shown = ", ".join(value) if type(value) is tuple else str(value)
            self.found[name] = replace(was, others=(*was.others, (where, shown)))

    def words(self, name: str, text: object, where: str) -> None:
        """Take one line of text, or a number."""
        if isinstance(text, str | int) and not isinstance(text, bool):
            self.put(name, one_line(str(text)), where)

    def list(self, name: str, texts: Iterable[str], where: str) -> None:
        """Take lines of text, each of them once."""
        self.put(name, tuple(dict.fromkeys(filter(None, map(one_line, texts)))), where)

    def date(self, date: PartialDate | None, text: object, where: str) -> None:
        """Take a date, as read from a text; one that was not read is remarked on."""
        self.put("date", date, where)
        if date is None and text:
            said = f"“{_short(str(text))}” ({where}) is no date that can be read"
            self.remark("date-not-read", said, "Add `date:` to the article where it is known.")

    def address(self, name: str, text: object, where: str) -> None:
        """Take an address; that of a copy in the Internet Archive is taken apart."""
        if not isinstance(text, str) or not text.strip():
            return
        fault = address_fault(text.strip())
        if fault:
            said = f"“{_short(text)}” ({where}) is not an address to link to: {fault}"
            self.remark("address-not-read", said, "Add it to the article where it is known.")
            return
        parts = unfolded(text.strip())
        if name == "url" and parts.archived and not address_fault(parts.url):
            self.put("archived_url", parts.archived, where)
            self.put("url", parts.url, f"{where}, in the address of the copy")
        else:
            self.put(name, text.strip(), where)

    def language(self, text: object, where: str) -> None:
        """Take the tag or the name of a language."""
        from clipbook.importers.languages import tag_of  # noqa: PLC0415 - few records name one

        if not isinstance(text, str) or not text.strip():
            return
        tag = tag_of(one_line(text))
        self.put("lang", tag, where)
        if tag is None:
            said = f"“{_short(text)}” ({where}) is no language that is known here"
            self.remark("language-not-read", said, "Add `lang:` with a tag such as `pt-BR`.")

    def remark(self, code: str, message: str, fix: str) -> None:
        """Note something that a curator should know."""
        self.remarks.append(Remark(self.line, code, message, fix))

    def record(self, kind: Kind, body: str) -> RawRecord | Remark:
        """Make the record, or say why it is none: it needs a title."""
        if "title" not in self.fields:
            said = "it has no title"
            fix = "Give it one and import it again."
            return Remark(self.line, "no-title", said, fix, refuses=True)
        if sum(len(str(value)) for value in self.fields.values()) > MOST:
            said = f"its fields hold more than {MOST:,} characters"
            fix = "Look at what they hold: this is no article."
            return Remark(self.line, "too-large", said, fix, refuses=True)
        inferred = frozenset(self.inferred & self.fields.keys())
        about: dict[str, Any] = {"line": self.line, "found": dict(self.found), "inferred": inferred}
        return RawRecord(kind=kind, body=body, **about, **self.fields)


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 60 else f"{line[:60]} …"  # noqa: PLR2004 - fits a terminal's line
