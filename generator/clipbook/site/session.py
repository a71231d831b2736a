"""A session: one site brought up to date again and again, with all that can be kept in memory.

After a change the pages that show it come first, then the rest, then the search index. What is put
off is owed: the state says so, and the next start makes it good. What is in memory counts only
while nobody else has changed the cache, and a lock keeps others away meanwhile.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from clipbook.edition import Edition
from clipbook.errors import ClipbookError
from clipbook.problems import Problem
from clipbook.site import ahead, fingerprint, publish
from clipbook.site.changes import Change
from clipbook.site.holding import Held, Holding
from clipbook.site.indexing import Indexing
from clipbook.site.making import in_search
from clipbook.site.press import Made
from clipbook.site.rebuilt import Rebuilt
from clipbook.site.stamp import Stamper, stamper
from clipbook.site.update import Update
from clipbook.site.works import Works
from clipbook.store import lock
from clipbook.store.desk import Desk
from clipbook.store.packs import SpoiltPackError


class SupersededError(Exception):
    """Something has changed again before everything was made."""


@dataclass
class Session:
    """Keeps one site up to date."""

    output: Path
    holding: Holding
    waits: Callable[[], bool]
    """Says whether something has changed again."""
    shown: Callable[[], None]
    """Called when the site has changed."""
    works: Works | None = None
    problems: tuple[Problem, ...] = ()
    """Of the content and of the settings, as they were found last."""
    unsaved: bool = False
    torn: bool = False
    """Whether the last rebuild was broken off, so that what is in memory must not be kept."""
    indexing: Indexing | None = None
    _update: Update | None = None
    """Knows what the site is like."""
    _tried: tuple[object, ...] = ()
    """Names what the last attempt was made from."""
    _cache: tuple[object, ...] = ()
    """Tells whether somebody else has changed the cache."""
    _stamper: Stamper | None = None
    _given_up: Update | None = None
    """The one whose index cannot be made."""

    def rebuild(self, changed: frozenset[str] = frozenset()) -> Rebuilt | None:
        """Bring the site up to date; None where nothing is to be done.

        `changed` are paths that are known to have changed, if any; more may have. Raises
        ContentError where the content has errors, and another ClipbookError where it must.
        """
        with lock.building(self.holding.root):
            if self._cache != self._saved():
                self._forget()
            self.torn = True
            try:
                return self._rebuild(changed)
            except SpoiltPackError:
                Desk.open(self.holding.root).clear()
                self._forget()
                return self._rebuild(changed)
            finally:
                self._cache = self._saved()
                self.torn = isinstance(sys.exception(), KeyboardInterrupt)

    def _rebuild(self, changed: frozenset[str]) -> Rebuilt | None:
        report, works = Rebuilt(), self._opened()
        files, held = self.holding.renewed(works, changed), self.holding.held
        if files and held:
            self._ahead(held.edition, works, files, report)
        if report.shown and self.waits():
            return report
        tried = self.holding.look(works), works.kept.key if works.kept else b""
        # Where MkDocs may make anything of it, whatever has changed is a reason.
        if tried == self._tried and (works.kept or not changed):
            return None
        self.end_index()
        self._tried = tried
        held = self.holding.read(works)
        self.problems = (*held.problems, *works.remarks)
        try:
            self._bring(held, report)
        except SupersededError:
            self._tried = ()
        return report

    def _opened(self) -> Works:
        """Take up the shell in memory where its files are as they were, else the one on disk."""
        held = self.holding.held
        kept = held.works.kept if held and fingerprint.saved(self.holding.root) else None
        if kept and kept.key and kept.key == fingerprint.key(self.holding.root, kept.shell):
            self.works = Works(
                self.holding.root, kept.shell.site, strict=False, kept=kept, said=kept.said
            )
        else:
            self.works = Works.open(self.holding.root, strict=False, slow=False)
        if self.works.site.settings.slow:
            raise ClipbookError("`slow: true` is heeded when `clipbook serve` is started again")
        return self.works

    def _ahead(
        self, edition: Edition, works: Works, files: Sequence[Change], report: Rebuilt
    ) -> None:
        """Show the pages of what has changed before all others, where the shell has room."""
        report.name(files)
        shell, update = works.kept.shell if works.kept else None, self._update
        if not shell or not update or not update.last.made or len(files) > ahead.MOST:
            return
        todo = [task for task in ahead.tasks(edition, files) if ahead.fits(edition, shell, task)]
        if not todo:
            return
        if self._stamper is None or self._stamper.shell is not shell:
            self._stamper = stamper(shell, update.compiled)
        report.written += ahead.show(edition, self._stamper, update.last, self.output, todo)
        report.shown = report.seconds
        self.shown()

    def _bring(self, held: Held, report: Rebuilt) -> None:
        works, last = held.works, self._update
        todo = self.holding.processes, None, False, self._pulse
        update = self._update = Update(held.content, held.edition, self.output, *todo)
        if last:
            update.last = last.last
        report.name(update.files)
        if update.files and not report.shown:
            self._ahead(held.edition, works, update.files, report)
        self._pulse()
        result = works.bring(update, works.shell(update))
        if not update.files:
            report.what = next(iter(result.written.values()), "nothing new")
        self._tried = held.basis, self._key(works)
        self.unsaved = True
        report.written += len(result.written)
        report.removed = len(result.removed)
        report.took = report.seconds
        self.shown()

    def _key(self, works: Works) -> bytes:
        return works.kept.key if works.kept and fingerprint.saved(self.holding.root) else b""

    def _pulse(self) -> None:
        if self.waits():
            raise SupersededError

    def save(self) -> None:
        """Keep what is known for the next time, unless somebody else has kept other things."""
        desk, update = self.holding.desk, self._update
        with suppress(ClipbookError), lock.building(self.holding.root):
            if desk and update and self._cache == self._saved():
                desk.save()
                update.save()
                self._cache = self._saved()
        self.unsaved = False

    def _saved(self) -> tuple[object, ...]:
        desk = self.holding.desk
        return desk.saved if desk else None, fingerprint.saved(self.holding.root)

    def _forget(self) -> None:
        self.end_index()
        self.holding.forget()
        self._update, self._tried = None, ()

    @property
    def owes_index(self) -> bool:
        """Whether the search index is to be made."""
        update = self._update
        return update is not None and bool(update.last.owed) and update is not self._given_up

    def give_up_index(self) -> None:
        """Leave the search index as it is until something else changes."""
        self._given_up = self._update
        self.end_index()

    def begin_index(self) -> None:
        """Begin to make the search index."""
        update = self._update
        if update:
            folder = self.output.with_name("search")
            self.indexing = Indexing.begin(update.source, self._index(update), folder)

    def indexed(self) -> int | None:
        """Put the search index into the site; gives how many files it has, once it is there."""
        made = self.indexing.made() if self.indexing else None
        if made is None or not self.indexing or not self._update:
            return None
        with lock.building(self.holding.root):
            gone = self._index(self._update).keys() - {each.path for each in made}
            with self._update.last.entering(self.output, made, gone):
                publish.Change(self.output, self.indexing.folder, whole=False).publish(gone)
            self._update.last.owed, self.unsaved = "", True
        self.end_index()
        return len(made)

    def _index(self, update: Update) -> dict[str, Made]:
        """Give the files of the index as they are."""
        return {p: Made._make(made) for p, made in update.last.made.items() if in_search(p)}

    def end_index(self) -> None:
        """Let go of the search index in the making, if there is one."""
        if self.indexing:
            self.indexing.end()
        self.indexing = None
