"""An article's record as meta elements, by which reference managers read a page.

Dublin Core (https://www.dublincore.org/specifications/dublin-core/dcq-html/) and the tags of
Highwire Press (https://scholar.google.com/intl/en/scholar/inclusion.html).
"""

from __future__ import annotations

from collections.abc import Iterator

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.model.article import Article

ZOTERO_TYPE = "newspaperArticle"
"""The item type; Zotero reads it from `DC.type` too."""

_ON_THE_PAGE = {"abstract"}
"""Fields that would double the page: its description gives them in fewer words."""


def of_article(edition: Edition, article: Article) -> list[dict[str, str]]:
    """Give `name` and `content` of each element; what is unknown or was concluded has none."""
    said = crosswalk.stated(crosswalk.record(edition, article))
    tags = [
        {"name": name, "content": content}
        for row in crosswalk.ROWS
        if row.field not in _ON_THE_PAGE
        for name in (row.dublin_core, row.highwire)
        if name
        for content in _contents(row.field, name, said)
    ]
    return [*tags, {"name": "z:itemType", "content": ZOTERO_TYPE}]


def _contents(field: str, name: str, said: crosswalk.Record) -> Iterator[str]:
    value = ZOTERO_TYPE if field == "kind" else said[field]
    if isinstance(value, list):
        yield from (one if isinstance(one, str) else one["url"] for one in value)
    elif value:
        yield value.replace("-", "/") if name == "citation_publication_date" else value
