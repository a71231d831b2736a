"""A bundle: all that a press needs, as files that travel to other machines.

Texts are in packs of some size, so that nobody has all of them in memory at once; the table says
what is where. Drafts stay at home, and so do frames: pages come back without, and are framed here.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta

from clipbook.edition import Edition
from clipbook.errors import ClipbookError
from clipbook.site import shell as shells
from clipbook.site import templates
from clipbook.site.frame import Frame
from clipbook.site.press import Press
from clipbook.site.shell import Shell
from clipbook.site.stamp import Stamper
from clipbook.store import entry, freeze, ledger_file
from clipbook.store.catalogue import Catalogue
from clipbook.store.content import Content
from clipbook.store.desk import Desk
from clipbook.store.entry import Facts, Plain
from clipbook.store.memory import Memory
from clipbook.store.packs import Packs, Place
from clipbook.store.table import Table

PACK = 8 << 20
"""Bytes of a pack, at least about."""
_TABLE = "table"
_BARE = Frame(b"", b"", b"")


def files(
    content: Content, edition: Edition, shell: Shell, same_frames: frozenset[str]
) -> Iterator[tuple[str, bytes]]:
    """Give the files of a bundle one after the other, by name; the table is the last one.

    Raises ClipbookError where a template names others only when it is rendered.
    """
    texts = _texts(shell)
    binder = _Binder(content.catalogue.packs)
    for kept in content.catalogue.entries.values():
        if _is_published(kept):
            binder.add(kept)
        if binder.size >= PACK:
            yield binder.cut()
    yield binder.cut()
    bare = replace(shell, site=edition.site, frames=dict.fromkeys(shell.frames, _BARE), files={})
    table = {
        "entries": binder.entries,
        "outlets": {key: freeze.outlet(each) for key, each in content.outlets.items()},
        "decisions": ledger_file.plain(content.decisions, b""),
        "shell": shells.as_plain(bare),
        "templates": texts,
        "same_frames": tuple(sorted(same_frames)),
    }
    yield _TABLE, marshal.dumps(table)


@dataclass
class Opened:
    """A bundle that is in use."""

    press: Press
    content: Content

    @classmethod
    def at(cls, folder: Path) -> Opened:
        """Open the bundle whose files are in a folder."""
        table = marshal.loads((folder / _TABLE).read_bytes())  # noqa: S302 - we have written it
        shell = shells.from_plain(folder, table["shell"])
        outlets = {key: freeze.thawed_outlet(kept) for key, kept in table["outlets"].items()}
        catalogue = Catalogue(folder, Table.of(table["entries"]))
        desk = Desk(folder, folder, b"", catalogue, {}, {}, Memory(folder, b""))
        rights = shell.site.settings.rights
        decisions = ledger_file.thawed(table["decisions"])
        content = Content(folder, folder, rights, desk, outlets, frozenset(), (), decisions)
        stamper = Stamper(shell, jinja2.DictLoader(table["templates"]))
        edition = Edition(content.archive(), shell.site)
        return cls(Press(edition, stamper, frozenset(table["same_frames"])), content)

    def close(self) -> None:
        """Let go of the files."""
        self.content.close()


@dataclass
class _Binder:
    """Puts pieces into packs of a size that travels."""

    packs: Packs
    entries: list[Plain] = field(default_factory=list)
    size: int = 0
    _pieces: list[bytes] = field(default_factory=list)
    _cut: int = 0

    def add(self, kept: Plain) -> None:
        """Take in what pages need of an entry."""
        row, ledger, record, words, story = kept[entry.ROW :]
        places = self._place(record), self._place(words)
        self.entries.append((kept[0], (), b"", (), row, ledger, *places, story))

    def cut(self) -> tuple[str, bytes]:
        """Give the pack with its name, and begin another."""
        name, data = self._name, b"".join(self._pieces)
        self._cut, self.size, self._pieces = self._cut + 1, 0, []
        return name, data

    @property
    def _name(self) -> str:
        return f"texts-{self._cut}.pack"

    def _place(self, kept: Plain | None) -> Plain | None:
        if kept is None:
            return None
        piece = self.packs.raw(Place._make(kept))
        self._pieces.append(piece)
        place = (self._name, self.size, len(piece))
        self.size += len(piece)
        return place


def _is_published(kept: Plain) -> bool:
    if kept[entry.STORY]:
        return not freeze.thawed_story(kept[entry.STORY]).draft
    return bool(kept[entry.ROW]) and not Facts._make(kept[entry.FACTS]).draft


def _texts(shell: Shell) -> dict[str, str]:
    texts: dict[str, Any] = templates.texts(shell.folders)
    environment = jinja2.Environment()  # noqa: S701 - read here, not rendered
    for name, text in texts.items():
        if None in meta.find_referenced_templates(environment.parse(text)):
            raise ClipbookError(
                f"{name} names another template by an expression, which no worker can find: "
                "write the name out, or build without --scheduler"
            )
    return texts
