"""JSON Feed, versions 1 and 1.1 (jsonfeed.org/version/1.1): cut into items by their own bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from clipbook.importers import literal, rich_text
from clipbook.importers.feeds.said import Day, Said
from clipbook.importers.record import Original, RawSource, RefusedError, Remark
from clipbook.importers.said import one_line, sound
from clipbook.model.fields import address_fault

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_ABOUT_FEED = frozenset({"authors", "author", "language"})
_USUAL = 1 << 16
_LARGEST = 4 * 1024 * 1024
"""Characters of one value: what is made of some takes many times as much."""


@dataclass(slots=True)
class _Document:
    """The feed's own fields, and where its items stand in the text."""

    about: dict[str, Any] = field(default_factory=dict)
    items: int | None = None
    """Where the items begin."""
    fault: RefusedError | None = None
    """Where it breaks off, in the items or behind them."""


def read(text: str) -> Iterator[Said | Remark]:
    """Give what each item says; raises RefusedError where the text is, or goes on as, no feed."""
    document = _document(text)
    line, last = 1, 0
    for item, start, end in _sound_items(document, text):
        line, last = line + text.count("\n", last, start), start
        if isinstance(item, dict):
            original = Original(text[start:end].encode("utf-8", "replace"), ".json")
            yield _said(item, document.about, Said(line, original=original))
        else:
            fix = "Import the page itself."
            yield Remark(line, "nothing-said", "this item is no object", fix, refuses=True)
    if document.fault:
        raise document.fault


def _document(text: str) -> _Document:
    """Take a feed apart, as far as it is one."""
    document = _Document()
    try:
        _fill(document, text)
    except RefusedError as error:
        document.fault = error
    return document


def _fill(document: _Document, text: str) -> None:
    at = _expect(text, 0, "{")
    while text[at : at + 1] != "}":
        name, at = _value(text, at)
        at = _expect(text, at, ":")
        if name == "items" and document.items is None and text[at : at + 1] == "[":
            document.items = at
            at = _behind_items(text, at)
        else:
            value, at = _value(text, at)
            if name in _ABOUT_FEED:
                document.about[name] = value
        at = _next(text, at, "}")


def _behind_items(text: str, at: int) -> int:
    at = _expect(text, at, "[")
    while text[at : at + 1] != "]":
        _, at = _value(text, at)
        at = _next(text, at, "]")
    return at + 1


def _sound_items(document: _Document, text: str) -> Iterator[tuple[Any, int, int]]:
    """Give the items before the fault, which is told when they are through."""
    if document.items is not None:
        with suppress(RefusedError):
            yield from _items(text, document.items)


def _items(text: str, at: int) -> Iterator[tuple[Any, int, int]]:
    """Give each item with its start and its end; raises RefusedError where one is broken."""
    at = _expect(text, at, "[")
    while text[at : at + 1] != "]":
        value, end = _value(text, at)
        yield value, at, end
        at = _next(text, end, "]")


def _next(text: str, at: int, end: str) -> int:
    """Step over a comma; stay before what ends the row."""
    at = _skip(text, at)
    return at if text[at : at + 1] == end else _expect(text, at, ",")


def _expect(text: str, at: int, sign: str) -> int:
    at = _skip(text, at)
    if text[at : at + 1] != sign:
        raise _broken(text, at, f"“{sign}” is missing")
    return _skip(text, at + 1)


def _value(text: str, at: int) -> tuple[Any, int]:
    """Read a value, of a small part first: what follows is no part of most."""
    window = text[at : at + _USUAL]
    with suppress(ValueError, RecursionError):
        value, end = _DECODER.raw_decode(window)
        if end < len(window):
            return value, at + end
    window = text[at : at + _LARGEST]
    try:
        value, end = _DECODER.raw_decode(window)
    except RecursionError:
        raise _broken(text, at, "values are nested too deep") from None
    except ValueError as error:
        if len(window) == _LARGEST:
            raise _too_large(text, at) from None
        where = at + getattr(error, "pos", 0)
        raise _broken(text, where, "it breaks off being JSON here") from None
    return value, at + end


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _broken(text: str, at: int, said: str) -> RefusedError:
    return RefusedError(text.count("\n", 0, at) + 1, "not-a-feed", said, "Fetch the feed again.")


def _too_large(text: str, at: int) -> RefusedError:
    said = f"this holds more than {_LARGEST // 1024 // 1024} MB; what follows is not read"
    return RefusedError(text.count("\n", 0, at) + 1, "too-large", said, "Import it in parts.")


def _said(item: dict[str, Any], about: dict[str, Any], said: Said) -> Said:
    said.title = one_line(_text(item, "title"))
    said.ident = _text(item, "id")
    said.link = _text(item, "url").strip()
    said.link_where = "url"
    for name, is_published in (("date_published", True), ("date_modified", False)):
        if _text(item, name).strip():
            said.days.append(Day(_text(item, name), name, is_published))
    _take_texts(item, said)
    _take_names(item, about, said)
    elsewhere = _text(item, "external_url").strip()
    if elsewhere and not address_fault(elsewhere):
        said.put("sources", (RawSource(elsewhere),), "external_url")
    return said


def _take_texts(item: dict[str, Any], said: Said) -> None:
    said.summary, said.summary_where = one_line(_text(item, "summary")), "summary"
    if _text(item, "content_html").strip():
        base = said.link or None
        said.body, said.body_where = (
            rich_text.markdown_of(_text(item, "content_html"), base),
            "content_html",
        )
    elif _text(item, "content_text").strip():
        said.body, said.body_where = (
            literal.paragraphs(sound(_text(item, "content_text"))),
            "content_text",
        )


def _take_names(item: dict[str, Any], about: dict[str, Any], said: Said) -> None:
    own = _authors(item)
    said.names("authors", own or _authors(about), "authors" if own else "authors of the feed")
    tags = item.get("tags")
    words = [_whole(tag) for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    said.names("tags", words, "tags")
    said.language(_text(item, "language") or _text(about, "language"), "language")


def _authors(told: dict[str, Any]) -> list[str]:
    """Give the names; version 1 had a single `author`."""
    given = told.get("authors")
    people = given if isinstance(given, list) else [told.get("author")]
    return [_text(one, "name") for one in people if isinstance(one, dict) and _text(one, "name")]


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return _whole(value) if isinstance(value, str) else ""


def _whole(text: str) -> str:
    """Leave out halves of letters, which JSON can write and no text holds."""
    return text.encode("utf-8", "ignore").decode()
