"""What a site is made of: every file as a task, and tasks in slices that share what they read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from clipbook import exports, feeds
from clipbook.edition import Edition
from clipbook.pages import KINDS, parts

SLICE = 64
"""Tasks that are done as one piece of work, at most about."""


class Task(NamedTuple):
    """One file to make."""

    maker: str
    """The kind of a page, `feed` or `export`."""
    path: str
    """Of a page, without a suffix; of another file, from the root of the site."""


MAKERS: dict[str, Callable[[Edition], Iterable[str]]] = {
    **{kind.name: kind.paths for kind in KINDS},
    "feed": feeds.paths,
    "export": exports.paths,
}
"""By the name of a maker: all that it has to make."""

LISTED = frozenset(kind.name for kind in KINDS if kind.listed)
"""Makers of the pages that the sitemap names."""


def every(edition: Edition) -> Iterator[Task]:
    """Give every task of a site."""
    for maker, paths in MAKERS.items():
        yield from (Task(maker, path) for path in paths(edition))


def slices(edition: Edition, tasks: Iterable[Task]) -> Iterator[Sequence[Task]]:
    """Cut tasks into slices: what belongs to one story stays together."""
    stories = dict(
        zip(edition.archive.articles.paths, edition.archive.articles.stories, strict=True)
    )
    # A page and its feed stand together: they show the same articles.
    ordered = sorted((_story(task, stories), parts.base_of(task.path), task) for task in tasks)
    slice_: list[Task] = []
    for _, members in groupby(ordered, key=itemgetter(0)):
        slice_ += [task for *_, task in members]
        while len(slice_) >= SLICE:
            yield slice_[:SLICE]
            slice_ = slice_[SLICE:]
    if slice_:
        yield slice_


def _story(task: Task, stories: dict[str, str]) -> str:
    """Give the story that a task reads the articles of, or nothing."""
    if task.maker == "article":
        return stories[task.path]
    folder, _, name = task.path.partition("/")
    return name.partition(".")[0] if folder == "stories" else ""
