"""A site made: everything of it, or what differs from the last time, always the same bytes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from clipbook import exports, jobs, search
from clipbook.edition import Edition
from clipbook.site import plan as plans
from clipbook.site import sitemap, tasks, templates
from clipbook.site.cluster import Crew
from clipbook.site.plan import Plan
from clipbook.site.press import Made, Moved, Plain, Press, digest_of
from clipbook.site.printer import Done, Printer
from clipbook.site.shell import Shell
from clipbook.site.stamp import Stamper
from clipbook.site.tasks import Task
from clipbook.site.whole import Assembly, Before, Fresh
from clipbook.store.packs import Packs, PackWriter, Place

Pieces = dict[str, Any]
"""For each file of the whole archive: the bytes of its head, and of each article's piece by id."""


@dataclass
class Result:
    """What a build has done."""

    made: dict[str, Plain] = field(default_factory=dict)
    """Every file of the site."""
    written: dict[str, str] = field(default_factory=dict)
    """Files written anew, each with the reason."""
    removed: list[str] = field(default_factory=list)
    pieces: Pieces = field(default_factory=dict)
    theirs: list[str] = field(default_factory=list)
    """Files that MkDocs has made."""


@dataclass(frozen=True)
class Run:
    """What all the work of one build shares."""

    edition: Edition
    shell: Shell
    stage: Path
    """Where files are written."""
    scratch: Path
    """Where what is only needed meanwhile is written."""
    known: Mapping[str, Plain] = field(default_factory=dict)
    """The files of the site that are there as they were made."""
    same_frames: frozenset[str] = frozenset()
    moved: Moved | None = None
    processes: int = 1
    crew: Crew | None = None
    """Makes most of it on other machines."""
    search: bool = True
    """Whether the search index is made; else it stays as it is."""
    pulse: Callable[[], None] | None = None
    """Called between pieces of work; raises what is to end it."""

    @property
    def press(self) -> Press:
        """Makes files."""
        stamper = Stamper(self.shell, templates.loader(self.shell.folders))
        return Press(self.edition, stamper, self.same_frames, self.moved)


def make(run: Run, plan: Plan, before: Pieces) -> Result:
    """Make what is planned; files that would be as they are known are not written."""
    result = Result(pieces=dict(before))
    fresh: dict[str, Place] = {}
    for task, done in _printed(run, plan.reasons):
        result.made[done.made.path] = done.made
        if done.written:
            result.written[done.made.path] = plan.reasons[task]
        if done.piece:
            fresh[task.path.rpartition("/")[2]] = done.piece
    _whole(run, plan, Fresh(Packs(run.scratch), fresh), result)
    _rest(run, plan, result)
    return result


def beside(edition: Edition, shell: Shell, folder: Path, *, pages: bool) -> None:
    """Make everything beside what MkDocs has written itself: plain `mkdocs build`."""
    run = Run(edition, shell, folder, folder)
    wanted = {
        task: "" for task in tasks.every(edition) if pages or task.maker in {"feed", "export"}
    }
    for _ in _printed(run, wanted, with_pieces=False):
        pass
    plan = Plan({}, whole="all is made", lists="all is made")
    _whole(run, plan, Fresh(Packs(folder)), Result())
    _rest(run, plan, Result())


def _printed(
    run: Run, todo: Iterable[Task], *, with_pieces: bool = True
) -> Iterator[tuple[Task, Done]]:
    here, away = run.crew.share(run, todo) if run.crew else (todo, [])
    slices = list(tasks.slices(run.edition, here))
    start = partial(_start, run, with_pieces)
    results = jobs.run(start, slices, run.processes if len(slices) > _FEW else 1)
    for slice_, done in zip(slices, results, strict=True):
        if run.pulse:
            run.pulse()
        yield from zip(slice_, done, strict=True)
    if run.crew and away:
        yield from run.crew.print(run, away)


def _start(run: Run, with_pieces: bool, worker: int) -> jobs.Work[Any, list[Done]]:
    name = f"pieces-{os.getpid()}-{worker}.pack"
    pieces = PackWriter(run.scratch, name) if with_pieces else None
    printer = Printer(run.press, str(run.stage), run.known, pieces)
    return printer.print, printer.end


def _whole(run: Run, plan: Plan, fresh: Fresh, result: Result) -> None:
    """Make the files that hold every article, from the pieces of those that have changed."""
    for column, (path, form) in enumerate(exports.WHOLE.items()):
        old = run.known.get(path)
        kept = result.pieces.get(path) if old else None
        if not plan.whole and old and kept:
            result.made[path] = old
            continue
        before = Before(_site(run) / path, **kept) if kept else None
        assembly = Assembly(run.edition, form, column, fresh, before)
        if old and assembly.is_same():
            result.made[path] = old
            continue
        assembly.write(run.stage / path)
        ids, lengths = assembly.ids, assembly.lengths
        result.pieces[path] = {"head": len(assembly.head), "ids": ids, "lengths": lengths}
        result.made[path] = Made(path, digest_of(repr(lengths).encode()))
        result.written[path] = plan.whole or "it was not there"


def _site(run: Run) -> Path:
    return run.moved.folder if run.moved else run.stage


def _rest(run: Run, plan: Plan, result: Result) -> None:
    """Make what says something of all pages: the sitemap, and the search index."""
    printer = Printer(run.press, str(run.stage), run.known)
    for why, files, is_one in (
        (plan.lists, _sitemap, _in_sitemap), (plan.whole if run.search else "", _search, in_search),
    ):  # fmt: skip
        if not why:
            result.made.update({p: made for p, made in run.known.items() if is_one(p)})
            continue
        for path, data in files(run):
            made = result.made[path] = Made(path, digest_of(data))
            if run.known.get(path) != made:
                printer.write(path, data)
                result.written[path] = why


def is_of_everything(paths: Iterable[str]) -> bool:
    """Say whether any of these files says something of all pages."""
    return any(in_search(path) or _in_sitemap(path) for path in paths)


def _in_sitemap(path: str) -> bool:
    return path.startswith("sitemap") and "/" not in path


def in_search(path: str) -> bool:
    """Say whether a file is part of the search index."""
    return path.startswith(f"{search.FOLDER}/")


def _search(run: Run) -> Iterator[tuple[str, bytes]]:
    if run.edition.site.settings.search:
        yield from search.files(run.edition)


def _sitemap(run: Run) -> Iterator[tuple[str, bytes]]:
    if run.edition.site.url:
        yield from sitemap.files(_addresses(run), run.edition.site.url)


def _addresses(run: Run) -> Iterator[tuple[str, str]]:
    """Give every page with the day on which its content came in."""
    site, articles = run.edition.site, run.edition.archive.articles
    days = dict(zip(articles.paths, articles.moments, strict=True))
    for task in tasks.every(run.edition):
        if task.maker not in {"feed", "export"}:
            yield site.absolute(task.path), days.get(task.path, "")[:_DAY]
    yield from ((site.url + url, "") for url in run.shell.pages)


def unchanged(run: Run, plan: Plan, result: Result, theirs: Iterable[str]) -> None:
    """Enter the files of ours that nothing was planned for: they stay."""
    if plan.lists:
        every = (plans.place_in(run.edition, task) for task in tasks.every(run.edition))
        stay = {place: run.known[place] for place in every if place in run.known}
    else:
        stay = dict(run.known)
        gone = [path for path in stay if plan.whole and in_search(path)]
        for path in (*theirs, *gone):
            stay.pop(path, None)
    result.made = {**stay, **result.made}


_FEW = 4
"""Slices that are not worth another process."""
_DAY = len("2026-11-20")
