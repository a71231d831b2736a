"""What stands in a cell, as text; of a formula, what it says for certain."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINK = re.compile(
    r"""=\s*HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[;,]\s*"((?:[^"]|"")*)"\s*)?\)\s*""", re.IGNORECASE
)
_QUOTED = re.compile(r'="((?:[^"]|"")*)"')
_FORMULA = re.compile(
    r"=\s*(?:[A-Z][A-Z0-9.]*\(|[$A-Z]{1,4}[0-9$]|[0-9]+\s*[-+*/]|[(+-])", re.IGNORECASE
)
# What a spreadsheet would run; exports set an apostrophe before it.
_GUARDED = re.compile(r"'(?=[\s\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
_QUOTATION_ENDS = re.compile(r"'(?!\w)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, with the address that it links to."""

    text: str
    link: str | None = None
    is_formula: bool = False
    """Whether it is a formula of which nothing is certain."""


def cell_of(value: str) -> Cell:
    """Take a cell apart; the apostrophe that keeps a spreadsheet from running it falls away."""
    text = value.strip(" \t\r\n\0\ufeff\u00a0")
    if not text.startswith(("=", "'", "#")):
        return Cell(text)
    if text in _ERRORS:
        return Cell("")
    if _GUARDED.match(text) and not _QUOTATION_ENDS.search(text, 1):
        return Cell(text[1:].strip())
    link = _LINK.fullmatch(text)
    if link:
        url = _unquoted(link[1]).strip()
        return Cell(_unquoted(link[2] or "").strip() or url, url)
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        return Cell(_unquoted(quoted[1]).strip())
    return Cell("", is_formula=True) if _FORMULA.match(text) else Cell(text)


def is_link(text: str) -> bool:
    """Say whether a text is a formula that links to an address."""
    return bool(_LINK.fullmatch(text))


def linked(text: str, address: str) -> str:
    """Write a text that links to an address as the formula that does."""
    parts = (part.replace('"', '""') for part in (address, cell_of(text).text))
    return '=HYPERLINK("{}","{}")'.format(*parts)


def _unquoted(text: str) -> str:
    return text.replace('""', '"')
