"""Rights are decided once, and what they forbid is nowhere."""

from __future__ import annotations

import pytest

from conftest import MakeArticle, MakeEdition

SECRET = "Heliotrope " + "word " * 80 + "vermilion."


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ((None, None, "full"), "full"),
        ((None, None, "link"), "link"),
        ((None, "headline", "full"), "headline"),
        (("full", "headline", "link"), "full"),
        (("excerpt", None, "full"), "excerpt"),
    ],
)
def test_the_article_decides_then_its_outlet_then_the_site(
    make_article: MakeArticle,
    make_edition: MakeEdition,
    said: tuple[str | None, str | None, str],
    right: str,
) -> None:
    """The nearest word on rights holds; where nothing is said, texts are shown."""
    article, outlet, site = said
    one = make_article(outlet="post", rights=article, body=SECRET)
    edition = make_edition([one], outlets={"post": {"name": "Post", "rights": outlet}}, rights=site)
    assert edition.showing(one).rights == right


@pytest.mark.parametrize("right", ["headline", "link"])
def test_without_the_right_no_word_is_shown(
    make_article: MakeArticle, make_edition: MakeEdition, right: str
) -> None:
    """Body, opening, snippet and takeaways are all empty."""
    one = make_article(rights=right, body=SECRET, snippet="Secret", takeaways=["Secret"])
    shown = make_edition([one]).showing(one)
    assert (shown.html, shown.text, shown.lead, shown.snippet, shown.takeaways) == (
        *([""] * 4),
        (),
    )


def test_an_excerpt_ends_where_it_should(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """The beginning is shown, the end is not, in no form."""
    one = make_article(rights="excerpt", body=SECRET, takeaways=["vermilion"])
    shown = make_edition([one]).showing(one)
    assert "Heliotrope" in shown.html
    assert "vermilion" not in str(shown)


def test_an_excerpt_cuts_the_snippet_too(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """An aggregator's words are words of the text."""
    one = make_article(rights="excerpt", snippet="word " * 80 + "vermilion")
    assert "vermilion" not in make_edition([one]).showing(one).snippet
