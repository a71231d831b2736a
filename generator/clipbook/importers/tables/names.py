"""Names that columns are known by, in exports of common tools and in plain speech."""

from __future__ import annotations

import difflib
import re

IGNORE = "ignore"
"""Says of a column that it is no field."""

KNOWN: dict[str, tuple[str, ...]] = {
    "title": (
        "title", "headline", "article title", "article headline", "news headline", "story title",
        "item title", "headlines", "titel", "überschrift", "schlagzeile", "titre", "título",
        "titolo", "标题", "見出し",
    ),
    "outlet": (
        "outlet", "outlet name", "media outlet", "publication", "publication name",
        "publication title", "source name", "source", "media name", "media", "medium", "newspaper",
        "publisher", "pub title", "site name", "website", "quelle", "publikation", "média",
        "journal", "medio", "testata", "媒体", "媒体名",
    ),
    "url": (
        "url", "link", "article url", "article link", "story url", "original url", "web address",
        "address", "permalink", "hyperlink", "lien", "enlace", "链接",
    ),
    "date": (
        "date", "publish date", "published date", "publication date", "date published",
        "published", "published at", "published on", "pub date", "article date", "news date",
        "story date", "datum", "erscheinungsdatum", "veröffentlicht", "date de publication",
        "date de parution", "fecha", "fecha de publicación", "data", "日期", "日付",
        "publication year", "year",
    ),
    "authors": (
        "authors", "author", "byline", "bylines", "by", "author name", "author names",
        "journalist", "journalists", "reporter", "writer", "autor", "autoren", "auteur",
        "auteurs", "autore", "autori", "作者", "influencer",
    ),
    "lang": ("lang", "language", "sprache", "langue", "idioma", "lingua", "语言"),
    "kind": ("kind",),
    "story": ("story",),
    "tags": (
        "tags", "tag", "topics", "keywords", "story tags", "manual tags", "labels", "categories",
        "subjects", "schlagwörter", "schlagworte", "themes", "document tags",
    ),
    "snippet": (
        "snippet", "hit sentence", "opening text", "excerpt", "teaser", "extract", "lead paragraph",
    ),
    "takeaways": ("takeaways",),
    "rights": ("rights",),
    "usage": ("usage", "usage terms", "terms of use"),
    "via": ("via", "found via", "aggregator"),
    "via_date": ("via date",),
    "via_url": ("via url",),
    "via_handle": ("via handle",),
    "archived_url": ("archived url", "archive url", "archived copy", "wayback url"),
    "syndicated_from": ("syndicated from",),
    "sources": ("sources", "cites", "sources cited", "references"),
    "body": ("text", "body", "content", "full text", "article text", "body text"),
    "abstract": (),
    "inferred": (),
    "captured_at": (),
    "text_is": (),
    "zotero_type": (),
    "rights_there": (),
}  # fmt: skip
"""The fields of a table, and the names of columns that hold them, the likeliest first."""

_ALIKE = 0.8
_ANCHORS = {"url", "date", "outlet"}


def plain(column: str) -> str:
    """Give a name as it is compared: `publish_date` and `Publish Date` are `publishdate`."""
    return "".join(re.findall(r"[^\W_]+", column.casefold()))


_PLACES = {
    plain(name): (rank, field)
    for field, names in KNOWN.items()
    for rank, name in enumerate((*names, field))
}


def known(column: str) -> tuple[int, str] | None:
    """Give the field that a column holds by its name, after how likely a name it is."""
    return _PLACES.get(plain(column))


def nearly_known(column: str) -> str | None:
    """Give the field whose name a column's name is but a letter off, or None."""
    close = difflib.get_close_matches(plain(column), _PLACES, n=1, cutoff=_ALIKE)
    return _PLACES[close[0]][1] if close else None


def fields_of(columns: list[str]) -> set[str]:
    """Give the fields that columns hold by their names."""
    return {place[1] for place in map(known, columns) if place}


def tell_of_articles(columns: list[str]) -> bool:
    """Say whether columns are those of articles: a title, and an address, a day or an outlet."""
    fields = fields_of(columns)
    return "title" in fields and bool(fields & _ANCHORS)
