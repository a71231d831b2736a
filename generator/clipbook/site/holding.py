"""What a session holds of the content in memory, and how it is brought up to date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from clipbook import pipeline
from clipbook.edition import Edition
from clipbook.errors import ContentError
from clipbook.problems import Problem, fails
from clipbook.site.changes import Change
from clipbook.site.works import Works
from clipbook.store import content as contents
from clipbook.store import entry
from clipbook.store.cache import relative
from clipbook.store.content import Content
from clipbook.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Held:
    """Content that is sound, as it was read last."""

    works: Works
    content: Content
    edition: Edition
    problems: tuple[Problem, ...]
    basis: tuple[object, ...]
    """Names what was read."""


@dataclass
class Holding:
    """Reads an archive again and again."""

    root: Path
    processes: int
    desk: Desk | None = None
    held: Held | None = None
    _looked: Content | None = None

    def renewed(self, works: Works, changed: frozenset[str]) -> list[Change]:
        """Take up articles of which only the words have changed, and look at no other file.

        Gives nothing where more than that may have changed.
        """
        held, desk = self.held, self.desk
        if (
            not changed
            or not held
            or not desk
            or not self._is_current(held, works)
            or held.basis != desk.basis
        ):
            return []
        entries = desk.catalogue.entries
        files = {relative(Path(path), self.root) for path in changed}
        if not all(file in entries and entries[file][entry.ROW] for file in files):
            return []
        try:
            found = desk.reread(works.site.content, files)
        except OSError:
            return []
        renewed = [held.content.renew(before, after) for before, after in found]
        if not all(renewed):
            return []
        edition = Edition(held.edition.archive, works.site)
        self.held = replace(held, edition=edition, basis=desk.basis)
        pairs = ((entry.from_plain(one), entry.from_plain(other)) for one, other in found)
        return [Change(after.file, before, after) for before, after in pairs]

    def look(self, works: Works) -> tuple[object, ...]:
        """Look at every file, and read those that have changed; names what is there."""
        site = works.site
        self.desk = self.desk or Desk.open(self.root)
        settings = site.settings.rights, self.processes
        self._looked = contents.of_desk(self.desk, site.content, *settings)
        return self.desk.basis

    def read(self, works: Works) -> Held:
        """Read what was looked at last; raises ContentError where it has errors."""
        content, held = self._looked, self.held
        if content is None:
            raise ValueError("nothing was looked at")
        if held and self._is_current(held, works) and held.basis == content.desk.basis:
            return held
        problems = pipeline.problems_of(works.site, content)
        if fails(problems, strict=False):
            raise ContentError(problems)
        if held:
            held.content.close()
        edition = Edition(content.archive(), works.site)
        self.held = Held(works, content, edition, problems, content.desk.basis)
        return self.held

    def forget(self) -> None:
        """Begin anew."""
        if self.held:
            self.held.content.close()
        self.desk = self.held = self._looked = None

    def _is_current(self, held: Held, works: Works) -> bool:
        return works.kept is not None and works.kept is held.works.kept
