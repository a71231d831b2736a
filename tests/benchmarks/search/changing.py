"""What one article costs: changed, added, withdrawn; each in a build of the site as it is then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import archive, article, story
from benchmarks.job import say
from benchmarks.place import Place
from benchmarks.search import program
from benchmarks.search.results import Change
from benchmarks.world import World
from clipbook import search

CHANGED, ADDED, WITHDRAWN = "one article changed", "one article added", "one article withdrawn"

_FILE = "articles/2026/01/added.md"
_DATE = "2026-01-31"
"""Of the article that is added: later than that of any other."""
_DATED = re.compile(r"^date: .*\n", re.MULTILINE)


def measured(place: Place, jobs: int | None) -> Iterator[Change]:
    """Change the archive in each way; afterwards its content is as it was."""
    ways: tuple[tuple[str, Callable[[], None]], ...] = (
        (CHANGED, lambda: place.change(1)),
        (ADDED, lambda: _add(place)),
        (WITHDRAWN, lambda: _path(place).unlink()),
    )
    try:
        for what, change in ways:
            change()
            yield _built(place, what, jobs)
    finally:
        _new(place).unlink(missing_ok=True)
        place.change(0)


def _built(place: Place, what: str, jobs: int | None) -> Change:
    articles, before = place.world.articles, names(place.archive)
    took = program.ask("rebuild", place.archive.resolve(), *([jobs] if jobs else []))
    after = names(place.archive)
    fresh = [size for name, size in after.items() if name not in before]
    say(f"{articles:>7,}  {what + ', index alone':48} {took['index'] or 0:8.2f} s CPU")
    return Change(articles, what, took["build"], took["index"], len(fresh), sum(fresh), len(after))


def added(world: World) -> str:
    """Give the text of one more article, in the story that began last."""
    newest = max(story.stories(world), key=lambda one: one.begin)
    _, text = article.file(world, newest, world.articles)
    header, mark, body = text.partition("\n---\n")
    undated = _DATED.sub("", f"{header}\n")
    return f"{undated}date: {_DATE}{mark}{body}"


def names(root: Path) -> dict[str, int]:
    """Give the files of the index of a built site, each with its size."""
    folder = root / "site" / search.FOLDER
    return {file.name: file.stat().st_size for file in folder.iterdir()}


def _path(place: Place) -> Path:
    return place.archive / "content" / archive.to_change(place.world)[0]


def _new(place: Place) -> Path:
    return place.archive / "content" / _FILE


def _add(place: Place) -> None:
    _new(place).parent.mkdir(parents=True, exist_ok=True)
    _new(place).write_text(added(place.world), "utf-8", newline="\n")
