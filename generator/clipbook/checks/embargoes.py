"""Embargoes: what is kept out of the site until somebody says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.problems import Problem, Severity
from clipbook.store.content import Content


def kept_out(content: Content) -> Iterator[Problem]:
    """`embargoed`: an article that no page, feed, export or index has, however late it is."""
    for row, moment in enumerate(content.facts.embargo):
        if moment:
            file = content.files[row]
            yield Problem(
                file,
                content.line(file, "embargoed"),
                "embargoed",
                f"it is kept out of the site: it must not be published before {moment}",
                "Take the line `embargoed` out of it once that is over.",
                Severity.NOTE,
            )
