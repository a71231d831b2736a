"""JSON: every record whole, under a header that says what it is."""

from __future__ import annotations

import json

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.exports import records
from conftest import MakeArticle, MakeEdition


def test_the_records_are_those_of_the_crosswalk(sample: Edition) -> None:
    """Nothing is lost or added on the way into the file."""
    articles = sample.archive.articles
    made = json.loads(records.LAYOUT.document(sample, articles))
    assert made["articles"] == [crosswalk.record(sample, article) for article in articles]


def test_the_header_explains_the_file(sample: Edition) -> None:
    """Whose archive, which story, how many, whose rights, and what each field is called."""
    header = json.loads(records.LAYOUT.document(sample, sample.archive.articles))["header"]
    assert header.pop("fields") == {row.field: row.label for row in crosswalk.ROWS}
    assert header == {
        "archive": "Example archive",
        "url": "https://example.org/archive/",
        "story": "bridge",
        "story_title": "The bridge",
        "story_page": "https://example.org/archive/stories/bridge.html",
        "count": 4,
        "rights": records.RIGHTS,
    }


def test_articles_of_several_stories_are_no_story(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """A story is named only where all belong to it and it is published."""
    articles = [make_article("a", story="s"), make_article("b"), make_article("c", story="draft")]
    edition = make_edition(articles, stories={"s": {}}, url="")
    for some in (articles, articles[:2], articles[2:], []):
        header = json.loads(records.LAYOUT.document(edition, some))["header"]
        assert (header["story"], header["url"]) == (None, None)


def test_every_article_has_a_line_of_its_own(sample: Edition) -> None:
    """A changed article is a changed line, for those who keep the file under version control."""
    lines = records.LAYOUT.document(sample, sample.archive.articles).decode().splitlines()
    assert [line[:7] for line in lines].count('{"id": ') == 4
