"""Measures builds and search of Clipbook beside those of others: `make bench`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import asdict

import click

from benchmarks import bars, disk, hugo, job, machine, options, ours, report, table, tree
from benchmarks.grouping import bars as grouping
from benchmarks.job import Job
from benchmarks.measure import FailedError
from benchmarks.options import Options
from benchmarks.place import Place
from benchmarks.report import Report
from benchmarks.search import fts, pagefind, steps
from benchmarks.search.results import PAGEFIND
from benchmarks.search.steps import Step
from benchmarks.world import World

_INTERRUPTED = 130

_BUSY = 0.5
"""Load from which other work disturbs: even CPU time doubles where cores are shared."""


def main() -> int:
    """Measure, write the JSON, print the tables; gives the exit code."""
    asked = options.read()
    found = report.read(asked.table) if asked.table else _begin(asked)
    code = 0 if asked.table else _measure(found, asked)
    click.echo(f"{table.in_full(found)}\n\n{table.for_readme(found)}")
    if asked.readme and code == 0:
        table.put(table.for_readme(found), options.ROOT / "README.md")
    return code


def _begin(asked: Options) -> Report:
    today = dt.datetime.now(dt.UTC).date().isoformat()
    versions = {name: _version(name) for name in asked.generators}
    if steps.NAME in asked.only:
        versions |= {PAGEFIND: pagefind.version(), fts.NAME: fts.version()}
    for name, version in versions.items():
        job.say(f"         {version or f'{name} is not installed, and is left out'}")
    load = machine.load()
    if load > _BUSY:
        job.say(f"         this machine is busy (load {load:.1f}): the numbers will be too high")
    return Report(today, machine.describe(), load, versions, asked.seed)


def _version(generator: str) -> str | None:
    if generator == ours.NAME:
        return ours.version()
    return hugo.version() if generator == hugo.NAME else tree.version(generator)


def _measure(found: Report, asked: Options) -> int:
    try:
        if steps.NAME in asked.only:
            _take(found, steps.of_news(asked.extent), None, asked)
        if grouping.NAME in asked.only:
            _group(found, asked)
        for size in asked.sizes if asked.has_archives else ():
            folder = asked.work.resolve() / f"{size}-articles"
            deleted = _measure_size(found, Place(folder, World(size, asked.seed)), asked)
            disk.settle(deleted if size != asked.sizes[-1] else 0)
    except FailedError as error:
        _fail(found, str(error), asked)
    except KeyboardInterrupt:
        job.say("interrupted: what was measured is kept")
        return _INTERRUPTED
    return 1 if found.failures else 0


def _measure_size(found: Report, place: Place, asked: Options) -> int:
    """Measure an archive; gives the number of files that were deleted afterwards."""
    job.say(f"{place.world.articles:>7,}  the archive")
    place.make()
    try:
        for generator in asked.generators:
            if found.versions[generator]:
                _measure_generator(found, generator, place, asked)
        if steps.NAME in asked.only:
            _take(found, steps.steps(place, asked.extent), place, asked)
    finally:
        deleted = 0 if asked.keep else place.tidy()
    return deleted


def _measure_generator(found: Report, generator: str, place: Place, asked: Options) -> None:
    try:
        with closing(_jobs(generator, place, asked)) as jobs:
            for one in jobs:
                if one.search and place.world.articles > asked.search:
                    break
                _measure_job(found, one, place, asked)
    except FailedError as error:
        _fail(found, f"{place.world.articles:,} articles, {generator}: {error}", asked)


def _measure_job(found: Report, one: Job, place: Place, asked: Options) -> None:
    try:
        found.results.append(job.best(one, place, asked.patience))
    except FailedError as error:
        _fail(found, f"{place.world.articles:,} articles, {one.label}: {error}", asked)
    _keep(found, asked)


def _take(found: Report, some: Iterable[Step], place: Place | None, asked: Options) -> None:
    """Take the steps of search, as far as each of them can be taken."""
    size = f"{place.world.articles:,} articles, " if place else ""
    for name, take in some:
        try:
            take(found.search)
        except FailedError as error:
            _fail(found, f"{size}search, {name}: {error}", asked)
        _keep(found, asked)


def _group(found: Report, asked: Options) -> None:
    """Measure grouping, as far as it can be."""
    for name, take in grouping.steps(asked.labelled, options.ROOT / "tests"):
        job.say(f"         grouping, {name}")
        try:
            take(found.grouping)
        except FailedError as error:
            _fail(found, f"grouping, {name}: {error}", asked)
        _keep(found, asked)


def _fail(found: Report, what: str, asked: Options) -> None:
    job.say(what)
    found.failures.append(what)
    _keep(found, asked)


def _jobs(generator: str, place: Place, asked: Options) -> Generator[Job]:
    if generator == ours.NAME:
        yield from ours.jobs(place, asked.arguments)
    elif generator == hugo.NAME:
        yield from hugo.jobs(place)
    elif place.world.articles <= tree.MOST:
        yield from tree.jobs(generator, place)


def _keep(found: Report, asked: Options) -> None:
    verdicts = [{**asdict(one), "verdict": one.word} for one in bars.judged(found)]
    report.write(found, asked.out, verdicts)


sys.exit(main())
