"""Articles as RIS, for reference managers.

Source: the RIS format specification of Research Information Systems (2011): a line is a tag of
two characters, two spaces, a hyphen, a space and the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.exports.layout import Layout
from clipbook.model.article import Article

# Every character that some reader takes for the end of a line, and those that print nothing.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def _piece(edition: Edition, article: Article) -> bytes:
    said = crosswalk.record(edition, article)
    lines = [f"{tag}  - {one_line(value)}" for tag, value in _tags(edition, said) if value]
    entry = "\r\n".join(["TY  - NEWS", *lines, "ER  - ", "", ""])
    return entry.encode("utf-8", "replace")


def one_line(text: str) -> str:
    """Write a text without anything that could end the line."""
    return text.strip() if text.isprintable() else _BREAKS.sub(" ", text).strip()


def _tags(edition: Edition, said: crosswalk.Record) -> Iterator[tuple[str, str]]:
    yield "TI", said["title"]
    yield from (("AU", name) for name in said["authors"])
    yield "T2", said["outlet_name"] or ""
    if said["date"]:
        yield "PY", said["date"][:4]
        yield "DA", _date(said["date"])
    yield "UR", said["url"] or said["page"]
    yield "AB", said["abstract"] or ""
    yield "LA", said["lang"] or ""
    yield from (("KW", tag) for tag in said["tags"])
    yield "DB", edition.site.name
    yield "AN", said["id"]
    yield "N1", f"{edition.site.name}, {said['page']}" if said["url"] else ""
    yield "N1", crosswalk.conclusions(said)


def _date(date: str) -> str:
    """Write a date as `2026/05/06/`; a part that is not recorded stays empty."""
    year, month, day = (*date.split("-"), "", "")[:3]
    return f"{year}/{month}/{day}/"


LAYOUT = Layout(_piece)
"""CRLF after each line, a blank line after each article."""
