"""MkDocs with Material, and Zensical, on the Markdown tree that `clipbook render` writes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from importlib import metadata
from pathlib import Path

from benchmarks import measure
from benchmarks.job import Job, say
from benchmarks.ours import COLD, WARM
from benchmarks.place import CLIPBOOK, Place

MKDOCS, ZENSICAL = "mkdocs", "zensical"

MOST = 10_000
"""Articles: beyond, these generators take hours."""

_WITHOUT_SEARCH = {
    MKDOCS: "plugins: []\n",
    ZENSICAL: "plugins:\n  - search:\n      enabled: false\n",
}
_RUNS = {
    MKDOCS: ((COLD, False), (COLD, True)),
    ZENSICAL: ((COLD, False), (WARM, False), (COLD, True)),
}
"""With search or without; MkDocs keeps nothing between two builds."""


def version(generator: str) -> str | None:
    """Name a generator with its version; None where it is not installed."""
    try:
        if generator == ZENSICAL:
            return f"Zensical {metadata.version('zensical')}"
        material = metadata.version("mkdocs-material")
        return f"MkDocs {metadata.version('mkdocs')} with Material {material}"
    except metadata.PackageNotFoundError:
        return None


def jobs(generator: str, place: Place) -> Iterator[Job]:
    """Give the builds of a generator, without its own search and with it, on a tree made anew."""
    _render(place)
    for run, search in _RUNS[generator]:
        yield _job(generator, place, run, search=search)


def _render(place: Place) -> None:
    tree = _tree(place)
    place.put_aside(tree)
    place.set_up(search=False)
    say(f"{place.world.articles:>7,}  clipbook render")
    measure.run([*CLIPBOOK, "render", str(tree)], place.archive, place.log)
    own = (tree / "mkdocs.yml").read_text("utf-8")
    for generator, plugins in _WITHOUT_SEARCH.items():
        (tree / f"{generator}.yml").write_text(own + plugins, "utf-8")


def _job(generator: str, place: Place, run: str, *, search: bool) -> Job:
    tree = _tree(place)
    settings = "mkdocs.yml" if search else f"{generator}.yml"
    command = [sys.executable, "-m", generator, "build", "-f", settings]
    leftover = [tree / "site"] if run == WARM else [tree / "site", tree / ".cache"]
    before = partial(_before, place, leftover)
    return Job(generator, run, command, tree, tree / "site", before, search)


def _before(place: Place, leftover: list[Path], _time: int) -> None:
    place.put_aside(*leftover)


def _tree(place: Place) -> Path:
    return place.folder / "tree"
