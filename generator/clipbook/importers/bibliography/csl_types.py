"""Which references are articles, by the types of CSL; what Zotero calls them."""

from __future__ import annotations

ARTICLES = {
    *("article", "article-journal", "article-magazine", "article-newspaper"),
    *("post-weblog", "webpage", "post"),
}
"""Types that are articles."""
OTHERS = {"document", "interview", "review", "review-book"}
"""Types that may be, where they name a publication or have an address."""

_ZOTERO = {
    "newspaperArticle": "article-newspaper",
    "magazineArticle": "article-magazine",
    "journalArticle": "article-journal",
    "blogPost": "post-weblog",
    "forumPost": "post",
    "webpage": "webpage",
    "preprint": "article",
    "document": "document",
    "interview": "interview",
}
"""Zotero's types that can be articles. Source: https://api.zotero.org/schema, `csl`."""


def is_article(kind: str, *, has_place: bool) -> bool:
    """Decide by a type of CSL, and by whether a publication or an address is named."""
    return kind in ARTICLES or (kind in OTHERS and has_place)


def of_zotero(kind: str) -> str:
    """Give the type that Zotero exports as CSL; as it is, where that is no article."""
    return _ZOTERO.get(kind, kind)
