"""Articles as CSL-JSON, for citation processors.

Source: https://github.com/citation-style-language/schema, `csl-data.json` (1.0.2).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.model.article import Article


def document(edition: Edition, articles: Sequence[Article]) -> bytes:
    """Give the articles as one JSON array in UTF-8, an item a line."""
    items = (json.dumps(_item(edition, article), ensure_ascii=False) for article in articles)
    return ("[\n" + ",\n".join(items) + "\n]\n").encode("utf-8", "replace")


def _item(edition: Edition, article: Article) -> dict[str, Any]:
    """Give one item; `accessed` is left out, as it is the reader's own date.

    Names are literal: the archive does not know which words are a family name.
    """
    said = crosswalk.record(edition, article)
    plain = {row.csl: said[row.field] for row in crosswalk.ROWS if row.csl}
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


def _issued(date: str | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None
