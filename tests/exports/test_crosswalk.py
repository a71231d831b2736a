"""The table of fields: complete, and true to what may be told."""

from __future__ import annotations

import json

import pytest

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.model.article import ArticleEntry
from clipbook.model.rights import Rights
from conftest import MakeArticle, MakeEdition

FIELDS = [row.field for row in crosswalk.ROWS]

CSL_VARIABLES = {
    "id", "title", "container-title", "author", "issued", "URL", "archive_location", "source",
    "language", "genre", "keyword", "abstract", "note",
}  # fmt: skip
"""Those of `csl-data.json` 1.0.2 that the table may name."""

NINJS_PROPERTIES = {
    "altIds", "headlines", "infoSources", "by", "contentCreated", "renditions", "uri", "language",
    "genres", "slugline", "subjects", "associations", "bodies", "descriptions", "firstCreated",
    "usageTerms", "edNote",
}  # fmt: skip
"""Those of ninjs 3.1 that the table may name."""


def test_a_record_holds_every_field_of_the_table(sample: Edition) -> None:
    """Every record has exactly the table's fields, in the table's order."""
    for article in sample.archive.articles:
        assert list(crosswalk.record(sample, article)) == FIELDS


def test_every_field_of_an_article_is_in_the_table() -> None:
    """What the front matter knows is told, but for what steers the archive itself."""
    assert set(ArticleEntry.model_fields) - set(FIELDS) == {
        *("captured", "further_captures", "placed", "slug", "draft"),
        # Nothing of an article under embargo is told.
        "embargoed",
    }


def test_names_are_those_of_the_vocabularies() -> None:
    """No vocabulary is given a term that it does not have, and labels are told apart."""
    rows = crosswalk.ROWS
    assert {row.csl for row in rows if row.csl} == CSL_VARIABLES
    assert {row.ninjs for row in rows if row.ninjs} == NINJS_PROPERTIES
    assert all(row.dublin_core.startswith(("DC.", "DCTERMS.")) for row in rows if row.dublin_core)
    assert all(row.highwire.startswith("citation_") for row in rows if row.highwire)
    assert len({row.label for row in rows}) == len(rows) == len(set(FIELDS))


def test_a_record_says_what_is_recorded(sample: Edition) -> None:
    """A fully recorded article loses nothing."""
    whole = next(one for one in sample.archive.articles if one.id == "bridge-opens")
    assert crosswalk.record(sample, whole) == {
        "id": "bridge-opens",
        "title": "Bridge opens: 50% late & {over} budget",
        "outlet": "planet",
        "outlet_name": "The Planet",
        "authors": ["Jane Roe", "Acme, Inc."],
        "date": "2026-05-06",
        "url": "https://planet.example/a_b%20c?x=1&y=2#top",
        "page": "https://example.org/archive/articles/2026/bridge-opens.html",
        "archived_url": "https://copies.example/1",
        "syndicated_from": "https://wire.example/1",
        "via": "Google News",
        "via_date": "2026-05-07",
        "via_url": "https://news.example/1",
        "via_handle": None,
        "lang": "en",
        "kind": "article",
        "story": "bridge",
        "tags": ["Public works", "Roads, rails"],
        "sources": [
            {
                "url": "https://wire.example/2",
                "outlet": "wire",
                "outlet_name": "Wire & Co.",
                "title": "Minutes",
                "date": "2026",
                "inferred": [],
            },
            {
                "url": "https://wire.example/3",
                "outlet": "wire",
                "outlet_name": "Wire & Co.",
                "title": None,
                "date": "2026-04",
                "inferred": ["outlet", "date"],
            },
        ],
        "snippet": None,
        "takeaways": ["It opened."],
        "text": "The bridge is open.\nIt took ten years.",
        "abstract": None,
        "text_is": "captured",
        "captured_at": "2026-05-08T10:30:00Z",
        "rights": "full",
        "rights_note": "The text is shown in full. The article belongs to The Planet.",
        "usage": "Not for resale.",
        "inferred": [],
    }


def test_gaps_are_gaps(make_article: MakeArticle, make_edition: MakeEdition) -> None:
    """What is not recorded is None or an empty list, never a guess."""
    article = make_article()
    said = crosswalk.record(make_edition([article], url=""), article)
    known = {field: value for field, value in said.items() if value}
    assert known == {
        "id": "one",
        "title": "Title of one",
        "page": "articles/undated/one.html",
        "kind": "article",
        "text_is": "captured",
        "rights": "full",
        "rights_note": "The text is shown in full. "
        "The article belongs to its publisher, which is not recorded.",
    }


def test_an_abstract_is_never_taken_for_the_text(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """The archive's own words stand in a field of their own."""
    article = make_article(text="abstract", body="In our words.")
    said = crosswalk.record(make_edition([article]), article)
    assert (said["text"], said["abstract"]) == (None, "In our words.")
    assert said["rights_note"].startswith("The text is this archive’s own abstract.")


def test_a_record_says_who_posted_it_and_what_the_text_is(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """A beginning stays told from a whole text, and an item from another's of the same title."""
    article = make_article(text="stub", body="It", via={"name": "Reddit", "handle": "u/harbour"})
    said = crosswalk.record(make_edition([article]), article)
    assert (said["text_is"], said["via_handle"]) == ("stub", "u/harbour")


@pytest.mark.parametrize("rights", [Rights.HEADLINE, Rights.LINK])
def test_words_need_the_right_to_be_shown(
    make_article: MakeArticle, make_edition: MakeEdition, rights: Rights
) -> None:
    """Neither text nor abstract, snippet nor takeaways get past a right that forbids them."""
    for text in ("captured", "abstract"):
        article = make_article(
            body="SECRET", snippet="SECRET", takeaways=["SECRET"], rights=rights, text=text
        )
        assert "SECRET" not in json.dumps(crosswalk.record(make_edition([article]), article))


def test_a_story_that_is_not_published_is_not_named(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """The slug of a draft story stays inside."""
    article = make_article(story="a-draft")
    assert crosswalk.record(make_edition([article]), article)["story"] is None


def test_what_was_concluded_can_be_left_out(sample: Edition) -> None:
    """Without a mark a conclusion is not told, but a title there must be."""
    by_id = {article.id: article for article in sample.archive.articles}
    said = crosswalk.stated(crosswalk.record(sample, by_id["toll-planned"]))
    assert (said["outlet"], said["outlet_name"], said["date"]) == (None, None, None)
    named = crosswalk.stated(crosswalk.record(sample, by_id["a-bridge-is-discussed"]))
    assert named["title"] == "A bridge is discussed"


def test_every_conclusion_can_be_left_out(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """Whatever `inferred` may name, the record knows which of its fields that is."""
    names = ["outlet", "date", "url", "authors", "lang", "kind", "story", "tags"]
    article = make_article(
        outlet="o", date="2026", url="https://o.example/", authors=["A"], lang="en", story="s",
        tags=["t"], inferred=names,
    )  # fmt: skip
    edition = make_edition([article], outlets={"o": {}}, stories={"s": {}})
    said = crosswalk.record(edition, article)
    # A note says nothing of the story, as no format with a note names that.
    named = ", ".join(name for name in names if name != "story")
    assert crosswalk.conclusions(said) == f"Inferred: {named}"
    left = crosswalk.stated(said)
    assert not any(left[name] for name in [*names, "outlet_name"])
