"""A site made: everything of it, or what differs from the last time, always the same bytes."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from clipbook import exports, jobs, search
from clipbook.edition import Edition
from clipbook.site import plan as plans
from clipbook.site import sitemap, tasks
from clipbook.site.plan import Plan
from clipbook.site.press import Copy, Made, Plain, digest_of
from clipbook.site.printer import Done
from clipbook.site.run import Run
from clipbook.site.shell import Shell
from clipbook.site.state import State
from clipbook.site.tasks import Task
from clipbook.site.whole import Assembly, Before, Stock
from clipbook.store.packs import Packs


@dataclass
class Result:
    """What a build has done."""

    made: dict[str, Plain] = field(default_factory=dict)
    """Every file of the site."""
    written: dict[str, str] = field(default_factory=dict)
    """Files written anew, each with the reason."""
    removed: list[str] = field(default_factory=list)
    whole: dict[str, Any] = field(default_factory=dict)
    """For each file of the whole archive: the bytes of its head, and of each article's piece."""
    pieces: dict[str, Plain] = field(default_factory=dict)
    """By article: what it is in these files."""
    theirs: list[str] = field(default_factory=list)
    """Files that MkDocs has made."""


def make(run: Run, plan: Plan, last: State) -> Result:
    """Make what is planned; files that would be as they are known are not written."""
    result = Result(whole=dict(last.whole), pieces=dict(last.pieces))
    fresh = set[str]()
    folded = list(_folded(_printed(run, plan.reasons), plan.reasons))
    for made, ident, pieces, why in chain.from_iterable(map(marshal.loads, folded)):
        path = made[0]
        result.made[path] = made
        if why:
            result.written[path] = why
        if pieces:
            result.pieces[ident] = pieces
            fresh.add(ident)
    _whole(run, plan, fresh, result)
    _rest(run, plan, result)
    return result


def _folded(printed: Iterator[tuple[Task, Done]], reasons: dict[Task, str]) -> Iterator[bytes]:
    """Give what was made, with the reasons of what was written, in a quarter of the room.

    As long as there are several processes, each page of memory that one of them changes is there
    once more.
    """
    while some := list(islice(printed, _FOLD)):
        yield marshal.dumps([_plain(task, done, reasons.pop(task)) for task, done in some])


def _plain(task: Task, done: Done, why: str) -> Plain:
    ident = task.path.rpartition("/")[2] if done.pieces else ""
    pieces = tuple(done.pieces) if done.pieces else None
    return tuple(done.made), ident, pieces, why if done.written else ""


def beside(edition: Edition, shell: Shell, folder: Path, *, pages: bool) -> None:
    """Make everything beside what MkDocs has written itself: plain `mkdocs build`."""
    run = Run(edition, shell, folder, folder)
    wanted = {
        task: "" for task in tasks.every(edition) if pages or task.maker in {"feed", "export"}
    }
    for _ in _printed(run, wanted):
        pass
    plan = Plan({}, whole="all is made", lists="all is made")
    _whole(run, plan, set(), Result())
    _rest(run, plan, Result())


def _printed(run: Run, todo: Iterable[Task]) -> Iterator[tuple[Task, Done]]:
    here, away = run.crew.share(todo) if run.crew else (todo, [])
    slices = list(tasks.slices(run.edition, here))
    results = jobs.run(partial(_start, run), slices, run.processes if len(slices) > _FEW else 1)
    for n, done in enumerate(results):
        if run.pulse:
            run.pulse()
        yield from zip(slices[n], done, strict=True)
        # What is done is let go of: what was made of it takes its room.
        slices[n] = ()
    if run.crew and away:
        yield from run.crew.print(run, away)


def _start(run: Run, worker: int) -> jobs.Work[Any, list[Done]]:
    printer = run.printer(worker)
    return printer.print, printer.end


def _whole(run: Run, plan: Plan, fresh: AbstractSet[str], result: Result) -> None:
    """Make the files that hold every article, from the pieces of each."""
    keeping = run.keeping
    packs = keeping.packs if keeping else Packs(run.stage)
    stock = Stock(packs, keeping.writer("whole") if keeping else None, result.pieces, fresh)
    if plan.whole:
        there = set(run.edition.archive.articles.ids)
        for ident in result.pieces.keys() - there:
            del result.pieces[ident]
    for column, (path, form) in enumerate(exports.WHOLE.items()):
        old = run.known.get(path)
        kept = result.whole.get(path) if old else None
        if not plan.whole and old and kept:
            result.made[path] = old
            continue
        before = Before(run.site / path, **kept) if kept else None
        assembly = Assembly(run.edition, form, column, stock, before)
        if old and assembly.is_same():
            result.made[path] = old
            continue
        assembly.write(run.stage / path)
        ids, lengths = assembly.ids, assembly.lengths
        result.whole[path] = {"head": len(assembly.head), "ids": ids, "lengths": lengths}
        result.made[path] = Made(path, digest_of(repr(lengths).encode()))
        result.written[path] = plan.whole or "it was not there"
    stock.close()


def _rest(run: Run, plan: Plan, result: Result) -> None:
    """Make what says something of all pages: the sitemap, and the search index."""
    printer = run.printer("rest")
    for why, files, is_one in (
        (plan.lists, _sitemap, _in_sitemap), (plan.whole if run.search else "", _search, in_search),
    ):  # fmt: skip
        if not why:
            result.made.update({p: made for p, made in run.known.items() if is_one(p)})
            continue
        for path, data in files(run):
            if data is None:
                result.made[path] = run.known[path]
                continue
            copy = Copy(Made(path, digest_of(data), head=len(data)), (data,))
            result.made[path], is_written, _ = printer.put(copy)
            if is_written:
                result.written[path] = why
    printer.end()


def is_of_everything(path: str) -> bool:
    """Say whether a file says something of all pages: the sitemap, and the search index."""
    return in_search(path) or _in_sitemap(path)


def _in_sitemap(path: str) -> bool:
    return path.startswith("sitemap") and path.endswith(".xml") and "/" not in path


def in_search(path: str) -> bool:
    """Say whether a file is part of the search index."""
    return path.startswith(f"{search.FOLDER}/")


def _search(run: Run) -> Iterator[tuple[str, bytes | None]]:
    if not run.edition.site.settings.search:
        return
    if run.keeping is None:
        yield from search.files(run.edition)
    else:
        folder = run.keeping.beside("search")
        yield from search.update(run.edition, folder, run.version, run.known)


def _sitemap(run: Run) -> Iterator[tuple[str, bytes | None]]:
    if run.edition.site.url:
        yield from sitemap.files(_addresses(run), run.edition.site.url)


def _addresses(run: Run) -> Iterator[tuple[str, str]]:
    """Give every page with the day on which its content came in."""
    site, articles = run.edition.site, run.edition.archive.articles
    days = dict(zip(articles.paths, articles.moments, strict=True))
    for task in tasks.every(run.edition):
        if task.maker in tasks.LISTED:
            yield site.absolute(task.path), days.get(task.path, "")[:_DAY]
    yield from ((site.url + url, "") for url in run.shell.pages)


def unchanged(run: Run, plan: Plan, result: Result, theirs: Iterable[str]) -> None:
    """Enter the files of ours that nothing was planned for: they stay."""
    if plan.lists:
        every = tasks.every(run.edition) if run.known else ()
        places = (plans.place_in(run.edition, task) for task in every)
        stay = {place: run.known[place] for place in places if place in run.known}
    else:
        stay = dict(run.known)
        gone = [path for path in stay if plan.whole and in_search(path)]
        for path in (*theirs, *gone):
            stay.pop(path, None)
    result.made = {**stay, **result.made}


_FOLD = 512
_FEW = 4
"""Slices that are not worth another process."""
_DAY = len("2026-11-20")
