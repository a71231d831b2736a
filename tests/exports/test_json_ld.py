"""JSON-LD: never poses as the publisher, says nothing unknown, cannot leave its script element."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipbook.edition import Edition
from clipbook.exports import json_ld
from conftest import MakeArticle, MakeEdition


def _of(edition: Edition, name: str) -> dict[str, Any]:
    article = next(article for article in edition.archive.articles if article.id == name)
    found: dict[str, Any] = json.loads(json_ld.article(edition, article))
    return found


def test_our_page_shows_an_article_and_is_none(sample: Edition) -> None:
    """The page is ours; the article in it has its publisher's address and name."""
    page = "https://example.org/archive/articles/2026/bridge-opens.html"
    original = "https://planet.example/a_b%20c?x=1&y=2#top"
    assert _of(sample, "bridge-opens") == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": page,
        "url": page,
        "name": "Bridge opens: 50% late & {over} budget",
        "inLanguage": "en",
        "isPartOf": {
            "@type": "CollectionPage",
            "name": "The bridge",
            "url": "https://example.org/archive/stories/bridge.html",
        },
        "isBasedOn": original,
        "dateCreated": "2026-05-08T10:30:00Z",
        "conditionsOfAccess": "The text is shown in full. The article belongs to The Planet.",
        "keywords": ["Public works", "Roads, rails"],
        "mainEntity": {
            "@type": "NewsArticle",
            "headline": "Bridge opens: 50% late & {over} budget",
            "url": original,
            "datePublished": "2026-05-06",
            "archivedAt": "https://copies.example/1",
            "isBasedOn": "https://wire.example/1",
            "inLanguage": "en",
            "publisher": {"@type": "NewsMediaOrganization", "name": "The Planet"},
            "author": [{"name": "Jane Roe"}, {"name": "Acme, Inc."}],
            "usageInfo": {"@type": "CreativeWork", "text": "Not for resale."},
            "citation": [
                {
                    "@type": "CreativeWork",
                    "url": "https://wire.example/2",
                    "name": "Minutes",
                    "datePublished": "2026",
                    "publisher": {"@type": "NewsMediaOrganization", "name": "Wire & Co."},
                },
                {"@type": "CreativeWork", "url": "https://wire.example/3"},
            ],
        },
    }


def test_terms_of_use_that_are_an_address_are_given_as_one(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """`usageInfo` is an address, or a work that says the terms; without terms it is not there."""
    made = [
        make_article("one", usage="https://terms.example/1"),
        make_article("two", usage="Ask first."),
        make_article("three"),
    ]
    edition = make_edition(made)
    found = [_of(edition, each.id)["mainEntity"].get("usageInfo") for each in made]
    assert found == [
        "https://terms.example/1",
        {"@type": "CreativeWork", "text": "Ask first."},
        None,
    ]


def test_what_was_concluded_is_not_stated(sample: Edition) -> None:
    """Machines see no mark, so they are not told an inferred outlet, date or headline."""
    article = _of(sample, "toll-planned")["mainEntity"]
    assert {"publisher", "datePublished"}.isdisjoint(article)
    gaps = _of(sample, "a-bridge-is-discussed")
    assert gaps["mainEntity"] == {"@type": "NewsArticle", "name": "A bridge is discussed"}
    assert gaps["abstract"] == "People talk about a bridge."


def test_our_address_is_never_the_articles(sample: Edition) -> None:
    """An article whose original link is not recorded has no address of its own."""
    assert "url" not in _of(sample, "toll-planned")["mainEntity"]


def test_a_hub_is_a_collection_with_a_list(sample: Edition) -> None:
    """The hub names its articles in their order, and how many there are."""
    hub = json.loads(json_ld.story(sample, sample.archive.stories[0]))
    listed = hub.pop("mainEntity")
    assert (hub["@type"], hub["name"], hub["description"], hub["keywords"]) == (
        "CollectionPage", "The bridge", "A bridge opens.", ["Roads"],
    )  # fmt: skip
    assert (listed["@type"], listed["numberOfItems"]) == ("ItemList", 4)
    assert [item["position"] for item in listed["itemListElement"]] == [1, 2, 3, 4]
    assert listed["itemListElement"][0]["url"] == (
        "https://example.org/archive/articles/2025/bridge-closed.html"
    )


def test_a_large_hub_stays_small(make_article: MakeArticle, make_edition: MakeEdition) -> None:
    """The list stops, the count does not."""
    articles = [make_article(f"a{n}", story="s") for n in range(json_ld.LISTED + 5)]
    edition = make_edition(articles, stories={"s": {}})
    listed = json.loads(json_ld.story(edition, edition.archive.stories[0]))["mainEntity"]
    assert len(listed["itemListElement"]) == json_ld.LISTED
    assert listed["numberOfItems"] == json_ld.LISTED + 5


def test_without_an_address_of_the_site_links_start_from_the_page(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """A relative address leads from the page that holds it to the page that is meant."""
    article = make_article(story="s")
    for flat, way, hub in (
        (True, "../articles/undated/one.html", "../../stories/s.html"),
        (False, "../../articles/undated/one/", "../../../stories/s/"),
    ):
        edition = make_edition([article], stories={"s": {}}, url="", flat=flat)
        story = json.loads(json_ld.story(edition, edition.archive.stories[0]))
        assert story["mainEntity"]["itemListElement"][0]["url"] == way
        page = json.loads(json_ld.article(edition, article))
        assert page["isPartOf"]["url"] == hub
        assert {"@id", "url"}.isdisjoint(page)


def test_the_site_says_how_to_search_it_where_it_has_an_address(
    make_edition: MakeEdition,
) -> None:
    """A search action needs a full address."""
    with_address = json.loads(json_ld.site(make_edition([])))
    assert with_address["potentialAction"]["target"]["urlTemplate"] == (
        "https://example.org/archive/search.html?q={search_term_string}"
    )
    assert "potentialAction" not in json.loads(json_ld.site(make_edition([], url="")))


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Zl", "Zp"])))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_leaves_the_script_element(
    make_article: MakeArticle, make_edition: MakeEdition, text: str
) -> None:
    """No sign is left by which HTML could end the script, and the text is the same within."""
    title = f"</script><!--{text}&"
    article = make_article(title=title, text="abstract", body="a\u2028b <b>")
    made = json_ld.article(make_edition([article]), article)
    assert not set(made) & set("<>&\u2028\u2029")
    assert json.loads(made)["mainEntity"]["headline"] == title
