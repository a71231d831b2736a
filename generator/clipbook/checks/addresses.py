"""Ids and addresses: each one once, by case too."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.model.article import Article
from clipbook.problems import Problem
from clipbook.store.content import Content


def colliding(content: Content) -> Iterator[Problem]:
    """`duplicate-id`: two articles with one id."""
    first: dict[str, Article] = {}
    for article in content.articles:
        other = first.setdefault(article.id.casefold(), article)
        if other is not article:
            yield Problem(
                article.file,
                content.line(article.file, "slug"),
                "duplicate-id",
                f"the id “{article.id}” is taken by {other.file}",
                "Rename this file, or give it a `slug:` of its own.",
            )
