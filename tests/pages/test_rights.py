"""What rights forbid is in no page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.pages import Page

MakeArticle = Callable[..., Article]
MakeEdition = Callable[..., Edition]
PagesOf = Callable[[Edition], dict[str, Page]]
Publish = Callable[..., dict[str, Page]]
Texts = Callable[[Any], Iterator[str]]

HIDDEN = "Zanzibarium"


def _article(make_article: MakeArticle, rights: str | None) -> Article:
    return make_article(
        "one",
        body=f"{'word ' * 70}{HIDDEN} and more.\n\nThey met {HIDDEN} twice.",
        snippet=f"Only {HIDDEN}.",
        takeaways=[f"Keep {HIDDEN}."],
        kind="snippet",
        story="a-story",
        outlet="paper",
        date="2026-05-06",
        tags=["Ports"],
        sources=[{"url": "https://a.example/one-two"}],
        rights=rights,
    )


@pytest.mark.parametrize("rights", ["headline", "link"])
@pytest.mark.parametrize("level", ["article", "outlet", "site"])
def test_hidden_words_are_in_no_page(
    rights: str, level: str, make_article: MakeArticle, publish: Publish, texts: Texts
) -> None:
    """Whoever forbids it, neither text nor snippet nor takeaways nor names reach any page."""
    article = _article(make_article, rights if level == "article" else None)
    outlets = {"paper": {"rights": rights} if level == "outlet" else {}}
    site = {"rights": rights} if level == "site" else {}
    pages = publish([article], stories={"a-story": {}}, outlets=outlets, **site)
    assert not [p.path for p in pages.values() if HIDDEN in " ".join(texts(dict(p.meta)))]
    meta = pages["articles/2026/one"].meta
    assert meta["body_html"] == ""
    assert "may not be shown" in meta["held_back"]
    assert meta["provenance"][-1]["name"] == "Record only"
    assert pages["stories/a-story"].meta["mentions"] is None
    assert pages["stories/a-story"].meta["articles"][0]["withheld"] is True


def test_an_excerpt_ends_where_it_must(
    make_article: MakeArticle, publish: Publish, texts: Texts
) -> None:
    """Sixty words and the snippet are shown; what comes later and the takeaways are not."""
    article = _article(make_article, "excerpt").model_copy(update={"snippet": None})
    pages = publish([article], stories={"a-story": {}}, outlets={"paper": {}})
    assert not [p.path for p in pages.values() if HIDDEN in " ".join(texts(dict(p.meta)))]
    meta = pages["articles/2026/one"].meta
    assert meta["body_html"].startswith("<p>word word")
    assert meta["provenance"][-1]["name"] == "Excerpt"
    assert meta["rights"].startswith("The first 60 words are shown.")


def test_the_record_is_the_same_whatever_the_rights(
    make_article: MakeArticle, make_edition: MakeEdition, pages_of: PagesOf
) -> None:
    """Rights hold words back, not facts: `link` shows the record that `headline` shows."""
    labels = []
    for rights in ("headline", "link"):
        edition = make_edition([_article(make_article, rights)], outlets={"paper": {}})
        facts = pages_of(edition)["articles/2026/one"].meta["facts"]
        labels.append([fact["label"] for fact in facts])
    assert labels[0] == labels[1]
    assert "Byline" in labels[0]


def test_hidden_articles_are_left_out_of_the_comparison_and_that_is_said(
    make_article: MakeArticle, make_edition: MakeEdition, pages_of: PagesOf
) -> None:
    """The note counts the articles whose text may not be shown."""
    shown = make_article("shown", body="They met Ada Finch.", story="a-story")
    hidden = make_article("hidden", body="They met Bo.", story="a-story", rights="link")
    edition = make_edition([shown, hidden], stories={"a-story": {}})
    table = pages_of(edition)["stories/a-story"].meta["mentions"]
    assert [row["name"] for row in table["rows"]] == ["Ada Finch"]
    assert table["total"] == "1"
    assert "1 article is left out: no text is shown here." in table["note"]
