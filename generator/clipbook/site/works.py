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
from clipbook.site import fingerprint, making, publish, state
from clipbook.site.fingerprint import Kept
from clipbook.site.making import Result, Run
from clipbook.site.press import Made, digest_of
from clipbook.site.shell import Shell
from clipbook.site.state import State
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

    def build(self, content: Content, edition: Edition, processes: int) -> Result | None:
        """Bring the site up to date; None where MkDocs has rendered every page."""
        if self.site.settings.slow:
            self._slowly(edition)
            return None
        shell = self._shell(content, edition)
        folder = content.desk.folder
        return _Making(content, edition, shell, folder / SHELL, processes).update(self.site.output)

    def _slowly(self, edition: Edition) -> None:
        with publish.changing(self.site.output, whole=True) as change:
            self._run(edition, change.stage, shell_only=False)
            change.publish(())

    def _shell(self, content: Content, edition: Edition) -> Shell:
        if self.kept and fingerprint.fits(self.kept, edition):
            return self.kept.shell
        from clipbook.site import host  # noqa: PLC0415

        if self.config is None:
            self.config = self.fresh(self.root, strict=self.strict).config
        folder = content.desk.folder / SHELL
        shutil.rmtree(folder, ignore_errors=True)
        plugin = self._run(edition, folder, shell_only=True)
        shell = _with_files(plugin.shell, folder)
        kept = Kept(fingerprint.key(self.root, shell), plugin.build.names, self.said, shell)
        fingerprint.keep(kept, self.root, alone=host.stands_alone(plugin.build.config))
        return shell

    def _run(self, edition: Edition, folder: Path, *, shell_only: bool) -> ClipbookPlugin:
        from clipbook.site import host  # noqa: PLC0415

        config = cast("MkDocsConfig", self.config)
        plugin = host.plugin(config)
        plugin.edition, plugin.shell_only = edition, shell_only
        self.said = tuple(host.run(config, folder))
        return plugin


@dataclass
class _Making:
    content: Content
    edition: Edition
    shell: Shell
    shell_folder: Path
    """Where what MkDocs has made is kept."""
    processes: int

    def update(self, output: Path) -> Result:
        """Bring the site in a folder up to date."""
        desk = self.content.desk
        memory = desk.folder / f"site-{state.name_of(str(output.resolve())).hex()[:12]}"
        last = state.load(memory, desk.version) if output.is_dir() else State()
        known = last.known(output)
        plan = making.plan(self.edition, self.content, self.shell, last)
        with publish.changing(output, whole=not known) as change:
            run = Run(self.edition, self.shell, self._same(last), change.stage, self.processes)
            result = making.make(run, plan, known)
            self._add_shell(change.stage, known, result)
            result.removed = sorted(known.keys() - result.made.keys())
            strange = last.strange(output, result.made)
            change.publish([*result.removed, *strange])
        state.save(memory, desk.version, self._state(output, result))
        return result

    def _same(self, last: State) -> frozenset[str]:
        frames = self.shell.frames.items()
        return frozenset(key for key, frame in frames if last.frames.get(key) == tuple(frame))

    def _add_shell(self, stage: Path, known: dict[str, Made], result: Result) -> None:
        """Put in what MkDocs has made, where nothing of ours stands."""
        for path, digest in self.shell.files.items():
            made = Made(path, digest)
            if path in result.made:
                continue
            result.made[path] = made
            if known.get(path) != made:
                target = stage / path
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self.shell_folder / path, target)
                result.written[path] = "MkDocs has made it anew"

    def _state(self, output: Path, result: Result) -> State:
        return State(
            catalogue=self.content.catalogue.name,
            generation=self.content.catalogue.generation,
            basis=making.basis(self.edition, self.shell),
            kinds=dict(self.shell.templates),
            frames={key: tuple(frame) for key, frame in self.shell.frames.items()},
            words={path: tuple(words) for path, words in self.shell.words.items()},
            topics=making.topic_names(self.edition),
            outlets=state.frozen_outlets(self.edition.archive.outlets),
            made={path: tuple(made) for path, made in result.made.items()},
            folders=state.folders(output, result.made),
        )


def _with_files(shell: Shell, folder: Path) -> Shell:
    """Give a shell the list of what MkDocs has written for it."""
    files = {path: digest_of((folder / path).read_bytes()) for path in _below(folder)}
    return replace(shell, files=files)


def _below(folder: Path) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield Path(parent, name).relative_to(folder).as_posix()
