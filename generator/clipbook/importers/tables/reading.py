"""A row read as an article, field by field."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import Any, get_args

from clipbook.importers import literal
from clipbook.importers.record import Found, Original, RawRecord, Remark
from clipbook.importers.said import Said, one_line, sound
from clipbook.importers.tables import cited, dates, lists, text
from clipbook.importers.tables.cells import Cell
from clipbook.importers.tables.plan import Plan
from clipbook.importers.tables.row import Row
from clipbook.importers.tables.values import cells_of
from clipbook.model.article import FIRST_YEAR, LAST_YEAR, Inferable, Kind
from clipbook.model.dates import PartialDate
from clipbook.model.rights import Rights
from clipbook.model.slugs import is_slug, name_slug

_MAPPING = "the mapping"
_ADDRESSES = {"url", "archived_url", "syndicated_from", "via_url"}
_LISTS = {"authors", "tags", "takeaways", "inferred"}
_TEXTS = {"body", "abstract"}


def record_of(row: Row, plan: Plan) -> tuple[RawRecord | Remark, list[Remark]]:
    """Read a row: the record, or why it is none; and what of it could not be read."""
    written = json.dumps(row.cells, ensure_ascii=False, default=str)
    if text.is_broken(written):
        said = f"{row.place} has bytes that are no letters"
        return Remark(row.line, "invalid-utf8", said, "Save it as UTF-8.", refuses=True), []
    reader = _Reader(row, plan, Said(row.line))
    reader.read()
    found = reader.said.record(reader.kind, reader.body)
    if isinstance(found, Remark):
        return replace(found, message=f"{row.place}: {found.message}"), []
    original = Original(f"{written}\n".encode("utf-8", "backslashreplace"), ".json")
    return replace(found, original=original), reader.said.remarks


@dataclass(slots=True)
class _Reader:
    row: Row
    plan: Plan
    said: Said
    kind: Kind = Kind.ARTICLE
    body: str = ""

    def read(self) -> None:
        """Take every column that holds a field, then what holds for all rows."""
        for column, name in self.plan.columns_of(self.row.cells):
            self._take(name, self.row.cells[column], f"column {column}, {self.row.place}")
        for name, value in self.plan.mapping.constants.items():
            if name not in self.said.found:
                self._take(name, value, _MAPPING)
        self._conclude()
        if "via" not in self.said.fields and self.said.fields.pop("via_url", None):
            said = "the address of an aggregator's item stands without the aggregator's name"
            self.said.remark("via-not-read", f"{self.row.place}: {said}", "Map a column to `via`.")

    def _conclude(self) -> None:
        for name, when in self.plan.mapping.inferred.items():
            cells = cells_of(self.row.cells.get(when.column))
            if any(cell.text == when.when for cell in cells):
                self.said.inferred.add(name)

    def _take(self, name: str, value: Any, where: str) -> None:  # noqa: ANN401 - any cell
        if name in _TEXTS:
            self._text(name, value, where)
        elif name == "sources":
            self._sources(value, where)
        else:
            cells = [cell for cell in cells_of(value) if self._is_certain(cell, where)]
            words = self.plan.mapping.values.get(name, {})
            texts = [words.get(cell.text, cell.text) for cell in cells]
            if name in _LISTS:
                self._list(name, texts, where)
            elif texts:
                self._one(name, texts[0], cells[0].link, where)

    def _is_certain(self, cell: Cell, where: str) -> bool:
        if cell.is_formula:
            said = f"{where} holds a formula; what it gives is not in the file"
            self.said.remark("formula-not-read", said, "Save the values, and import again.")
        return bool(cell.text)

    def _one(self, name: str, said: str, link: str | None, where: str) -> None:
        if name in _ADDRESSES:
            self.said.address(name, link or said, where)
        elif name in _ODD:
            _ODD[name](self, said, where)
        else:
            self.said.words(name, said, where)
        if name == "title" and link and "url" not in self.said.fields:
            self.said.address("url", link, where)

    def _list(self, name: str, texts: list[str], where: str) -> None:
        mapping, parts = self.plan.mapping, list[str]()
        for said in texts:
            if name == "authors":
                turned = mapping.names == "last-first"
                parts += lists.names(said, mapping.separator, turned=turned)
            else:
                parting = lists.tags if name == "tags" else lists.split
                parts += parting(said, mapping.separator)
        if name == "inferred":
            self.said.inferred |= {part for part in parts if part in get_args(Inferable)}
            return
        if name == "tags":
            parts = [*self.said.fields.pop("tags", ()), *parts]
        self.said.list(name, parts, where)

    def _sources(self, value: Any, where: str) -> None:  # noqa: ANN401
        found, wrong = cited.sources(value)
        known = self.said.fields.pop("sources", ())
        there = {source.url for source in known}
        self.said.put("sources", (*known, *(one for one in found if one.url not in there)), where)
        if wrong:
            said = f"“{wrong[0][:60]}” ({where}) is not an address to link to"
            self.said.remark("source-not-read", said, "Add it under `sources:` where it is one.")

    def _text(self, name: str, value: Any, where: str) -> None:  # noqa: ANN401
        if not isinstance(value, str) or not value.strip() or self.body:
            return
        whole = sound(value.replace("\r\n", "\n").replace("\r", "\n")).strip()
        # Where no blank line parts them, each line is a paragraph.
        self.body = literal.paragraphs(whole if "\n\n" in whole else whole.replace("\n", "\n\n"))
        self.said.found["body"] = Found(where)
        if name == "abstract":
            self.said.fields["is_abstract"] = True

    def _date(self, said: str, where: str) -> None:
        found = self._day(said, where)
        known = self.said.fields.get("date")
        if found is None or not known or not str(known).startswith(str(found)):
            self.said.put("date", found, where)

    def _via_date(self, said: str, where: str) -> None:
        self.said.put("via_date", self._day(said, where), where)

    def _day(self, said: str, where: str) -> PartialDate | None:
        try:
            found = dates.read(said, self.plan.mapping.dates)
        except dates.AmbiguousDateError:
            text = f"“{one_line(said)}” ({where}) can be two days; no date is recorded"
            fix = 'Say which comes first in a mapping, as in `dates: "%d/%m/%Y"`; see --map.'
            self.said.remark("ambiguous-date", text, fix)
            return None
        if found is None:
            text = f"“{one_line(said)[:60]}” ({where}) is no date that can be read"
            self.said.remark("date-not-read", text, "Say its form in a mapping, under `dates:`.")
        return found

    def _kind(self, said: str, where: str) -> None:
        try:
            self.kind = Kind(said.casefold().replace(" ", "-").replace("_", "-"))
        except ValueError:
            known = ", ".join(Kind)
            text = f"“{one_line(said)[:60]}” ({where}) is no kind; it is taken for an article"
            self.said.remark("kind-not-read", text, f"Say in a mapping which of {known} it is.")
            return
        self.said.found.setdefault("kind", Found(where))

    def _lang(self, said: str, where: str) -> None:
        self.said.language(said, where)

    def _story(self, said: str, where: str) -> None:
        self.said.put("story", said if is_slug(said) else name_slug(said), where)

    def _rights(self, said: str, where: str) -> None:
        is_ours = said.casefold() in set(Rights)
        self.said.words(
            "rights" if is_ours else "usage", said.casefold() if is_ours else said, where
        )

    def _captured_at(self, said: str, where: str) -> None:
        try:
            moment = dt.datetime.fromisoformat(said)
        except ValueError:
            return
        if moment.tzinfo and FIRST_YEAR <= moment.year <= LAST_YEAR:
            self.said.put("captured_at", moment.astimezone(dt.UTC), where)


_ODD = {
    "date": _Reader._date,  # noqa: SLF001 - the class above
    "via_date": _Reader._via_date,  # noqa: SLF001
    "kind": _Reader._kind,  # noqa: SLF001
    "lang": _Reader._lang,  # noqa: SLF001
    "story": _Reader._story,  # noqa: SLF001
    "rights": _Reader._rights,  # noqa: SLF001
    "captured_at": _Reader._captured_at,  # noqa: SLF001
}
"""Fields that hold more than words."""
