"""The archives that are measured: the same each time, valid, and as large as they say."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks import archive, front, story
from benchmarks.world import World
from clipbook import checks
from clipbook.model.article import ArticleEntry
from clipbook.model.rights import Rights
from clipbook.problems import Severity
from clipbook.store import article_file, content

ARTICLES = 60
DIGEST = "eb289037e213db8d83f14527652df75badd447f03131ca5abb090c3447de19b4"

_HAS_LETTER = re.compile(r"[^\W_]")


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """Make a small archive."""
    return dict(archive.files(World(ARTICLES, archive.SEED)))


def _articles(made: dict[str, str]) -> list[str]:
    return [text for path, text in made.items() if path.startswith("articles/")]


def test_the_same_seed_makes_the_same_bytes(made: dict[str, str]) -> None:
    """Numbers of different days and machines are about one archive: make it anew, note it here."""
    every = "".join(f"{path}\n{text}" for path, text in made.items())
    assert hashlib.sha256(every.encode()).hexdigest() == DIGEST


def test_another_seed_makes_another_archive(made: dict[str, str]) -> None:
    """The seed decides, and nothing else stays the same by chance."""
    other = dict(archive.files(World(ARTICLES, archive.SEED + 1)))
    assert not set(_articles(made)) & set(_articles(other))


def test_it_has_as_many_articles_as_it_says(made: dict[str, str]) -> None:
    """Every article is in a story of five to eight, and there are as many as asked for."""
    for count in (10, 11, 17, 18, ARTICLES, 2_000):
        sizes = list(story.sizes(World(count, archive.SEED)))
        assert sum(sizes) == count
        assert set(sizes) <= {5, 6, 7, 8}
    assert len(_articles(made)) == ARTICLES


def test_an_article_has_350_to_500_words(made: dict[str, str]) -> None:
    """Words are counted as a reader would: marks of Markdown are none."""
    for text in _articles(made):
        body = text.split("---\n", 2)[2]
        words = [word for word in body.split() if _HAS_LETTER.search(word)]
        assert 340 <= len(words) <= 500


def test_the_content_has_no_problems(made: dict[str, str], tmp_path: Path) -> None:
    """What is measured is a build that has nothing to complain of."""
    archive.write(World(ARTICLES, archive.SEED), tmp_path / "content")
    loaded = content.load(tmp_path, tmp_path / "content", Rights.FULL)
    found = [*loaded.problems, *checks.run(loaded)]
    assert [problem for problem in found if problem.severity is not Severity.NOTE] == []
    assert len(loaded.articles) == ARTICLES
    assert (tmp_path / "content" / archive.to_change(World(ARTICLES, archive.SEED))[0]).is_file()
    assert made["outlets.yml"] == (tmp_path / "content" / "outlets.yml").read_text("utf-8")


def test_files_look_as_an_import_writes_them(made: dict[str, str]) -> None:
    """Front matter that is not by hand is, byte for byte, what Clipbook writes itself."""
    imported = [text for text in _articles(made) if "\n# Read again." not in text]
    assert len(imported) > ARTICLES * 0.8
    for text in imported:
        _, header, body = text.split("---\n", 2)
        fields: dict[str, Any] = yaml.load(header, yaml.BaseLoader)  # noqa: S506 - texts alone
        assert article_file.text_of(ArticleEntry.model_validate(fields), body.strip("\n")) == text


def test_a_change_is_one_word_of_the_title_and_one_of_the_text() -> None:
    """What is measured after one change is a change a reader would see, another each time."""
    _, text = archive.to_change(World(ARTICLES, archive.SEED))
    once, twice = archive.changed(text, 1), archive.changed(text, 2)
    differing = [
        (old.split(" "), new.split(" "))
        for old, new in zip(text.splitlines(), once.splitlines(), strict=True)
        if old != new
    ]
    assert next(old[0] for old, _ in differing) == "title:"
    assert [sum(map(str.__ne__, old, new)) for old, new in differing] == [1, 1]
    assert once != twice


@pytest.mark.parametrize("title", ["Is “it” so: yes", "'Tis", "a #b", "12.5", "- x", "Plain", "x?"])
def test_titles_are_quoted_as_yaml_needs(title: str) -> None:
    """Both hands write what YAML reads back."""
    for write in (front.document, front.by_hand):
        header = write({"title": title, "tags": [title, "a, b"]}, "x").split("---\n")[1]
        assert yaml.load(header, yaml.BaseLoader) == {  # noqa: S506
            "title": title,
            "tags": [title, "a, b"],
        }
