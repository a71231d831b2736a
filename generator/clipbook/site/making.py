"""A site made: everything of it, or what differs from the last time, always the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from clipbook import exports, jobs, search
from clipbook.edition import Edition
from clipbook.site import changes, depend, sitemap, state, tasks, templates
from clipbook.site.changes import Changes
from clipbook.site.press import Made, Press, Printer, digest_of, place_of
from clipbook.site.shell import Shell
from clipbook.site.stamp import Stamper
from clipbook.site.state import State
from clipbook.site.tasks import Task
from clipbook.store.content import Content


@dataclass
class Plan:
    """What is to be made, and why."""

    reasons: dict[Task, str]
    """By task; empty reasons where all is made."""
    whole: str = ""
    """Why files that show the whole archive are made; empty where they stay."""
    full: str = ""
    """Why everything is made; empty where it is not."""


@dataclass
class Result:
    """What a build has done."""

    made: dict[str, Made] = field(default_factory=dict)
    """Every file of the site that is not the shell's own."""
    written: dict[str, str] = field(default_factory=dict)
    """Files written anew, each with the reason."""
    removed: list[str] = field(default_factory=list)
    looked_at: int = 0
    """Files that were made to see whether they differ."""


def basis(edition: Edition, shell: Shell) -> bytes:
    """Name what every page depends on."""
    site, settings = edition.site, edition.site.settings
    said = (site.name, site.url, site.description, site.language, site.flat)
    return state.name_of(*said, settings.model_dump(mode="json"), sorted(shell.config.items()))


def plan(edition: Edition, content: Content, shell: Shell, last: State) -> Plan:
    """Decide what to make, by what has changed since the last build."""
    reasons: dict[Task, str] = {}
    why = _why_everything(edition, shell, last)
    files = None if why else _files(content, last)
    if files is None:
        why = why or "it is not known what has changed since the last build"
        return Plan(dict.fromkeys(tasks.every(edition), why), whole=why, full=why)
    found = _changes(edition, files, last)
    for task in _by_template(edition, shell, last):
        reasons[task] = f"the template of every {task.maker} page has changed"
    for task in _by_words(edition, shell, last):
        reasons.setdefault(task, "a curator’s words on it have changed")
    for task, reason in depend.tasks(edition, found):
        reasons.setdefault(task, reason)
    return Plan(reasons, whole=next(depend.every_reason(found), ""))


def _why_everything(edition: Edition, shell: Shell, last: State) -> str:
    if last.generation < 0:
        return "nothing is known of an earlier build"
    if last.basis != basis(edition, shell):
        return "mkdocs.yml has changed"
    return ""


def _files(content: Content, last: State) -> list[changes.Change] | None:
    catalogue = content.catalogue
    known = last.catalogue == catalogue.name
    files = changes.since(catalogue, last.generation) if known else None
    # Following the changes of most files costs more than making everything.
    return (
        files if files is not None and len(files) * _MOST < len(catalogue.entries) + _FEW else None
    )


def _changes(edition: Edition, files: Iterable[changes.Change], last: State) -> Changes:
    found = changes.of_files(files)
    now = state.frozen_outlets(edition.archive.outlets)
    changes.of_outlets(edition, found, last.outlets, now)
    changes.of_story_tags(edition, found)
    if found:
        changes.of_topics(found, last.topics, topic_names(edition))
    return found


def topic_names(edition: Edition) -> dict[str, str]:
    """Give what every topic is called."""
    return {slug: topic.name for slug, topic in edition.archive.topics.items()}


def _by_template(edition: Edition, shell: Shell, last: State) -> Iterator[Task]:
    for kind, name in shell.templates.items():
        if last.kinds.get(kind) != name:
            yield from (Task(kind, path) for path in tasks.MAKERS[kind](edition))


def _by_words(edition: Edition, shell: Shell, last: State) -> Iterator[Task]:
    changed = {
        path
        for path in shell.words.keys() | last.words.keys()
        if last.words.get(path) != (tuple(shell.words[path]) if path in shell.words else None)
    }
    if changed:
        yield from (task for task in tasks.every(edition) if task.path in changed)


def make(run: Run, plan: Plan, known: Mapping[str, Made]) -> Result:
    """Make what is planned; files that would be as they are known are not written."""
    result = Result()
    todo = dict(plan.reasons)
    for task in tasks.every(run.edition):
        place = place_in(run.edition, task)
        made = known.get(place)
        if made is None:
            todo.setdefault(task, "it was not there, or something else has changed it")
        elif task not in todo and made.frame and made.frame not in run.same_frames:
            todo[task] = "what is around it has changed"
        elif task not in todo:
            result.made[place] = made
    for made, written, task in _printed(run, todo, known):
        result.made[made.path] = made
        if written:
            result.written[made.path] = todo[task]
    result.looked_at = len(todo)
    _whole(run, plan, known, result)
    return result


@dataclass(frozen=True)
class Run:
    """What all the work of one build shares."""

    edition: Edition
    shell: Shell
    same_frames: frozenset[str]
    """The frames that are as they were."""
    stage: Path
    """Where files are written."""
    processes: int = 1

    @property
    def press(self) -> Press:
        """Makes files."""
        cache = None
        stamper = Stamper(self.shell, templates.loader(self.shell.folders), cache)
        return Press(self.edition, stamper, self.same_frames)


def place_in(edition: Edition, task: Task) -> str:
    """Give the file of the site that a task makes."""
    if task.maker in {"feed", "export"}:
        return task.path
    return place_of(edition.site.addresses.of(task.path))


def _printed(
    run: Run, todo: Iterable[Task], known: Mapping[str, Made]
) -> Iterator[tuple[Made, bool, Task]]:
    slices = list(tasks.slices(run.edition, todo))
    start = partial(_start, run, known)
    results = jobs.run(start, slices, run.processes if len(slices) > _FEW else 1)
    for slice_, done in zip(slices, results, strict=True):
        yield from (
            (made, written, task) for task, (made, written) in zip(slice_, done, strict=True)
        )


def _start(
    run: Run, known: Mapping[str, Made], _worker: int
) -> jobs.Work[Sequence[Task], list[tuple[Made, bool]]]:
    printer = Printer(run.press, str(run.stage), known)
    return printer.print, _nothing


def _nothing() -> None:
    """End without more ado: every file is closed."""


def _whole(run: Run, plan: Plan, known: Mapping[str, Made], result: Result) -> None:
    """Make the files that hold something of the whole archive."""
    printer = Printer(run.press, str(run.stage), known)
    files = _whole_files(run) if plan.whole else ()
    for path, data in files:
        made = Made(path, digest_of(data))
        result.made[path] = made
        if known.get(path) != made:
            printer.write(path, data)
            result.written[path] = plan.whole
    if not plan.whole:
        kept = (made for path, made in known.items() if path not in result.made)
        result.made.update({made.path: made for made in kept if _is_whole(made.path)})


def _is_whole(path: str) -> bool:
    return path.startswith((f"{search.FOLDER}/", "sitemap", "archive."))


def _whole_files(run: Run) -> Iterator[tuple[str, bytes]]:
    edition = run.edition
    for path, form in exports.whole_paths(edition):
        yield path, form.document(edition, edition.archive.articles)
    if edition.site.settings.search:
        yield from search.files(edition)
    if edition.site.url:
        yield "sitemap.xml", sitemap.sitemap(_addresses(run))


def _addresses(run: Run) -> Iterator[tuple[str, str]]:
    """Give every page with the day on which its content came in."""
    site, archive = run.edition.site, run.edition.archive
    days = dict(zip(archive.articles.paths, archive.articles.moments, strict=True))
    for task in tasks.every(run.edition):
        if task.maker not in {"feed", "export"}:
            yield site.absolute(task.path), days.get(task.path, "")[:_DAY]
    yield from ((site.url + url, "") for url in run.shell.pages)


def beside(edition: Edition, shell: Shell, folder: Path, *, pages: bool) -> None:
    """Make everything beside what MkDocs has written itself: plain `mkdocs build`."""
    run = Run(edition, shell, frozenset(), folder)
    wanted = {
        task: "" for task in tasks.every(edition) if pages or task.maker in {"feed", "export"}
    }
    for _ in _printed(run, wanted, {}):
        pass
    _whole(run, Plan({}, whole="all is made"), {}, Result())


_FEW = 4
"""Slices that are not worth another process."""
_MOST = 3
_DAY = len("2026-11-20")
