"""A row read as an article, field by field."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from clipbook.importers import literal
from clipbook.importers.record import Found, Original, RawRecord, Remark
from clipbook.importers.said import Said, sound
from clipbook.importers.tables import cited, closed, lists, text
from clipbook.importers.tables.cells import Cell
from clipbook.importers.tables.odd import ODD, Odd
from clipbook.importers.tables.plan import Plan
from clipbook.importers.tables.row import Row
from clipbook.importers.tables.values import cells_of
from clipbook.model.article import Inferable

_MAPPING = "the mapping"
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
    found = reader.odd.refusal() or reader.said.record(reader.odd.kind, reader.body)
    if isinstance(found, Remark):
        return replace(found, message=f"{row.place}: {found.message}"), []
    original = Original(f"{written}\n".encode("utf-8", "backslashreplace"), ".json")
    return replace(found, original=original), reader.said.remarks


@dataclass(slots=True)
class _Reader:
    row: Row
    plan: Plan
    said: Said
    body: str = ""
    odd: Odd = field(init=False)

    def __post_init__(self) -> None:
        self.odd = Odd(self.plan, self.said)

    def read(self) -> None:
        """Take every column that holds a field, then what holds for all rows."""
        for column, name in self.plan.columns_of(self.row.cells):
            self.odd.column = column
            self._take(name, self.row.cells[column], f"column {column}, {self.row.place}")
        self.odd.column = ""
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
                self._list(
                    name, texts if isinstance(value, list) else self._parts(name, texts), where
                )
            elif texts:
                self._one(name, texts[0], cells[0].link, where)

    def _is_certain(self, cell: Cell, where: str) -> bool:
        if cell.is_formula:
            said = f"{where} holds a formula; what it gives is not in the file"
            self.said.remark("formula-not-read", said, "Save the values, and import again.")
        return bool(cell.text)

    def _one(self, name: str, said: str, link: str | None, where: str) -> None:
        if name in closed.ADDRESSES:
            self.said.address(name, link or said, where)
        elif name in ODD:
            ODD[name](self.odd, said, where)
        else:
            self.said.words(name, said, where)
        if name == "title" and link and "url" not in self.said.fields:
            self.said.address("url", link, where)

    def _parts(self, name: str, texts: list[str]) -> list[str]:
        """Part the entries of a cell; what is written as a list is parted already."""
        parting = lists.tags if name == "tags" else lists.split
        return [part for said in texts for part in parting(said, self.plan.mapping.separator)]

    def _list(self, name: str, parts: list[str], where: str) -> None:
        if name == "inferred":
            self.said.inferred |= {part for part in parts if part in get_args(Inferable)}
            return
        if name == "authors":
            is_turned = self.plan.mapping.names == "last-first"
            parts = lists.names(parts, turned=is_turned)
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
