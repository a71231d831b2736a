"""What a person names, as inputs: files, folders with all in them, `-`, addresses."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from clipbook.importers.record import RefusedError, Remark
from clipbook.importers.source import Source, Wanted
from clipbook.model.article import Article

STANDARD_INPUT = "-"
MOST_FROM_STANDARD_INPUT = 256 * 1024 * 1024
"""Bytes: they are kept in memory, of files only what their importers take at a time."""

_PIECE = 64 * 1024

_COMPANIONS = re.compile(
    r"(.+)(?:[_.]files|[_-]dateien|[_-]filer?|_(?:fichiers|archivos|bestanden|ficheiros|arquivos"
    r"|tiedostot|pliki|soubory|elemei|dosyalar|datoteke|fitxers|failid|fails|bylos|fajlovi"
    r"|fitxategiak))",
    re.IGNORECASE,
)
"""What browsers, in their languages, put behind a page's name for the folder of its parts.

Source: learn.microsoft.com/office/vba/api/excel.weboptions.foldersuffix.
"""
_PAGE = re.compile(r"\.x?html?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """An address that need not be read: these articles came of it."""

    articles: tuple[Article, ...]


Fetch = Callable[[str], "Source | Known"]
"""Gives what is at an address; raises RefusedError where it cannot."""

Met = tuple[str, "Source | Known | Remark"]
"""What it is called, and the input, or why there is none."""


def met(named: Iterable[str | Path], wanted: Wanted, fetch: Fetch) -> Iterator[Met]:
    """Give the inputs in the order in which they are named; folders in the order of their names."""
    for name in named:
        for called, found in _at(str(name), fetch):
            if isinstance(found, Source):
                yield called, replace(found, mapping=wanted.mapping)
            else:
                yield called, found


def is_address(name: str) -> bool:
    """Say whether a name is an address."""
    return name.startswith(("http://", "https://"))


def _at(name: str, fetch: Fetch) -> Iterator[Met]:
    try:
        if name == STANDARD_INPUT:
            yield name, Source(name, content=_from_standard_input())
        elif is_address(name):
            yield name, fetch(name)
        elif os.path.isdir(name):  # noqa: PTH112 - the name stays as it was written
            yield from _in_folder(Path(name))
        else:
            yield name, _file(Path(name), name)
    except (RefusedError, OSError) as error:
        yield name, remark_of(error)


def _from_standard_input() -> bytes:
    data = io.BytesIO()
    while piece := sys.stdin.buffer.read(_PIECE):
        data.write(piece)
        if data.tell() > MOST_FROM_STANDARD_INPUT:
            said = f"it holds more than {MOST_FROM_STANDARD_INPUT // 1024 // 1024} MB"
            raise RefusedError(0, "too-large", said, "Save it as a file, and name the file.")
    return data.getvalue()


def remark_of(error: RefusedError | OSError) -> Remark:
    """Say why an input cannot be read."""
    if isinstance(error, RefusedError):
        return error.remark
    said = (error.strerror or "it cannot be read").lower()
    fix = "Check the name and the permissions."
    return Remark(0, "unreadable-file", said, fix, refuses=True)


def _in_folder(folder: Path) -> Iterator[Met]:
    """Give what lies in a folder and those in it; what cannot be read costs nothing but itself."""
    root, waiting = Path(os.path.realpath(folder)), [folder]
    while waiting:
        here = waiting.pop()
        try:
            folders, others = _listed(here)
        except OSError as error:
            yield here.as_posix(), remark_of(error)
        else:
            waiting += [here / each.name for each in reversed(folders)]
            for each in others:
                yield from _in_place(here / each.name, each.is_symlink(), root)


def _listed(folder: Path) -> tuple[list[os.DirEntry[str]], list[os.DirEntry[str]]]:
    """Give the folders in a folder and all else, each in the order of the names."""
    with os.scandir(folder) as found:
        shown = [each for each in found if not each.name.startswith(".")]
    shown.sort(key=lambda each: each.name)
    folders = [each for each in shown if each.is_dir(follow_symlinks=False)]
    others = [each for each in shown if not each.is_dir(follow_symlinks=False)]
    pages = {Path(each.name).stem for each in others if _PAGE.fullmatch(Path(each.name).suffix)}
    return [each for each in folders if not _is_companion(each.name, pages)], others


def _in_place(path: Path, is_link: bool, root: Path) -> Iterator[Met]:
    name = path.as_posix()
    if is_link and not Path(os.path.realpath(path)).is_relative_to(root):
        fix = "Name what it leads to where that is to come in."
        said = "this link leads out of the folder"
        yield name, Remark(0, "leads-outside", said, fix, refuses=True)
        return
    try:
        if stat.S_ISREG(path.stat().st_mode):
            yield name, Source(name, path, in_folder=True)
    except OSError as error:
        yield name, remark_of(error)


def _is_companion(folder: str, pages: set[str]) -> bool:
    """Say whether a browser keeps pictures and frames of a page in a folder."""
    found = _COMPANIONS.fullmatch(folder)
    return found is not None and found[1] in pages


def _file(path: Path, name: str) -> Source:
    if not stat.S_ISREG(path.stat().st_mode):
        raise RefusedError(0, "unreadable-file", "this is no ordinary file", "Name a file.")
    return Source(name, path)
