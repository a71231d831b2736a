"""A hub tells who reported a story, when, in which words, and on whose authority."""

from __future__ import annotations

from collections.abc import Callable

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.pages import Page

MakeArticle = Callable[..., Article]
MakeEdition = Callable[..., Edition]
PagesOf = Callable[[Edition], dict[str, Page]]
Publish = Callable[..., dict[str, Page]]


def _hub(pages: dict[str, Page], slug: str = "harbour-lease") -> Page:
    return pages[f"stories/{slug}"]


def test_counts_are_in_words_that_agree(edition: Edition, pages_of: PagesOf) -> None:
    """Singular and plural, and articles without an outlet counted where there are any."""
    pages = pages_of(edition)
    figures = [(f["n"], f["label"]) for f in _hub(pages).meta["stats"]]
    assert figures == [
        ("3", "articles"),
        ("2", "outlets"),
        ("1", "without an outlet"),
        ("2", "cited sources"),
    ]
    assert [f["label"] for f in _hub(pages, "empty-story").meta["stats"]] == [
        "articles",
        "outlets",
        "cited sources",
    ]


def test_the_timeline_sets_sources_before_articles_and_the_undated_last(
    edition: Edition, pages_of: PagesOf
) -> None:
    """Groups by day in order; what has no date stands apart."""
    groups = _hub(pages_of(edition)).meta["timeline"]
    assert [(g["strong"], g["rest"], g["note"]) for g in groups] == [
        ("30", "Apr", "Thursday"),
        ("6", "May", "Wednesday"),
        ("7", "May", "Thursday"),
        ("Undated", "", "no date recorded"),
    ]
    assert [entry["kind"] for entry in groups[-1]["entries"]] == ["article", "source"]


def test_dates_are_as_precise_as_they_are_known(
    make_article: MakeArticle, publish: Publish
) -> None:
    """A month or a year groups as such, and says what is not recorded; years are then named."""
    dated = [make_article(f"d{d}", date=d, story="a") for d in ("2025", "2026-05", "2026-05-02")]
    groups = publish(dated, stories={"a": {}})["stories/a"].meta["timeline"]
    assert [(g["strong"], g["rest"], g["note"]) for g in groups] == [
        ("2025", "", "month not recorded"),
        ("May", "2026", "day not recorded"),
        ("2", "May 2026", "Saturday"),
    ]


def test_a_long_day_folds_after_four(make_article: MakeArticle, publish: Publish) -> None:
    """Four entries show, the others unfold, and the fold says how many they are."""
    day = [make_article(f"a{n}", date="2026-05-01", story="a") for n in range(7)]
    (group,) = publish(day, stories={"a": {}})["stories/a"].meta["timeline"]
    assert (len(group["entries"]), len(group["folded"])) == (4, 3)
    assert group["fold_label"] == "3 more on 1 May 2026"


def test_takeaways_are_the_curators_or_say_whose_they_are(
    articles: list[Article], publish: Publish
) -> None:
    """A curator's list stands alone; without one, articles' lists name their article."""
    own = publish(articles, stories={"harbour-lease": {}})
    (listed,) = _hub(own).meta["takeaways"]
    assert listed["points"] == ["One quay, one tenant."]
    assert listed["source"]["title"] == "Title of buoy-lease"
    curated = {"harbour-lease": {"takeaways": ["Mine."]}}
    theirs = publish(articles, stories=curated)
    assert _hub(theirs).meta["takeaways"] == [{"points": ["Mine."], "source": None}]


def test_ten_are_set_side_by_side_and_the_rest_is_a_search_away(
    make_article: MakeArticle, publish: Publish
) -> None:
    """Up to ten articles stand on the hub; more are found with filters."""
    many = [make_article(f"a{n:02}", story="a", body="Words.") for n in range(12)]
    meta = publish(many, stories={"a": {}})["stories/a"].meta
    assert len(meta["articles"]) == 10
    assert meta["all"] == {"label": "All 12 articles, with filters", "path": "search.html?story=a"}
    few = publish(many[:10], stories={"a": {}})["stories/a"].meta
    assert few["all"] is None


def test_names_are_compared_by_article_then_by_outlet(
    make_article: MakeArticle, make_edition: MakeEdition, pages_of: PagesOf
) -> None:
    """Above ten articles a column is an outlet; those without one share the last column."""
    many = [
        make_article(
            f"a{n:02}",
            story="a",
            outlet=f"o{n % 2}" if n else None,
            body=f"They met Marrow{' and Finch' if n % 2 else ''}.",
        )
        for n in range(12)
    ]
    outlets: dict[str, dict[str, str]] = {"o0": {}, "o1": {}}
    edition = make_edition(many, stories={"a": {}}, outlets=outlets)
    table = pages_of(edition)["stories/a"].meta["mentions"]
    assert table["by_outlet"]
    assert [column["label"] for column in table["columns"]] == [
        "o1, 6 articles",
        "o0, 5 articles",
        "Outlet not recorded, 1 article",
    ]
    assert [(row["name"], row["hits"], row["count"]) for row in table["rows"]] == [
        ("Marrow", [True, True, True], "12"),
        ("Finch", [True, False, False], "6"),
    ]


def test_a_curators_names_are_taken_as_they_are(articles: list[Article], publish: Publish) -> None:
    """In their order, found or not."""
    stories = {"harbour-lease": {"names": ["Ada Finch", "Bo Reed", "Marrow"]}}
    table = _hub(publish(articles, stories=stories)).meta["mentions"]
    assert [(row["name"], row["count"]) for row in table["rows"]] == [
        ("Ada Finch", "2"),
        ("Bo Reed", "0"),
        ("Marrow", "3"),
    ]


def test_sources_name_the_articles_of_this_story_that_cite_them(
    edition: Edition, pages_of: PagesOf
) -> None:
    """With how many of the story's articles they are."""
    report, ledger = _hub(pages_of(edition)).meta["sources"]
    assert report["times"] == "cited by 3 of 3"
    assert ledger["times"] == "cited by 1 of 3"
    assert [article["title"] for article in ledger["cited_by"]] == ["Title of buoy-lease"]


def test_what_a_hub_gives_away(edition: Edition, pages_of: PagesOf) -> None:
    """Feeds to follow, a line to cite, files for reference managers and for spreadsheets."""
    meta = _hub(pages_of(edition)).meta
    base = "stories/harbour-lease"
    assert [feed["path"] for feed in meta["follow"]] == [f"{base}.atom.xml", "atom.xml"]
    assert [file["path"] for file in meta["cite"]["files"]] == [
        f"{base}.bib",
        f"{base}.ris",
        f"{base}.csl.json",
    ]
    assert [file["path"] for file in meta["exports"]] == [f"{base}.csv", f"{base}.json"]
    assert "The harbour lease" in meta["cite"]["text"]


def test_an_empty_story_has_a_calm_page(edition: Edition, pages_of: PagesOf) -> None:
    """No article, no section that has nothing to say."""
    meta = _hub(pages_of(edition), "empty-story").meta
    for part in ("timeline", "articles", "mentions", "sources", "activity", "outlets", "related"):
        assert not meta[part], part
