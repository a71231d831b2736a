"""What is measured on beside the archives: news, and one more article."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from benchmarks import archive
from benchmarks.search import archives, changing, news
from benchmarks.world import World
from clipbook.model.article import ArticleEntry


def test_news_keep_their_words(tmp_path: Path) -> None:
    """Marks of Markdown mean nothing in them; titles are one line; what has no text is a title."""
    lines = [
        {"id": "x", "title": "A\ttitle ", "text": "`` We *said* <b> [so](y) # 1_2 , ''\n\nTwo."},
        {"id": "y", "title": "Titre", "lang": "fr"},
    ]
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    edition = news.edition(file)
    first, second = archives.texts(edition)
    assert first.split("\n")[:2] == ["A title", "`` We *said* <b> [so](y) # 1_2 , ''"]
    assert second.strip() == "Titre"
    assert [article.lang for article in edition.archive.articles] == [None, "fr"]


def test_the_article_that_is_added_is_the_newest_of_all() -> None:
    """It is valid, and has a date, whatever chance says of it."""
    for articles in (10, 60, 70):
        world = World(articles, archive.SEED)
        _, header, _ = changing.added(world).split("---\n", 2)
        fields = yaml.safe_load(header)
        assert str(fields["date"]) == "2026-01-31"
        assert header.count("date: 2026-01-31\n") == 1
        ArticleEntry.model_validate(yaml.load(header, yaml.BaseLoader))  # noqa: S506
