"""Articles as CSL-JSON, for citation processors.

Source: https://github.com/citation-style-language/schema, `csl-data.json` (1.0.2).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.exports.layout import Layout
from clipbook.model.article import Article

_JSON = json.JSONEncoder(ensure_ascii=False)


def _head(_edition: Edition, _articles: Sequence[Article]) -> bytes:
    return b"[\n"


def _piece(edition: Edition, article: Article) -> bytes:
    return _JSON.encode(_item(edition, article)).encode("utf-8", "replace")


def _item(edition: Edition, article: Article) -> dict[str, Any]:
    """Give one item; `accessed` is left out, as it is the reader's own date.

    Names are literal: the archive does not know which words are a family name.
    """
    said = crosswalk.record(edition, article)
    plain = {variable: said[field] for variable, field in _variables()}
    item = {
        "type": "article-newspaper",
        **plain,
        "author": [{"literal": name} for name in said["authors"]],
        "issued": _issued(said["date"]),
        "URL": said["url"] or said["page"],
        "archive": edition.site.name,
        "genre": crosswalk.genre(said),
        "keyword": ", ".join(said["tags"]),
        "note": crosswalk.conclusions(said),
    }
    return {name: value for name, value in item.items() if value}


@cache
def _variables() -> tuple[tuple[str, str], ...]:
    return tuple((row.csl, row.field) for row in crosswalk.ROWS if row.csl)


def _issued(date: str | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None


LAYOUT = Layout(_piece, _head, between=b",\n", tail=b"\n]\n")
"""One JSON array, an item a line."""
