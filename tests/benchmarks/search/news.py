"""News in lines of JSON as an archive in memory: `id`, `title`, and perhaps `text` and `lang`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clipbook import markup
from clipbook.config import Settings, Site
from clipbook.edition import Edition
from clipbook.model.archive import Archive
from clipbook.model.article import Article
from clipbook.model.holdings import Articles, Listed

_SHELF = "undated"


def edition(file: Path) -> Edition:
    """Make an archive of the articles in a file; all of them undated, and in no story."""
    articles = list(_articles(file))
    words = [markup.read(article.body, article.snippet) for article in articles]
    listed = Articles(Listed(articles, words), range(len(articles)))
    settings = Settings()
    archive = Archive(articles=listed, stories=(), outlets={}, site_rights=settings.rights)
    return Edition(archive, _site(file, settings))


def _articles(file: Path) -> Iterator[Article]:
    for number, line in enumerate(file.read_text("utf-8").splitlines()):
        told: dict[str, Any] = json.loads(line)
        name = f"a{number:06}"
        yield Article.model_validate(
            {
                "id": name,
                "title": " ".join(told["title"].split()),
                "file": f"content/articles/{_SHELF}/{name}.md",
                "shelf": _SHELF,
                "body": _plain(told.get("text") or ""),
                **({"lang": told["lang"]} if told.get("lang") else {}),
            }
        )


def _plain(text: str) -> str:
    """Keep marks of Markdown from meaning anything."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|~" else sign for sign in text)


def _site(file: Path, settings: Settings) -> Site:
    root = file.parent
    return Site(
        root=root,
        content=root,
        output=root,
        name=file.stem,
        url="",
        description="",
        language="en",
        flat=True,
        settings=settings,
    )
