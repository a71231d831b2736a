"""Whether the shell of the last build is still what MkDocs would make: in doubt, it is not."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clipbook.edition import Edition
from clipbook.errors import ClipbookError
from clipbook.pages import KINDS
from clipbook.site import shell as shells
from clipbook.site.shell import Shell
from clipbook.site.stamp import body_key
from clipbook.site.state import name_of
from clipbook.store import cache, scan
from clipbook.store.content import ARTICLES, CAPTURES, OUTLETS, STORIES

_MEMORY = "shell.kept"
_CONFIG = "mkdocs.yml"
_DOUBTFUL = (b"!ENV", b"INHERIT", b"hooks:", b"!!python")
"""What makes the configuration depend on more than its own file."""
_NOT_CURATED = {ARTICLES, STORIES, CAPTURES, OUTLETS, "decisions.yml"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A shell with what it was made of."""

    key: bytes
    names: frozenset[str]
    """Words in curators' texts that may be the last part of the path of a page."""
    said: tuple[str, ...]
    """What MkDocs warned about."""
    shell: Shell


def key(root: Path, shell: Shell) -> bytes:
    """Name the files that a shell is made of; nothing where that cannot be known."""
    try:
        config = (root / _CONFIG).read_bytes()
    except OSError:
        return b""
    if any(sign in config for sign in _DOUBTFUL):
        return b""
    ours = [folder for folder in shell.folders if "site-packages" not in folder]
    listed = [*_files(shell.site.content, _NOT_CURATED)]
    for folder in ours:
        listed += _files(Path(folder), set())
    return name_of(config, os.environ.get("SOURCE_DATE_EPOCH"), listed)


def recall(root: Path) -> Kept | None:
    """Give the shell of an earlier build, if its files are as they were."""
    kept = cache.load(root / cache.FOLDER / _MEMORY, cache.version())
    if not kept:
        return None
    found = from_plain(root, kept)
    return found if found.key and found.key == key(root, found.shell) else None


def keep(kept: Kept, root: Path, *, alone: bool) -> None:
    """Keep a shell for the next build, unless somebody else has a hand in it."""
    memory = root / cache.FOLDER / _MEMORY
    if kept.key and alone:
        with suppress(ClipbookError):
            cache.save(memory, cache.version(), as_plain(kept))
    else:
        memory.unlink(missing_ok=True)


def saved(root: Path) -> scan.Stamp | None:
    """Tell one kept shell from another; None where there is none."""
    return scan.stamp(root / cache.FOLDER / _MEMORY)


def forget(root: Path) -> None:
    """Have the next build make a shell of its own."""
    with suppress(OSError):
        (root / cache.FOLDER / _MEMORY).unlink(missing_ok=True)


def fits(kept: Kept, edition: Edition) -> bool:
    """Say whether a shell serves an edition: frames, words, and the pages that texts refer to."""
    shell = kept.shell
    paths = {path: kind.name for kind in KINDS for path in kind.paths(edition)}
    if tuple(referred(paths, kept.names)) != shell.referred:
        return False
    frames = {shells.key(kind, path) for path, kind in paths.items()}
    bodies = {
        body_key(f"stories/{story.slug}", story.body)
        for story in edition.archive.stories
        if story.body
    }
    return frames <= shell.frames.keys() and bodies <= shell.bodies.keys()


def referred(paths: Iterable[str], names: frozenset[str]) -> Iterator[str]:
    """Give the pages that texts may refer to, and the lists, to which the navigation leads."""
    lists = {kind.section for kind in KINDS}
    return (path for path in paths if path.rpartition("/")[2] in names or path in lists)


def as_plain(kept: Kept) -> dict[str, Any]:
    """Give a kept shell as values that `marshal` keeps."""
    return {
        "key": kept.key,
        "names": tuple(sorted(kept.names)),
        "said": kept.said,
        "shell": shells.as_plain(kept.shell),
    }


def from_plain(root: Path, kept: dict[str, Any]) -> Kept:
    """Make a kept shell of what `as_plain` gave."""
    names = frozenset(kept["names"])
    return Kept(kept["key"], names, kept["said"], shells.from_plain(root, kept["shell"]))


def _files(folder: Path, leave_out: set[str]) -> list[tuple[str, scan.Stamp]]:
    """List every file below a folder with its stamp; links are followed, as MkDocs does."""
    found = []
    for parent, folders, names in os.walk(folder, followlinks=True):
        at_top = parent == str(folder)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not (at_top and name in leave_out)
        )
        for name in sorted(names):
            stamp = scan.stamp(Path(parent, name))
            if stamp and not (at_top and name in leave_out):
                found.append((os.path.join(parent, name), stamp))  # noqa: PTH118
    return found
