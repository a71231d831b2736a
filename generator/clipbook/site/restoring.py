"""Files put back as they were made: joined from what is kept, with nothing read or rendered.

That is what becomes of a site that is gone while its cache is there, of files that something else
has changed, and of pages of which only the frame has changed. What is not kept, or is spoilt, is
planned to be made like anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple
from zlib import crc32

from clipbook import exports, jobs
from clipbook.edition import Edition
from clipbook.site import making, tasks
from clipbook.site import state as states
from clipbook.site.frame import Frame
from clipbook.site.plan import Plan, place_in
from clipbook.site.press import Made, Plain
from clipbook.site.run import Run
from clipbook.site.shell import Shell
from clipbook.site.stage import Stage
from clipbook.site.state import State
from clipbook.site.tasks import Task
from clipbook.store.packs import Packs, Place, SpoiltPackError

_LOST = "it was not there, or something else has changed it"
_FRAMED = "what is around it has changed"
_SLICE = 512
_FEW = 4
"""Slices that are not worth another process."""
_STRETCH = 1 << 20
"""Bytes of a pack that are read at once, at least about."""
_KEPT = attrgetter("pack", "offset")


class Found(NamedTuple):
    """A file of the site, as it is to be."""

    path: str
    made: Plain | None
    """As it was made last, or None where it never was."""
    frame: str
    """The frame around it now, or nothing where it is no page."""
    task: Task | None
    """Of which it is, where that was looked up."""


@dataclass
class Restoring:
    """Finds what can be put back, and plans what cannot."""

    plan: Plan
    edition: Edition
    shell: Shell
    last: State
    known: Mapping[str, Plain]
    """The files that are there as they were made."""
    files: list[Made] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    """Why each of the files is put back, by path."""

    def find(self) -> None:
        """Look for files that nothing is planned for, and that are not there as they are to be."""
        is_complete = len(self.known) == len(self.last.made)
        if not self.last.made:
            return
        if self.plan.lists or self.last.frames != states.frames(self.shell):
            self._consider(self._by_task())
        elif not is_complete:
            self._consider(self._by_file())
        if not is_complete:
            self._find_of_everything()

    def put_back(self, run: Run, packs: Packs) -> dict[str, Plain]:
        """Write the files on the stage; gives them by path, and plans those that are spoilt."""
        restorer = _Restorer(packs, self.shell.frames, Stage(str(run.stage)))
        files = sorted(self.files, key=_KEPT)
        slices = [files[at : at + _SLICE] for at in range(0, len(files), _SLICE)]
        processes = run.processes if len(slices) > _FEW else 1
        for spoilt in jobs.run(restorer.begin, slices, processes):
            if run.pulse:
                run.pulse()
            for path in spoilt:
                self._plan(path, self.reasons.pop(path))
        return {made.path: tuple(made) for made in self.files if made.path in self.reasons}

    @cached_property
    def _tasks(self) -> dict[str, Task]:
        return {place_in(self.edition, task): task for task in tasks.every(self.edition)}

    def _by_task(self) -> Iterator[Found]:
        """Give the files that there are to be, in the frames of now."""
        for path, task in self._tasks.items():
            is_page = task.maker not in {"feed", "export"}
            frame = self.shell.frame_key(task.maker, task.path) if is_page else ""
            if task not in self.plan.reasons:
                yield Found(path, self.last.made.get(path), frame, task)

    def _by_file(self) -> Iterator[Found]:
        """Give the files that there were, where there are to be the same in the same frames."""
        others = {*exports.WHOLE, *self.last.theirs}
        others.update(place_in(self.edition, task) for task in self.plan.reasons)
        for path, made in self.last.made.items():
            if path not in others and not making.is_of_everything(path):
                yield Found(path, made, made[_FRAME], None)

    def _consider(self, found: Iterator[Found]) -> None:
        same = states.same_frames(self.last, self.shell)
        for path, made, frame, task in found:
            is_there = path in self.known
            if made is None or not is_there:
                self._restore(path, made, frame, _LOST, task)
            elif frame and (frame != made[_FRAME] or frame not in same):
                self._restore(path, made, frame, _FRAMED, task)

    def _find_of_everything(self) -> None:
        """Find the sitemap and the search index, unless they are made anyway."""
        for path, made in self.last.made.items():
            if path not in self.known and making.is_of_everything(path):
                is_planned = self.plan.whole if making.in_search(path) else self.plan.lists
                if not is_planned:
                    self._restore(path, made, "", _LOST, None)

    def _restore(
        self, path: str, made: Plain | None, frame: str, why: str, task: Task | None
    ) -> None:
        if made is None or not made[_PACK]:
            self._plan(path, why, task)
        else:
            self.files.append(Made._make(made)._replace(frame=frame))
            self.reasons[path] = why

    def _plan(self, path: str, why: str, task: Task | None = None) -> None:
        """Have a file made anew; the search index and the sitemap are made whole, or not at all."""
        if making.in_search(path):
            self.plan.whole = self.plan.whole or why
        elif making.is_of_everything(path):
            self.plan.lists = self.plan.lists or why
        elif task or path in self._tasks:
            self.plan.reasons.setdefault(task or self._tasks[path], why)


@dataclass(frozen=True, slots=True)
class _Restorer:
    """Puts files back, the work of one process."""

    packs: Packs
    frames: Mapping[str, Frame]
    stage: Stage

    def begin(self, _worker: int) -> jobs.Work[Sequence[Made], list[str]]:
        """Give what a process does with a slice, and at the end."""
        return self.put_back, self.packs.close

    def put_back(self, files: Sequence[Made]) -> list[str]:
        """Write files; gives the paths of those that cannot be had."""
        return [path for run in _neighbours(files) for path in self._run(run)]

    def _run(self, files: Sequence[Made]) -> Iterator[str]:
        """Write files that are kept beside each other, and read at once."""
        pack, start = files[0].pack, files[0].offset
        size = files[-1].offset + files[-1].kept.size - start
        try:
            kept = memoryview(self.packs.raw(Place(pack, start, size)))
        except SpoiltPackError:
            kept = memoryview(b"")
        for path, _, frame, head, body, _, offset, check in files:
            own = kept[offset - start : offset - start + head + body]
            if len(own) != head + body or crc32(own) != check:
                yield path
                continue
            data = self.frames[frame].fill(own[:head], own[head:]) if frame else own
            self.stage.write(path, data)


def _neighbours(files: Sequence[Made]) -> Iterator[Sequence[Made]]:
    """Cut files, in the order in which they are kept, where a pack or a stretch of it ends."""
    start = 0
    for n, made in enumerate(files):
        first = files[start]
        if made.pack != first.pack or made.offset - first.offset > _STRETCH:
            yield files[start:n]
            start = n
    if files:
        yield files[start:]


_FRAME = Made._fields.index("frame")
_PACK = Made._fields.index("pack")
