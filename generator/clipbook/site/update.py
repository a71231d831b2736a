"""A site brought up to date: planned, made, published and remembered."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from clipbook.edition import Edition
from clipbook.pages import cited_lists
from clipbook.site import making, plan, publish, state
from clipbook.site.changes import Change
from clipbook.site.cluster import Crew
from clipbook.site.compiled import Compiled
from clipbook.site.indexing import Source
from clipbook.site.keeping import Keeping
from clipbook.site.making import Result
from clipbook.site.plan import Plan
from clipbook.site.press import Made
from clipbook.site.restoring import Restoring
from clipbook.site.run import Run
from clipbook.site.shell import Shell
from clipbook.site.state import State
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
        return state.load(self._memory, self.content.desk.version)

    @cached_property
    def files(self) -> list[Change] | None:
        """What has changed of the content since; None where that is not known."""
        return plan.changed_files(self.content.catalogue, self.last)

    @property
    def compiled(self) -> Compiled:
        """Keeps compiled templates."""
        return Compiled.at(self.content.desk)

    def serves(self, key: bytes) -> bool:
        """Say whether a shell that served the last build serves this one, by what has changed."""
        structural = self.files is None or any(change.is_structural for change in self.files)
        # Pages that lead on from old addresses stand in a frame of their own.
        leads = self.edition.archive.moved.keys() == self.last.moves.keys()
        return bool(key) and self.last.shell == key and not structural and leads

    def make(self, shell: Shell, shell_folder: Path, key: bytes) -> Result:
        """Bring the site up to date."""
        known = self.last.known(self.output)
        planned = plan.make(self.edition, shell, self.last, self.files)
        if self.search:
            planned.whole = planned.whole or self.last.owed
        restoring = Restoring(planned, self.edition, shell, self.last, known)
        restoring.find()
        with publish.changing(self.output, whole=not known) as change:
            run = self._run(shell, change.stage)
            back = restoring.put_back(run, self._keeping.packs)
            run = replace(run, known={**known, **back} if back else known)
            result = self._made(run, planned)
            result.theirs = _add_shell(shell, shell_folder, run, result)
            _enter(restoring.reasons, run, result)
            result.removed = sorted(known.keys() - result.made.keys())
            strange = self.last.strange(self.output, result.made)
            change.publish([*result.removed, *strange])
        owed = "" if self.search else planned.whole or self.last.owed
        starts = cited_lists.starts(self.edition) if planned.lists else self.last.starts
        self.last = self._state(shell, key, result)
        self.last.owed, self.last.starts, self.last.watched = owed, starts, planned.watched
        return result

    @property
    def source(self) -> Source:
        """What the search index is made of."""
        return Source(self.edition, self._keeping.beside("search"), self.content.desk.version)

    def save(self) -> None:
        """Keep what is known of the site for the next time."""
        used = self._keeping.compact(self.last)
        state.save(self._memory, self.content.desk.version, self.last)
        self._keeping.sweep(used)

    def _run(self, shell: Shell, stage: Path) -> Run:
        return Run(
            self.edition,
            shell,
            stage,
            self.output,
            self._keeping,
            same_frames=state.same_frames(self.last, shell),
            compiled=self.compiled,
            processes=self.processes,
            crew=self.crew,
            search=self.search,
            version=self.content.desk.version,
            pulse=self.pulse,
        )

    def _made(self, run: Run, planned: Plan) -> Result:
        result = making.make(run, planned, self.last)
        making.unchanged(run, planned, result, self.last.theirs)
        return result

    @property
    def _memory(self) -> Path:
        name = state.name_of(str(self.output.resolve())).hex()[:12]
        return self.content.desk.folder / f"site-{name}"

    @property
    def _keeping(self) -> Keeping:
        return Keeping(self._memory.parent, self._memory.name)

    def _state(self, shell: Shell, key: bytes, result: Result) -> State:
        pins, moves = plan.decisions(self.edition)
        return State(
            catalogue=self.content.catalogue.name,
            generation=self.content.catalogue.generation,
            basis=plan.basis(self.edition, shell),
            kinds=dict(shell.templates),
            frames=state.frames(shell),
            words={path: tuple(words) for path, words in shell.words.items()},
            topics=plan.topic_names(self.edition),
            outlets=state.frozen_outlets(self.edition.archive.outlets),
            pins=pins,
            moves=moves,
            shell=key,
            theirs=result.theirs,
            pages=shell.pages,
            sources=cited_lists.planned(self.edition),
            whole=result.whole,
            pieces=result.pieces,
            made={path: tuple(made) for path, made in result.made.items()},
            folders=state.folders(self.output, result.made),
        )


def _enter(back: Mapping[str, str], run: Run, result: Result) -> None:
    """Count what was put back as written, and take away what is not to be there after all."""
    for path, why in back.items():
        if path in result.made:
            result.written.setdefault(path, why)
        else:
            (run.stage / path).unlink()


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
