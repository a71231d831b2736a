"""Articles that are there amended: a story joined, gaps filled; every other byte stays."""

from __future__ import annotations

import re

from clipbook.model.article import Article, ArticleEntry
from clipbook.store import article_file

_UNSET_STORY = re.compile(rb"^story:[ \t]*(?:#.*)?\r?\n", re.MULTILINE)
_INFERRED = re.compile(rb"^inferred:[^\n]*\n(?:[ \t]+[^\n]*\n|- [^\n]*\n)*", re.MULTILINE)
_HEADER_END = re.compile(rb"\n---\r?(?:\n|$)")

_FILLED = (
    *("outlet", "date", "url", "archived_url", "syndicated_from", "authors", "lang", "tags"),
    *("snippet", "takeaways", "sources", "rights", "usage", "embargoed", "via"),
)
"""Fields that an import may fill in where an article has nothing in them."""


def with_story(text: bytes, story: str) -> bytes:
    """Put `story:` into the front matter of an article that names none."""
    header, rest = _parted(_UNSET_STORY, text)
    return header + b"story: " + story.encode() + b"\n" + rest


def gaps(article: Article, entry: ArticleEntry) -> dict[str, object]:
    """Give what a draft has for the fields in which an article has nothing, by their names."""
    nothing = (None, ())
    found = {name: getattr(entry, name) for name in _FILLED}
    return {
        name: value
        for name, value in found.items()
        if value not in nothing and getattr(article, name) in nothing
    }


def filled(text: bytes, article: Article, entry: ArticleEntry) -> bytes:
    """Write into the front matter what a draft has for the gaps of an article."""
    added = gaps(article, entry)
    inferred = sorted({*article.inferred, *(set(entry.inferred) & added.keys())})
    if inferred != sorted(article.inferred):
        text = b"".join(_parted(_INFERRED, text))
        added["inferred"] = tuple(inferred)
    header, rest = _parted(None, text)
    return header + article_file.lines_of(added).encode("utf-8", "replace") + rest


def _parted(without: re.Pattern[bytes] | None, text: bytes) -> tuple[bytes, bytes]:
    """Cut a file before the end of its front matter, and lines out of that."""
    end = _HEADER_END.search(text, 3)
    at = end.start() + 1 if end else len(text)
    header = without.sub(b"", text[:at]) if without else text[:at]
    return header, text[at:]
