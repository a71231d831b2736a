"""Cited pages, as a cell lists them: addresses, or objects that say more of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clipbook.importers import dates
from clipbook.importers.address_dates import date_in
from clipbook.importers.record import RawSource
from clipbook.importers.said import one_line
from clipbook.model.fields import address_fault

_BETWEEN = re.compile(r"[\s|]+")
_ADDRESSES = ("url", "address", "link", "href")
_OUTLETS = ("outlet_name", "publisher", "outlet")
MOST = 1000
"""Cited pages of one article."""


def sources(value: Any) -> tuple[list[RawSource], list[str]]:  # noqa: ANN401 - as the table has it
    """Give the pages that a cell cites, each once, and what in it is no address to link to."""
    found: dict[str, RawSource] = {}
    wrong: list[str] = []
    for one in _each(value):
        if not address_fault(one.url):
            found.setdefault(one.url, one)
        elif one.url:
            wrong.append(one.url)
    return list(found.values())[:MOST], wrong


def _each(value: Any) -> Iterator[RawSource]:  # noqa: ANN401
    if isinstance(value, str):
        for part in _BETWEEN.split(value):
            url = part.rstrip(";,")
            yield RawSource(url, date_in(url))
    elif isinstance(value, dict):
        yield _said(value)
    elif isinstance(value, list):
        for entry in value:
            if isinstance(entry, str | dict):
                yield from _each(entry)


def _said(value: dict[str, Any]) -> RawSource:
    url, date = _text(value, *_ADDRESSES), dates.read(_text(value, "date"))
    concluded = value.get("inferred")
    # Exports of ours, which say what was concluded, have the outlet's key under `outlet`.
    named = _OUTLETS if concluded is None else _OUTLETS[: "outlet" not in concluded]
    outlet = _text(value, *named)
    is_dated = date is not None and "date" not in (concluded or ())
    title = _text(value, "title") or None
    return RawSource(url, date or date_in(url), title, outlet or None, is_dated)


def _text(value: dict[str, Any], *names: str) -> str:
    texts = (value.get(name) for name in names)
    return one_line(next((text for text in texts if isinstance(text, str) and text), ""))
