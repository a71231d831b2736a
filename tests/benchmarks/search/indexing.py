"""The index made from nothing: its CPU, its memory and its size, apart from all else in a build."""

from __future__ import annotations

from pathlib import Path

from benchmarks import memory
from benchmarks.job import Patience, say
from benchmarks.search import program
from benchmarks.search.results import Index


def measured(archive: Path, articles: int, patience: Patience) -> Index:
    """Make the index as often as is worth it; gives the run that took the least CPU."""
    every: list[Index] = []
    for _ in range(patience.of(articles)):
        every.append(_once(archive, articles))
        say(f"{articles:>7,}  {'the index alone':48} {every[-1].cpu:8.2f} s CPU")
        if every[-1].cpu > patience.enough:
            break
    return min(every, key=lambda one: one.cpu)


def _once(archive: Path, articles: int) -> Index:
    """Watch a process from beside it, from when it has read the archive to the end of the index."""
    with program.talking("index_only", archive.resolve()) as talk:
        before = talk.hear()
        with memory.watched(talk.process) as peak:
            talk.go_on()
            said = talk.hear()
    exact = before["exact"] and peak.exact
    held = before["held"]
    return Index(articles, said["cpu"], held, peak.seen, exact, said["files"], said["sizes"])
