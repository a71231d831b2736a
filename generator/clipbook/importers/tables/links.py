"""Links of a sheet's cells, which openpyxl does not give where it reads row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, product
from posixpath import basename, dirname
from typing import Any
from zipfile import ZipFile

from clipbook.model.fields import address_fault

_MOST = 65_530
"""Links that Excel allows in a sheet."""
_MOST_CELLS = 100_000
_PIECE = 1024 * 1024
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

Cells = dict[tuple[int, int], str]
"""Addresses by row and column, both from 1."""


def of_sheet(archive: ZipFile, part: str) -> Cells:
    """Give the web addresses that cells of a sheet link to.

    Raises SyntaxError where a part is no sound XML, and what `zipfile` raises.
    """
    part = part.lstrip("/")
    related = f"{dirname(part)}/_rels/{basename(part)}.rels"
    if related not in archive.namelist():
        return {}
    targets = dict(_targets(_elements(archive, related, "Relationship")))
    if not targets:
        return {}
    links = _elements(archive, part, "hyperlink")
    return dict(islice(_linked(links, targets), _MOST_CELLS))


def _targets(elements: list[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for each in elements:
        target = each.get("Target", "")
        if each.get("Type", "").endswith("/hyperlink") and not address_fault(target):
            yield each.get("Id", ""), target


def _linked(
    links: list[Mapping[str, str]], targets: dict[str, str]
) -> Iterator[tuple[tuple[int, int], str]]:
    for link in links:
        target = targets.get(link.get(_ID) or link.get(_STRICT_ID) or "")
        place = link.get("location")
        if target:
            address = f"{target}#{place}" if place else target
            yield from ((cell, address) for cell in _cells_in(link.get("ref", "")))


def _cells_in(ref: str) -> Iterator[tuple[int, int]]:
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415 - only workbooks need it

    try:
        first, top, last, bottom = range_boundaries(ref)
    except ValueError:
        return
    if first and top and last and bottom:
        yield from product(range(top, bottom + 1), range(first, last + 1))


def _elements(archive: ZipFile, part: str, name: str) -> list[Mapping[str, str]]:
    """Give the attributes of all elements of a name, without holding the others."""
    from lxml import etree  # noqa: PLC0415 - only workbooks need it

    found = _Found(name)
    parser = etree.XMLParser(target=found, resolve_entities=False, no_network=True, huge_tree=False)
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            parser.feed(piece)
    parser.close()
    return found.elements


@dataclass(slots=True)
class _Found:
    """Takes what the parser meets."""

    name: str
    elements: list[Mapping[str, str]] = field(default_factory=list)

    def start(self, tag: str, attributes: Any) -> None:  # noqa: ANN401 - as lxml has them
        """Keep the attributes of an element that is looked for."""
        if tag.rpartition("}")[2] == self.name and len(self.elements) < _MOST:
            self.elements.append(dict(attributes))

    def close(self) -> None:
        """Be done."""
