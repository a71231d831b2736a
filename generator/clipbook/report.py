"""What commands say: results on standard output, problems and progress beside it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from clipbook.problems import Problem, Severity, as_github, as_json, as_text, visible

if TYPE_CHECKING:
    from clipbook.pipeline import Built
    from clipbook.site.making import Result


def problems(found: Sequence[Problem], form: str) -> None:
    """Print problems in one of the three forms."""
    if form == "json":
        click.echo(as_json(found))
        return
    for problem in found:
        click.echo(as_github(problem) if form == "github" else as_text(problem))
    if form == "text":
        click.echo(_count(found))


def _count(found: Sequence[Problem]) -> str:
    counts = Counter(problem.severity for problem in found)
    said = [_number(counts[severity], severity) for severity in Severity if counts[severity]]
    return ", ".join(said) if said else "No problems."


def built(result: Built) -> str:
    """Say what was built and where it lies."""
    archive, site = result.edition.archive, result.edition.site
    said = ", ".join(
        _number(*pair)
        for pair in (
            (len(archive.articles), "article"),
            (len(archive.stories), "story"),
            (len(archive.outlets), "outlet"),
            (len(archive.cited), "cited address"),
        )
    )
    index = site.output / "index.html"
    shown = index.relative_to(site.root) if index.is_relative_to(site.root) else index
    return f"Built {said}: open {shown}, or run `clipbook serve`"


def explain(result: Result) -> None:
    """Say of every file that was written or removed why it was."""
    for path, why in sorted(result.written.items()):
        click.echo(visible(f"{path}: {why}"))
    for path in result.removed:
        click.echo(visible(f"{path}: removed, as nothing makes it any more"))
    written, same = len(result.written), len(result.made) - len(result.written)
    click.echo(
        f"{_number(written, 'file')} written, {len(result.removed)} removed, {same} as before"
    )


def _number(count: int, noun: str) -> str:
    if count == 1:
        return f"1 {noun}"
    plural = {"story": "stories", "cited address": "cited addresses"}.get(noun, f"{noun}s")
    return f"{count} {plural}"


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal that something is going on; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True).status(what):
        yield
