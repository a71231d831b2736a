"""Ids and addresses: each one once, by case too."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.problems import Problem
from clipbook.store.content import Content


def colliding(content: Content) -> Iterator[Problem]:
    """`duplicate-id`: two articles with one id."""
    first: dict[str, str] = {}
    articles, files = content.articles, content.files
    if len(set(map(str.casefold, articles.ids))) == len(articles):
        return
    for ident, row in zip(articles.ids, articles.rows, strict=True):
        file = files[row]
        other = first.setdefault(ident.casefold(), file)
        if other != file:
            yield Problem(
                file,
                content.line(file, "slug"),
                "duplicate-id",
                f"the id “{ident}” is taken by {other}",
                "Rename this file, or give it a `slug:` of its own.",
            )
