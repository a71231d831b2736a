"""Jobs: what is run, how it is set up each time, and the best of several runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from benchmarks import measure
from benchmarks.measure import FailedError, Output, Usage
from benchmarks.place import Place


@dataclass(frozen=True, slots=True)
class Job:
    """One command to measure."""

    generator: str
    """A key of `GENERATORS`."""
    run: str
    """What is done: `cold`, `warm` …"""
    command: Sequence[str]
    folder: Path
    output: Path
    before: Callable[[int], None]
    """Sets up the n-th repeat, counted from 1; not measured."""
    search: bool = False
    """Whether an index for a search is made as well."""

    @property
    def label(self) -> str:
        """What is measured, for readers."""
        return f"{self.generator}, {self.run}" + (", with search" if self.search else "")


@dataclass(frozen=True, slots=True)
class Result:
    """What a job used and made: the run with the least CPU, and the highest peak of all."""

    generator: str
    run: str
    articles: int
    usage: Usage
    output: Output
    every: tuple[Usage, ...]
    search: bool = False


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a job is run."""

    repeats: int | None
    """None for three times up to 10,000 articles, and once beyond."""
    enough: float
    """CPU seconds after which a job is not repeated: long runs differ little."""

    def of(self, articles: int) -> int:
        """Give the number of runs of a job."""
        return self.repeats or (_REPEATS if articles <= _SMALL else 1)


_REPEATS, _SMALL = 3, 10_000


def say(text: str) -> None:
    """Say on standard error what is going on."""
    click.echo(text, err=True)


def best(job: Job, place: Place, patience: Patience) -> Result:
    """Run a job as often as is worth it; raises FailedError where it fails or pages are missing."""
    articles = place.world.articles
    every: list[Usage] = []
    for time in range(1, patience.of(articles) + 1):
        job.before(time)
        every.append(_once(job, place))
        if every[-1].cpu > patience.enough:
            break
    made = measure.output(job.output)
    if made.pages < articles:
        raise FailedError(f"{made.pages} pages of {articles} articles")
    return Result(job.generator, job.run, articles, _least(every), made, tuple(every), job.search)


def _once(job: Job, place: Place) -> Usage:
    used = measure.run(job.command, job.folder, place.log)
    numbers = f"{used.cpu:8.2f} s CPU {used.wall:8.2f} s"
    say(f"{place.world.articles:>7,}  {job.label:48} {numbers}")
    return used


def _least(every: Sequence[Usage]) -> Usage:
    best = min(every, key=lambda used: used.cpu)
    peaks = [used.peak for used in every if used.peak is not None]
    exact = all(used.exact for used in every)
    return replace(best, peak=max(peaks, default=None), exact=exact)
