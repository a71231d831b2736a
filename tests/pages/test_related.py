"""Stories are related for a reason, and the reason is given."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.pages import related

MakeArticle = Callable[..., Article]
MakeEdition = Callable[..., Edition]
URL = "https://a.example/one-two"


def _reasons(edition: Edition, slug: str) -> dict[str, str]:
    return dict(related.related(edition, slug))


def test_each_reason_is_given_the_curators_first(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """Chosen by a curator, then shared sources, then shared topics."""
    edition = make_edition(
        [
            make_article("a", story="a", sources=[{"url": URL}], tags=["Ports", "Tugs"]),
            make_article("b", story="b", sources=[{"url": URL}]),
            make_article("c", story="c", tags=["ports", "Tugs"]),
            make_article("d", story="d"),
        ],
        stories={"a": {"related": ["d", "gone", "a"]}, "b": {}, "c": {}, "d": {}},
    )
    assert list(_reasons(edition, "a").items()) == [
        ("d", "Chosen by a curator"),
        ("b", "Shares 1 cited source"),
        ("c", "Shares the topics Ports and Tugs"),
    ]
    assert _reasons(edition, "d") == {"a": "Chosen by a curator"}


@pytest.mark.parametrize(("stories", "count"), [(3, 2), (60, 0)])
def test_what_every_story_shares_relates_none(
    stories: int, count: int, make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """A topic that very many stories carry says nothing of any two."""
    slugs = [f"s{n}" for n in range(stories)]
    articles = [make_article(slug, story=slug, tags=["News"]) for slug in slugs]
    edition = make_edition(articles, stories={slug: {} for slug in slugs})
    assert len(_reasons(edition, "s0")) == count


def test_few_are_shown(make_article: MakeArticle, make_edition: MakeEdition) -> None:
    """At most four beside those that a curator has named."""
    slugs = [f"s{n}" for n in range(9)]
    articles = [make_article(slug, story=slug, tags=["News"]) for slug in slugs]
    edition = make_edition(articles, stories={slug: {} for slug in slugs})
    assert list(_reasons(edition, "s8")) == ["s0", "s1", "s2", "s3"]
