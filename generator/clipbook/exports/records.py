"""Articles as JSON under our own field names: everything that may be told, and who told it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.exports.layout import Layout
from clipbook.model.article import Article
from clipbook.model.holdings import Articles
from clipbook.model.story import Story

RIGHTS = "Each article says in rights_note how much of it is shown and whose it is."


_JSON = json.JSONEncoder(ensure_ascii=False)


def _head(edition: Edition, articles: Sequence[Article]) -> bytes:
    header = json.dumps(_header(edition, articles), ensure_ascii=False, indent=2)
    return f'{{\n"header": {header},\n"articles": ['.encode("utf-8", "replace")


def _piece(edition: Edition, article: Article) -> bytes:
    return edition.once(_line, article)


def _line(edition: Edition, article: Article) -> bytes:
    said = _JSON.encode(crosswalk.record(edition, article))
    return f"\n{said}".encode("utf-8", "replace")


def _header(edition: Edition, articles: Sequence[Article]) -> crosswalk.Record:
    story = _story(edition, articles)
    return {
        "archive": edition.site.name,
        "url": edition.site.url or None,
        "story": story.slug if story else None,
        "story_title": story.title if story else None,
        "story_page": crosswalk.address(edition, f"stories/{story.slug}") if story else None,
        "count": len(articles),
        "rights": RIGHTS,
        "fields": {row.field: row.label for row in crosswalk.ROWS},
    }


def _story(edition: Edition, articles: Sequence[Article]) -> Story | None:
    """Give the one story that all of these articles belong to, if there is one."""
    # Of an archive's own lists the column tells, without loading an article.
    every = articles.stories if isinstance(articles, Articles) else [a.story for a in articles]
    slugs = set(every)
    slug = slugs.pop() if len(slugs) == 1 else None
    return edition.archive.story_by_slug.get(slug) if slug else None


LAYOUT = Layout(_piece, _head, between=b",", tail=b"\n]\n}\n")
"""A `header` that says what this is, and `articles`: a record a line."""
