"""Articles as JSON under our own field names: everything that may be told, and who told it."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.model.story import Story

RIGHTS = "Each article says in rights_note how much of it is shown and whose it is."


def document(edition: Edition, articles: Sequence[Article]) -> bytes:
    """Give a `header` that says what this is, and `articles`: a record a line, in UTF-8."""
    buffer = io.BytesIO()
    header = json.dumps(_header(edition, articles), ensure_ascii=False, indent=2)
    buffer.write(f'{{\n"header": {header},\n"articles": ['.encode("utf-8", "replace"))
    for place, article in enumerate(articles):
        said = json.dumps(crosswalk.record(edition, article), ensure_ascii=False)
        buffer.write(f"{',' if place else ''}\n{said}".encode("utf-8", "replace"))
    buffer.write(b"\n]\n}\n")
    return buffer.getvalue()


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
    slugs = {article.story for article in articles}
    slug = slugs.pop() if len(slugs) == 1 else None
    return edition.archive.story_by_slug.get(slug) if slug else None
