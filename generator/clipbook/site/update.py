"""A site brought up to date: planned, made, published and remembered."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from clipbook.edition import Edition
from clipbook.pages import cited_lists
from clipbook.site import making, plan, publish, state
from clipbook.site.changes import Change
from clipbook.site.cluster import Crew
from clipbook.site.frame import Frame
from clipbook.site.making import Result, Run
from clipbook.site.plan import Plan
from clipbook.site.press import Made, Moved
from clipbook.site.shell import Shell
from clipbook.site.state import State
from clipbook.site.tasks import Task
from clipbook.store.content import Content


@dataclass
class Update:
    """One build of one site."""

    content: Content
    edition: Edition
    output: Path
    processes: int
    crew: Crew | None = None
    """Makes most of it on other machines."""
    search: bool = True
    """Whether the search index is made; else it is owed."""
    pulse: Callable[[], None] | None = None
    """Called between pieces of work; raises what is to end it."""
    _key: bytes = field(default=b"", repr=False)

    @cached_property
    def last(self) -> State:
        """What is known of the last build."""
        if not self.output.is_dir():
            return State()
        return state.load(self._memory, self.content.desk.version)

    @cached_property
    def files(self) -> list[Change] | None:
        """What has changed of the content since; None where that is not known."""
        return plan.changed_files(self.content.catalogue, self.last)

    def serves(self, key: bytes) -> bool:
        """Say whether a shell that served the last build serves this one, by what has changed."""
        structural = self.files is None or any(change.is_structural for change in self.files)
        return bool(key) and self.last.shell == key and not structural

    def make(self, shell: Shell, shell_folder: Path, key: bytes) -> Result:
        """Bring the site up to date."""
        known = self.last.known(self.output)
        planned = plan.make(self.edition, shell, self.last, self.files)
        if self.search:
            planned.whole = planned.whole or self.last.owed
        lost = self.last.made.keys() - known.keys()
        if making.is_of_everything(lost):
            # The search index and the sitemap are made whole, or not at all.
            planned.whole = planned.whole or "a file was not there, or something has changed it"
            planned.lists = planned.lists or planned.whole
        same = self._same(shell)
        moved: frozenset[Task] = frozenset()
        if planned.lists or lost or len(same) < len(shell.frames):
            moved = plan.add_missing(planned, self.edition, known, same)
        scratch = self.content.desk.folder / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        with publish.changing(self.output, whole=not known) as change:
            old = {name: Frame._make(frame) for name, frame in self.last.frames.items()}
            was = Moved(self.output, old, moved)
            hands = self.processes, self.crew, self.search, self.pulse
            run = Run(self.edition, shell, change.stage, scratch, known, same, was, *hands)
            result = self._made(run, planned)
            result.theirs = _add_shell(shell, shell_folder, run, result)
            result.removed = sorted(known.keys() - result.made.keys())
            strange = self.last.strange(self.output, result.made)
            change.publish([*result.removed, *strange])
        shutil.rmtree(scratch, ignore_errors=True)
        owed = "" if self.search else planned.whole or self.last.owed
        starts = cited_lists.starts(self.edition) if planned.lists else self.last.starts
        self.last = replace(self._state(shell, key, result), owed=owed, starts=starts)
        return result

    def save(self) -> None:
        """Keep what is known of the site for the next time."""
        state.save(self._memory, self.content.desk.version, self.last)

    def _made(self, run: Run, planned: Plan) -> Result:
        result = making.make(run, planned, self.last.pieces)
        making.unchanged(run, planned, result, self.last.theirs)
        return result

    @property
    def _memory(self) -> Path:
        name = state.name_of(str(self.output.resolve())).hex()[:12]
        return self.content.desk.folder / f"site-{name}"

    def _same(self, shell: Shell) -> frozenset[str]:
        known = self.last.frames
        return frozenset(key for key, frame in shell.frames.items() if known.get(key) == frame)

    def _state(self, shell: Shell, key: bytes, result: Result) -> State:
        return State(
            catalogue=self.content.catalogue.name,
            generation=self.content.catalogue.generation,
            basis=plan.basis(self.edition, shell),
            kinds=dict(shell.templates),
            frames={name: tuple(frame) for name, frame in shell.frames.items()},
            words={path: tuple(words) for path, words in shell.words.items()},
            topics=plan.topic_names(self.edition),
            outlets=state.frozen_outlets(self.edition.archive.outlets),
            shell=key,
            theirs=result.theirs,
            pages=shell.pages,
            pieces=result.pieces,
            made={path: tuple(made) for path, made in result.made.items()},
            folders=state.folders(self.output, result.made),
        )


def _add_shell(shell: Shell, folder: Path, run: Run, result: Result) -> list[str]:
    """Put in what MkDocs has made, where nothing of ours stands; gives what it comes to."""
    added = []
    for path, digest in shell.files.items():
        if path in result.made:
            continue
        made = result.made[path] = Made(path, digest)
        added.append(path)
        if run.known.get(path) != made:
            target = run.stage / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / path, target)
            result.written[path] = "MkDocs has made it anew"
    return added
