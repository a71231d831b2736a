"""The works of a build: what MkDocs makes, what we stamp, and the site brought up to date."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from clipbook.config import Site
from clipbook.edition import Edition
from clipbook.problems import Problem
from clipbook.site import fingerprint, publish
from clipbook.site.cluster import Crew
from clipbook.site.fingerprint import Kept
from clipbook.site.making import Result
from clipbook.site.press import digest_of
from clipbook.site.shell import Shell
from clipbook.site.update import Update
from clipbook.store.content import Content

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from clipbook.plugin import ClipbookPlugin

SHELL = "shell"
"""The folder in the cache of what MkDocs has made."""


@dataclass
class Works:
    """Builds the site of one archive."""

    root: Path
    site: Site
    strict: bool
    config: MkDocsConfig | None = None
    """None where the shell of an earlier build may do."""
    kept: Kept | None = None
    remarks: tuple[Problem, ...] = ()
    said: tuple[str, ...] = ()
    """Lines of MkDocs and of other plugins."""

    @classmethod
    def open(cls, root: Path, *, strict: bool, slow: bool) -> Works:
        """Take up the shell of an earlier build where its files have not changed."""
        kept = None if slow else fingerprint.recall(root)
        # A strict build fails for a warning, old or new.
        if kept and not (strict and kept.said):
            return cls(root, kept.shell.site, strict, kept=kept, said=kept.said)
        return cls.fresh(root, strict=strict, slow=slow)

    @classmethod
    def fresh(cls, root: Path, *, strict: bool, slow: bool = False) -> Works:
        """Read `mkdocs.yml`."""
        from clipbook.site import host  # noqa: PLC0415 - what has not changed needs no MkDocs

        config = host.load(root, strict=strict)
        plugin = host.plugin(config)
        slow = slow or plugin.settings.slow
        plugin.settings = plugin.settings.model_copy(update={"slow": slow})
        site = host.describe(config, plugin.settings)
        remarks = () if slow else host.blind_plugins(config)
        return cls(root, site, strict, config, remarks=remarks)

    def build(
        self, content: Content, edition: Edition, processes: int, scheduler: str | None = None
    ) -> Result | None:
        """Bring the site up to date; None where MkDocs has rendered every page."""
        if self.site.settings.slow:
            self._slowly(edition)
            return None
        crew = Crew(scheduler, content) if scheduler else None
        update = Update(content, edition, self.site.output, processes, crew)
        before = update.last
        shell = self.shell(update)
        if update.files is None and not scheduler:
            # There is most to make, and nothing more to compare.
            content.let_go()
        result = self.bring(update, shell)
        if update.last != before:
            update.save()
        return result

    def bring(self, update: Update, shell: Shell) -> Result:
        """Bring a site up to date with the shell for it; what is known of it is not saved."""
        folder = update.content.desk.folder / SHELL
        return update.make(shell, folder, self.kept.key if self.kept else b"")

    def _slowly(self, edition: Edition) -> None:
        with publish.changing(self.site.output, whole=True) as change:
            self._run(edition, change.stage, shell_only=False)
            change.publish(())

    def shell(self, update: Update) -> Shell:
        """Give the shell for an update: the one that is kept, or else MkDocs makes it anew."""
        content, edition = update.content, update.edition
        if self.kept and (update.serves(self.kept.key) or fingerprint.fits(self.kept, edition)):
            return self.kept.shell
        from clipbook.site import host  # noqa: PLC0415

        if self.config is None:
            self.config = self.fresh(self.root, strict=self.strict).config
        folder = content.desk.folder / SHELL
        # Where MkDocs fails, half a shell is left.
        self.kept = None
        fingerprint.forget(self.root)
        shutil.rmtree(folder, ignore_errors=True)
        plugin = self._run(edition, folder, shell_only=True)
        shell = _with_files(plugin.shell, folder)
        key = fingerprint.key(self.root, shell)
        self.kept = Kept(key, plugin.build.names, self.said, shell)
        fingerprint.keep(self.kept, self.root, alone=host.stands_alone(plugin.build.config))
        return shell

    def _run(self, edition: Edition, folder: Path, *, shell_only: bool) -> ClipbookPlugin:
        from clipbook.site import host  # noqa: PLC0415

        config = cast("MkDocsConfig", self.config)
        plugin = host.plugin(config)
        plugin.edition, plugin.shell_only = edition, shell_only
        self.said = tuple(host.run(config, folder))
        return plugin


def _with_files(shell: Shell, folder: Path) -> Shell:
    """Give a shell the list of what MkDocs has written for it."""
    files = {path: digest_of((folder / path).read_bytes()) for path in _below(folder)}
    return replace(shell, files=files)


def _below(folder: Path) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield Path(parent, name).relative_to(folder).as_posix()
