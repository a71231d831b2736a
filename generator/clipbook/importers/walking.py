"""What a person names, as inputs: files, folders with all in them, `-`, addresses."""

from __future__ import annotations

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
        for found in _at(str(name), fetch):
            if isinstance(found, Source):
                yield found.name, replace(found, mapping=wanted.mapping)
            else:
                yield str(name), found


def is_address(name: str) -> bool:
    """Say whether a name is an address."""
    return name.startswith(("http://", "https://"))


def _at(name: str, fetch: Fetch) -> Iterator[Source | Known | Remark]:
    try:
        if name == STANDARD_INPUT:
            yield Source(name, content=sys.stdin.buffer.read())
        elif is_address(name):
            yield fetch(name)
        elif os.path.isdir(name):  # noqa: PTH112 - the name stays as it was written
            yield from _in_folder(Path(name))
        else:
            yield _file(Path(name), name)
    except (RefusedError, OSError) as error:
        yield remark_of(error)


def remark_of(error: RefusedError | OSError) -> Remark:
    """Say why an input cannot be read."""
    if isinstance(error, RefusedError):
        return error.remark
    said = (error.strerror or "it cannot be read").lower()
    fix = "Check the name and the permissions."
    return Remark(0, "unreadable-file", said, fix, refuses=True)


def _in_folder(folder: Path) -> Iterator[Source]:
    for path, folders, files in os.walk(folder):
        kept = (name for name in folders if not name.startswith("."))
        pages = {Path(name).stem for name in files if _PAGE.fullmatch(Path(name).suffix)}
        folders[:] = sorted(name for name in kept if not _is_companion(name, pages))
        for file in sorted(name for name in files if not name.startswith(".")):
            found = Path(path, file)
            if found.is_file():
                yield Source(found.as_posix(), found, in_folder=True)


def _is_companion(folder: str, pages: set[str]) -> bool:
    """Say whether a browser keeps pictures and frames of a page in a folder."""
    found = _COMPANIONS.fullmatch(folder)
    return found is not None and found[1] in pages


def _file(path: Path, name: str) -> Source:
    if not stat.S_ISREG(path.stat().st_mode):
        raise RefusedError(0, "unreadable-file", "this is no ordinary file", "Name a file.")
    return Source(name, path)
