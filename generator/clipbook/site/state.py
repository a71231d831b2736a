"""What the last build has left in a site, so that the next one changes only what differs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from clipbook.site.press import Made, Plain
from clipbook.site.shell import Shell
from clipbook.store import cache, freeze
from clipbook.store.freeze import Frozen


@dataclass(slots=True)
class State:
    """A site as it was built; empty where nothing is known of it."""

    catalogue: int = 0
    """The name of the catalogue that it was built from."""
    generation: int = -1
    """Of that catalogue."""
    basis: bytes = b""
    """Names what every page depends on: the site, its settings, the day of none of its parts."""
    kinds: dict[str, bytes] = field(default_factory=dict)
    """Names the templates of each kind."""
    frames: dict[str, bytes] = field(default_factory=dict)
    """Names every frame's bytes."""
    words: dict[str, Any] = field(default_factory=dict)
    """Curators' words on pages of ours."""
    topics: dict[str, str] = field(default_factory=dict)
    outlets: dict[str, Frozen] = field(default_factory=dict)
    watched: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Outlets on the watch list, as pages name them."""
    pins: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What keeps articles in their stories, as pages say it."""
    moves: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Where stories lead that are no more, likewise."""
    starts: list[list[str]] = field(default_factory=list)
    """Where the parts of the list of sources begin."""
    sources: tuple[Any, ...] = ()
    """How that list was planned."""
    shell: bytes = b""
    """Names the shell."""
    pages: tuple[str, ...] = ()
    """The addresses of the pages that MkDocs has made."""
    theirs: list[str] = field(default_factory=list)
    """Files that MkDocs has made."""
    whole: dict[str, Any] = field(default_factory=dict)
    """How the files of the whole archive are put together."""
    pieces: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """By article, as plain values of `Pieces`: what it is in these files."""
    made: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """Every file, as plain values of `Made`."""
    folders: dict[str, int] = field(default_factory=dict)
    """When each folder was changed last, in nanoseconds."""
    owed: str = ""
    """Why the search index is to be made, where it was put off."""

    def known(self, site: Path) -> Mapping[str, Plain]:
        """Give the files that can be trusted to be there as they were made."""
        spoilt = set(self._spoilt(site))
        if not spoilt:
            return self.made
        return {
            path: made for path, made in self.made.items() if path.rpartition("/")[0] not in spoilt
        }

    @contextmanager
    def entering(
        self, site: Path, made: Iterable[Made], gone: Iterable[str] = ()
    ) -> Iterator[None]:
        """Know of files that are put into a site meanwhile, and of others that are taken away."""
        files = {each.path: tuple(each) for each in made}
        spoilt = set(self._spoilt(site))
        yield
        self.made = {
            path: kept for path, kept in self.made.items() if path not in set(gone)
        } | files
        names = {*self.folders, *(path.rpartition("/")[0] for path in files)} - spoilt
        self.folders |= {name: _changed(site / name) for name in names}

    def strange(self, site: Path, made: Mapping[str, Plain]) -> list[str]:
        """Give the files of a site that no build has made, where its folders have changed."""
        return sorted(
            path
            for folder in self._spoilt(site)
            for path in _names(site, folder)
            if path not in made
        )

    def _spoilt(self, site: Path) -> Iterator[str]:
        """Give the folders that something else has changed since."""
        return (name for name, when in self.folders.items() if _changed(site / name) != when)


def load(file: Path, version: bytes) -> State:
    """Take up what was kept of a site."""
    kept = cache.load(file, version)
    return State(**kept) if kept else State()


def save(file: Path, version: bytes, state: State) -> None:
    """Keep what is known of a site."""
    cache.save(file, version, {name: getattr(state, name) for name in State.__slots__})


def folders(site: Path, paths: Iterable[str]) -> dict[str, int]:
    """Give when each folder that holds one of these files was changed last."""
    names = {path.rpartition("/")[0] for path in paths}
    return {name: _changed(site / name) for name in sorted(names)}


def frames(shell: Shell) -> dict[str, bytes]:
    """Name the bytes of every frame of a shell."""
    return {key: name_of(*frame) for key, frame in shell.frames.items()}


def same_frames(last: State, shell: Shell) -> frozenset[str]:
    """Give the frames that are as they were."""
    return frozenset(key for key, name in frames(shell).items() if last.frames.get(key) == name)


def frozen_outlets(outlets: Mapping[str, Any]) -> dict[str, Frozen]:
    """Give outlets as plain values."""
    return {key: freeze.outlet(outlet) for key, outlet in outlets.items()}


def name_of(*values: object) -> bytes:
    """Name plain values."""
    return blake2b(repr(values).encode(), digest_size=16).digest()


def _names(site: Path, folder: str) -> Iterator[str]:
    """Give the files below a folder; hidden ones are left alone."""
    for parent, folders, names in os.walk(site / folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                yield Path(parent, name).relative_to(site).as_posix()


def _changed(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0
