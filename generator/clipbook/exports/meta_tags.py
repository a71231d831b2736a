"""An article's record as meta elements, by which reference managers read a page.

Dublin Core (https://www.dublincore.org/specifications/dublin-core/dcq-html/) and the tags of
Highwire Press (https://scholar.google.com/intl/en/scholar/inclusion.html).
"""

from __future__ import annotations

from functools import cache

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.model.article import Article

ZOTERO_TYPE = "newspaperArticle"
"""The item type; Zotero reads it from `DC.type` too."""

_ON_THE_PAGE = {"abstract"}
"""Fields that would double the page: its description gives them in fewer words."""


_SLASHED = "date with slashes"
"""What Highwire's date stands under, which is written in its own way."""


def of_article(edition: Edition, article: Article) -> list[dict[str, str]]:
    """Give `name` and `content` of each element; what is unknown or was concluded has none."""
    stated = crosswalk.stated(crosswalk.record(edition, article))
    slashed = (stated["date"] or "").replace("-", "/")
    said = {**stated, "kind": ZOTERO_TYPE, _SLASHED: slashed}
    tags = []
    for name, field in _elements():
        value = said[field]
        if isinstance(value, list):
            texts = [one if isinstance(one, str) else one["url"] for one in value]
            tags += [{"name": name, "content": text} for text in texts]
        elif value:
            tags.append({"name": name, "content": value})
    return [*tags, {"name": "z:itemType", "content": ZOTERO_TYPE}]


@cache
def _elements() -> tuple[tuple[str, str], ...]:
    """Give the name of each element and the field that it states, in order."""
    pairs = [
        (name, row.field)
        for row in crosswalk.ROWS
        if row.field not in _ON_THE_PAGE
        for name in (row.dublin_core, row.highwire)
        if name
    ]
    return tuple(
        (name, _SLASHED if name == "citation_publication_date" else field) for name, field in pairs
    )
