"""Texts: their originals are kept, and what is inferred is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from clipbook.problems import Problem, Severity
from clipbook.store.cache import relative
from clipbook.store.content import CAPTURES, Content


def missing_captures(content: Content) -> Iterator[Problem]:
    """`missing-capture`: articles whose original bytes are not here, in one note."""
    folder = content.folder / CAPTURES
    kept = _kept(folder)
    articles = content.articles
    names = content.facts.captures
    missing = [row for row in articles.rows if not kept.issuperset(names[row].split())]
    if missing:
        yield Problem(
            relative(folder, content.root),
            0,
            "missing-capture",
            f"the original bytes of {len(missing)} of {len(articles)} articles are not "
            f"here, first of {articles.columns.ids[missing[0]]}",
            "Nothing to do where they are kept elsewhere; else restore the folder.",
            Severity.NOTE,
        )


def _kept(folder: Path) -> set[str]:
    """List the captures by the name of their bytes."""
    return {
        file.name.partition(".")[0]
        for shelf in _entries(folder)
        if shelf.is_dir()
        for file in _entries(Path(shelf.path))
        if file.name.startswith(shelf.name)
    }


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        return list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []


def misspelt_inferences(content: Content) -> Iterator[Problem]:
    """`nothing-inferred`: a field is called inferred, but is not there."""
    for row, gaps in enumerate(content.facts.gaps):
        for number in gaps:
            file = content.files[row]
            name = content.articles.columns.inferred[row][number]
            yield Problem(
                file,
                content.line(file, "inferred", number),
                "nothing-inferred",
                f"“{name}” is called inferred, but it is not recorded",
                f"Add `{name}:`, or take it off the list.",
                Severity.WARNING,
            )
