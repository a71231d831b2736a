"""What commands say: results on standard output, problems and progress beside it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clipbook.problems import Problem, Severity, as_github, as_json, as_text, visible
from clipbook.store.accession import Outcome

if TYPE_CHECKING:
    from clipbook.pipeline import Built, Imported
    from clipbook.search.answer import Answer
    from clipbook.site.making import Result

_WORTH_A_BAR = 20
"""Fewer inputs are done before a bar is read."""

_SAID = {
    Outcome.ADDED: "added",
    Outcome.KNOWN: "known",
    Outcome.JOINED: "joined",
    Outcome.ELSEWHERE: "known",
}


@dataclass(slots=True)
class Tally:
    """How many inputs came to what."""

    counts: Counter[str] = field(default_factory=Counter)
    dry_run: bool = False

    @property
    def refused(self) -> int:
        """Inputs that did not come in."""
        return self.counts["refused"]

    @property
    def summary(self) -> str:
        """All counts in one line."""
        said = [f"{self.counts[name]} {name}" for name in ("added", "known", "joined", "refused")]
        shown = [text for text in said if not text.startswith("0 ")] or ["nothing to import"]
        return ", ".join(shown) + (" (dry run: nothing was written)" if self.dry_run else "")


def imports(imported: Iterable[Imported], root: Path, *, dry_run: bool) -> Tally:
    """Print what came of each input, as it comes."""
    tally = Tally(dry_run=dry_run)
    for item in imported:
        for problem in item.problems:
            click.echo(as_text(problem), err=True)
        for story in item.made:
            click.echo(f"made     {story}")
        if item.accession is None:
            tally.counts["refused"] += 1
            continue
        outcome = item.accession.outcome
        tally.counts[_SAID[outcome]] += 1
        path = item.accession.path
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path
        remark = " (in another story, where it stays)" if outcome is Outcome.ELSEWHERE else ""
        click.echo(visible(f"{_SAID[outcome]:8} {shown}  ←  {item.input}{remark}"))
    return tally


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
def progress(paths: Sequence[Path], what: str) -> Iterator[Iterable[Path]]:
    """Show a bar on a terminal while paths are taken; nothing in a pipe."""
    if not sys.stderr.isatty() or len(paths) < _WORTH_A_BAR:
        yield paths
        return
    from rich.console import Console  # noqa: PLC0415 - a pipe does not pay for it
    from rich.progress import track  # noqa: PLC0415

    yield track(paths, what, console=Console(stderr=True), transient=True)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal that something is going on; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True).status(what):
        yield


def answer(found: Answer, form: str) -> None:
    """Print the answer to a query; what is to be said of it goes beside it."""
    if form == "json":
        click.echo(json.dumps(found.plain(), ensure_ascii=False, indent=2))
        return
    for note in found.notes():
        click.echo(note, err=True)
    for line in found.lines():
        click.echo(line)
    click.echo(found.summary(), err=True)
