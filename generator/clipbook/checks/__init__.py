"""The rules that content is held to; each check is one function from Content to Problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from clipbook.checks import (
    addresses,
    dates,
    decisions,
    embargoes,
    files,
    outlets,
    rights,
    stories,
    texts,
)
from clipbook.problems import Problem
from clipbook.store.content import Content

Check = Callable[[Content], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    addresses.colliding,
    files.ignored,
    files.unreadable,
    stories.unknown,
    stories.relating,
    stories.colliding,
    stories.empty,
    decisions.contradicting,
    decisions.naming,
    decisions.reusing,
    outlets.unknown,
    outlets.sharing_domains,
    dates.in_the_future,
    embargoes.kept_out,
    texts.missing_captures,
    texts.misspelt_inferences,
    rights.shown_in_full,
)
"""Run in this order; what they find is sorted by file and line all the same."""


def run(content: Content) -> tuple[Problem, ...]:
    """Give every problem there is: of the files themselves, and of each check."""
    found = (problem for check in CHECKS for problem in check(content))
    return tuple(sorted({*content.problems, *found}))
