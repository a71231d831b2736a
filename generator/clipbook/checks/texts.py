"""Texts: their originals are kept, and what is inferred is there."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.problems import Problem, Severity
from clipbook.store.content import CAPTURES, Content, relative


def missing_captures(content: Content) -> Iterator[Problem]:
    """`missing-capture`: articles whose original bytes are not here, in one note."""
    missing = [
        article.id
        for article in content.articles
        if article.captured
        and article.captured.sha256
        and not any(
            (content.folder / CAPTURES / article.captured.sha256[:2]).glob(
                f"{article.captured.sha256}.*"
            )
        )
    ]
    if missing:
        folder = relative(content.folder / CAPTURES, content.root)
        yield Problem(
            folder,
            0,
            "missing-capture",
            f"the original bytes of {len(missing)} of {len(content.articles)} articles are not "
            f"here, first of {missing[0]}",
            "Nothing to do where they are kept elsewhere; else restore the folder.",
            Severity.NOTE,
        )


def misspelt_inferences(content: Content) -> Iterator[Problem]:
    """`nothing-inferred`: a field is called inferred, but is not there."""
    for article in content.articles:
        for number, name in enumerate(article.inferred):
            if not getattr(article, name):
                yield Problem(
                    article.file,
                    content.line(article.file, "inferred", number),
                    "nothing-inferred",
                    f"“{name}” is called inferred, but it is not recorded",
                    f"Add `{name}:`, or take it off the list.",
                    Severity.WARNING,
                )
