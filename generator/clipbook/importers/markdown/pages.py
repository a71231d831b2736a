"""Pages of Hugo, Jekyll, Zettlr and their like: which of their fields mean one of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clipbook import markup
from clipbook.importers import dates
from clipbook.importers.markdown.header import Page
from clipbook.importers.record import Item, Remark
from clipbook.importers.said import Said, sound
from clipbook.model.article import Kind

_DATES = ("date", "publishdate", "pubdate", "published_at", "published")
_ADDRESSES = (
    *("canonical_url", "canonicalurl", "canonical", "original_url", "source_url", "link"),
    *("external_url", "externalurl", "url", "source"),
)
_OUTLETS = ("outlet", "publication", "newspaper", "publisher", "source")
_LANGUAGES = ("lang", "language", "locale")
_NAMES = ("authors", "author", "by", "byline")
_TOPICS = ("tags", "keywords", "categories", "category")
_PARTED_AT_BLANKS = {"tags", "categories"}
"""In Jekyll; a `category` is one. Source: jekyllrb.com/docs/posts, “Categories and tags”."""
_COPIES = ("archived_url", "archive_url", "archive")
_SUMMARIES = ("description", "summary", "excerpt", "abstract")
_TERMS = ("usage", "license", "licence")

_DAY_IN_NAME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})-")
_HEADING = re.compile(r"^#[ \t](.*)$", re.MULTILINE)


def is_draft(fields: dict[str, Any]) -> bool:
    """Say whether a page is not to be published: `draft: true`, or Jekyll's `published: false`."""
    low = {key.casefold(): str(value).casefold() for key, value in fields.items()}
    return low.get("draft") in {"true", "yes"} or low.get("published") in {"false", "no"}


def items(page: Page, name: str) -> Iterator[Item]:
    """Give the record of a page; `name` is its file's, which may begin with a day."""
    fields = {key.casefold(): value for key, value in page.fields.items()}
    said = Said()
    _names(said, page, fields, name)
    _lists(said, fields, is_jekyll=_DAY_IN_NAME.match(name) is not None)
    for key in _ADDRESSES:
        if _is_address(fields.get(key)):
            said.address("url", fields[key], key)
    for key in _COPIES:
        if _is_address(fields.get(key)):
            said.address("archived_url", fields[key], key)
    if not page.body.strip():
        for key in _SUMMARIES:
            said.words("snippet", fields.get(key), key)
    made = said.record(Kind.ARTICLE, sound(page.body))
    yield from () if isinstance(made, Remark) else said.remarks
    yield made


def _names(said: Said, page: Page, fields: dict[str, Any], name: str) -> None:
    said.words("title", fields.get("title"), "title")
    if "title" not in said.fields:
        said.words("title", _first_heading(page.body), "first heading")
        said.inferred.add("title")
    for key in _OUTLETS:
        if "outlet" not in said.fields and not _is_address(fields.get(key)):
            said.words("outlet", fields.get(key), key)
    for key in _LANGUAGES:
        if "lang" not in said.fields:
            said.language(fields.get(key), key)
    for key in _TERMS:
        said.words("usage", fields.get(key), key)
    _dates(said, fields, name)


def _first_heading(body: str) -> str | None:
    headings = (_without_end(found[1].strip(" \t")) for found in _HEADING.finditer(body))
    heading = next(filter(None, headings), None)
    return markup.plain(markup.render(heading)) if heading else None


def _without_end(heading: str) -> str:
    """Leave out the number signs that may close a heading; those of a word (`C#`) stay."""
    bare = heading.rstrip("#")
    return heading if bare and not bare.endswith((" ", "\t")) else bare.rstrip(" \t")


def _dates(said: Said, fields: dict[str, Any], name: str) -> None:
    for key in _DATES:
        text = fields.get(key)
        is_flag = str(text).casefold() in {"true", "yes"}
        if isinstance(text, str) and not is_flag and "date" not in said.fields:
            said.date(dates.read(text), text, key)
    day = _DAY_IN_NAME.match(name)
    if day and "date" not in said.fields:
        # So Jekyll dates its pages; it may as well be the day of the copy.
        said.put("date", dates.of(*day.groups()), "file name")
        said.inferred.add("date")


def _lists(said: Said, fields: dict[str, Any], *, is_jekyll: bool) -> None:
    for key in _NAMES:
        said.list("authors", _people(fields.get(key)), key)
    tags: list[str] = []
    for key in _TOPICS:
        value = fields.get(key)
        by_blanks = is_jekyll and key in _PARTED_AT_BLANKS
        texts = _words(value, by_blanks=by_blanks) if isinstance(value, str) else value
        tags += [text.lstrip("#") for text in texts or () if isinstance(text, str)]
    said.list("tags", tags, " and ".join(key for key in _TOPICS if fields.get(key)))


def _words(text: str, *, by_blanks: bool) -> list[str]:
    """Part words at commas; at blanks, as Jekyll does, where there is none."""
    return text.split() if by_blanks and "," not in text else text.split(",")


def _people(value: object) -> list[str]:
    """Read one name, a list of names, or of mappings that have a name."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, str):
        return [value]
    return [name for one in value for name in _people(one)] if isinstance(value, list) else []


def _is_address(value: object) -> bool:
    return isinstance(value, str) and value.strip().casefold().startswith(("http://", "https://"))
