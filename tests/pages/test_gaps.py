"""Gaps are shown as gaps, and conclusions as conclusions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.pages import Page

MakeArticle = Callable[..., Article]
PagesOf = Callable[[Edition], dict[str, Page]]
Publish = Callable[..., dict[str, Page]]


def _facts(page: Page) -> dict[str, dict[str, Any]]:
    return {fact["label"]: fact for fact in page.meta["facts"]}


def test_an_article_without_outlet_date_and_address_says_so(
    edition: Edition, pages_of: PagesOf
) -> None:
    """Each missing fact has its row without words, and the strip says what is missing."""
    page = pages_of(edition)["articles/undated/nameless"]
    facts = _facts(page)
    for label in ("Outlet", "Byline", "Original", "Found via", "Language"):
        assert facts[label]["text"] == ""
        assert not facts[label]["inferred"]
    assert page.meta["outlet"]["name"] == "Outlet not recorded"
    assert page.meta["original"] is None
    assert [station["state"] for station in page.meta["provenance"]] == ["missing", "ok"]


def test_an_undated_text_is_not_older_than_what_it_cites(
    edition: Edition, pages_of: PagesOf
) -> None:
    """“Undated · not before 30 April 2026”, marked as concluded, in the head and in the record."""
    page = pages_of(edition)["articles/undated/nameless"]
    assert page.meta["date"] == {
        "iso": "",
        "label": "Undated",
        "after": "not before 30 April 2026",
        "inferred": True,
    }
    published = _facts(page)["Published"]
    assert (published["text"], published["inferred"]) == ("Not before 30 April 2026", True)


def test_an_undated_text_that_cites_nothing_is_just_undated(
    make_article: MakeArticle, publish: Publish
) -> None:
    """No date, nothing to conclude from: nothing is concluded."""
    page = publish([make_article("one")])["articles/undated/one"]
    assert page.meta["date"]["after"] == ""
    assert not page.meta["date"]["inferred"]
    published = _facts(page)["Published"]
    assert (published["text"], published["inferred"]) == ("", False)


def test_a_listing_date_is_called_one(edition: Edition, pages_of: PagesOf) -> None:
    """A date that is the aggregator's own says whose it is; another date does not."""
    pages = pages_of(edition)
    listed = _facts(pages["articles/2026/buoy-lease"])["Published"]["text"]
    assert listed == "6 May 2026, as listed by Google News"
    assert _facts(pages["articles/2026/anchor-lease"])["Published"]["text"] == "7 May 2026"


def test_conclusions_are_marked_wherever_they_stand(edition: Edition, pages_of: PagesOf) -> None:
    """A concluded outlet or title carries its mark on the page, on the hub and in lists."""
    pages = pages_of(edition)
    own = pages["articles/2026/anchor-lease"].meta
    assert own["outlet"]["inferred"]
    assert own["provenance"][0]["state"] == "inferred"
    hub = pages["stories/harbour-lease"].meta["articles"]
    assert [card["outlet"]["inferred"] for card in hub] == [False, True, False]
    assert [card["no_headline"] for card in hub] == [False, False, True]
    assert pages["articles/undated/nameless"].meta["no_headline"]


def test_a_snippet_is_called_one(edition: Edition, pages_of: PagesOf) -> None:
    """The page of a snippet says that these words are all that was passed on."""
    meta = pages_of(edition)["articles/2026/snippet"].meta
    assert meta["snippet"] == {
        "label": "Snippet from Google News",
        "text": "Crews of tugs stop for a day",
        "note": "Google News passed on only these words, not the full article.",
    }
    assert meta["held_back"] == ""


def test_an_abstract_is_never_taken_for_the_captured_text(
    edition: Edition, pages_of: PagesOf
) -> None:
    """Note, strip, length and rights all say whose words these are."""
    page = pages_of(edition)["articles/undated/nameless"]
    assert "own abstract" in page.meta["text_note"]
    assert page.meta["provenance"][-1]["name"] == "Own abstract"
    assert _facts(page)["Length"]["text"] == "8 words (own abstract)"
    assert "own abstract" in page.meta["rights"]
    assert "shown in full" not in page.meta["rights"]


def test_a_stub_is_never_taken_for_the_whole_text(
    make_article: MakeArticle, publish: Publish
) -> None:
    """Note, strip, length, rights and card all say that only the beginning was captured."""
    stub = make_article("one", text="stub", body="It begins.", url="https://a.example/1", story="s")
    pages = publish([stub], stories={"s": {}})
    page = pages["articles/undated/one"]
    beginning = "Only the beginning of the text was captured."
    assert page.meta["text_note"] == f"{beginning} The rest is at the publisher’s."
    assert page.meta["provenance"][-1]["name"] == "Beginning of the text"
    assert _facts(page)["Length"]["text"] == "2 words (the beginning alone)"
    assert page.meta["rights"].startswith(beginning)
    assert "shown in full" not in page.meta["rights"]
    (card,) = pages["stories/s"].meta["articles"]
    assert card["words_of"] == "Only the beginning was captured"


def test_what_was_captured_whole_has_no_note(make_article: MakeArticle, publish: Publish) -> None:
    """An article that is all there says nothing of beginnings, terms or other places."""
    page = publish([make_article("one", body="All of it.")])["articles/undated/one"]
    assert page.meta["text_note"] == ""
    labels = _facts(page)
    assert not [label for label in labels if label.startswith(("Other", "Terms"))]


def test_terms_of_use_stand_in_the_record(make_article: MakeArticle, publish: Publish) -> None:
    """In their words, or as a link where they are an address."""
    made = [
        make_article("one", usage="Not for <resale>."),
        make_article("two", usage="https://terms.example/1"),
    ]
    pages = publish(made)
    said = _facts(pages["articles/undated/one"])["Terms of use"]
    assert (said["text"], said["url"]) == ("Not for <resale>.", "")
    linked = _facts(pages["articles/undated/two"])["Terms of use"]
    assert (linked["text"], linked["url"]) == ("terms.example", "https://terms.example/1")


def test_what_other_places_said_stands_in_the_record(
    make_article: MakeArticle, publish: Publish
) -> None:
    """Facts that disagree are shown with their place; words that rights may hide are not."""
    others = [
        "title: og:title: Bridge: open",
        "date: line 3: 2026-05-06",
        "snippet: og:description: Hidden words",
        "nonsense",
    ]
    captured = {"at": "2026-11-20T10:00:00Z", "by": "page", "alternates": others}
    kept = make_article("one", captured=captured, rights="link")
    hidden = make_article("two", captured=captured, rights="link", inferred=["title"])
    many = make_article(
        "three", captured={**captured, "alternates": [f"date: p{n}: 2026" for n in range(40)]}
    )
    pages = publish([kept, hidden, many])
    facts = _facts(pages["articles/undated/one"])
    assert facts["Other headline"]["text"] == "Bridge: open (og:title)"
    assert facts["Other date"]["text"] == "2026-05-06 (line 3)"
    assert "Hidden words" not in str(pages["articles/undated/one"].meta)
    assert "Other headline" not in _facts(pages["articles/undated/two"])
    rows = pages["articles/undated/three"].meta["facts"]
    assert len([row for row in rows if row["label"] == "Other date"]) == 12
    assert rows[-1]["text"] == "28 more, in its file"


def test_a_cited_page_says_what_only_its_address_tells(edition: Edition, pages_of: PagesOf) -> None:
    """Outlet, title and date from the address are said to be from there; no words, no claim."""
    first, second = pages_of(edition)["articles/2026/buoy-lease"].meta["sources"]
    assert first["title"] == "Port fees rise again"
    assert first["read"] == "Outlet, title and date read from the address"
    assert first["outlet"]["path"] == "outlets/tide-times.html"
    assert second["title"] == "ledger.example/a/b/12345"
    assert second["read"] == ""
    assert (second["outlet"]["name"], second["outlet"]["path"]) == ("ledger.example", "")


@pytest.mark.parametrize(
    ("source", "title", "read"),
    [
        ({"title": "As printed"}, "As printed", ""),
        ({"title": "As printed", "inferred": ["title"]}, "As printed", "Title"),
        ({"title": "As printed", "date": "2026-01-02"}, "As printed", ""),
    ],
)
def test_a_recorded_title_stands_as_it_is(
    source: dict[str, Any], title: str, read: str, make_article: MakeArticle, publish: Publish
) -> None:
    """Only what was concluded is marked so."""
    article = make_article("one", sources=[{"url": "https://a.example/x-y", **source}])
    shown = publish([article])["articles/undated/one"].meta["sources"][0]
    assert shown["title"] == title
    assert shown["read"] == (f"{read} read from the address" if read else "")


def test_an_outlet_that_was_only_cited_has_a_page_that_says_so(
    edition: Edition, pages_of: PagesOf
) -> None:
    """No article of it is held, and its cited pages are listed."""
    meta = pages_of(edition)["outlets/tide-times"].meta
    assert meta["kicker"] == "Cited source"
    assert meta["note"].startswith("No article from Tide Times is held here.")
    assert [figure["n"] for figure in meta["stats"]] == ["0", "1", "3"]
    assert meta["groups"] == []
    assert len(meta["sources"]) == 1
