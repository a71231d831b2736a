"""What grouping is held to, and the measuring of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.measure import FailedError

NAME = "grouping"
Numbers = dict[str, float]
"""What was measured, by what it is called in bars."""

_OF_ALL: Mapping[str, Mapping[str, tuple[str, float]]] = {
    "cold": {
        "cpu": ("100,000 articles grouped: CPU seconds", 15),
        "peak": ("100,000 articles grouped: peak memory, MB", 500),
    },
    "onto": {"cpu": ("1,000 grouped onto 400,000, some undated: CPU seconds", 3)},
    "copies": {
        "missed": ("wire copies not found, % of pairs", 0.5),
        "wrong": ("no copies, but found to be, % of pairs", 0),
    },
    "replay": {
        "lost": ("1,000 builds replayed: addresses of stories lost", 0),
        "unlogged": ("1,000 builds replayed: moves that no entry tells", 0),
        "broken": ("1,000 builds replayed: decisions not kept", 0),
    },
}
_OF_LABELLED: Mapping[str, Mapping[str, tuple[str, float]]] = {
    "quality": {
        "default": ("{}: what BCubed F1 lacks, default", 14),
        "fitted": ("{}: what BCubed F1 lacks, set by 12 stories, mean of 8", 8),
    },
    "arrivals": {
        "behind": ("{}: one by one, F1 behind all at once", 1),
        "reviewed": ("{}: the same with what a review would change", 1),
    },
}


def bars(found: Mapping[str, float]) -> Iterator[tuple[str, float, float | None]]:
    """Give each bar with its limit and what was measured: the labelled files that were there."""
    for measures in _OF_ALL.values():
        for name, limit in measures.values():
            yield name, limit, found.get(name)
    for measures in _OF_LABELLED.values():
        for form, limit in measures.values():
            for name in found:
                if name.endswith(form.removeprefix("{}")):
                    yield name, limit, found[name]


def steps(texts: Sequence[Path], folder: Path) -> Iterator[tuple[str, Callable[[Numbers], None]]]:
    """Give what is measured, each in a process of its own; `folder` is that of the tests."""
    for what, measures in _OF_ALL.items():
        yield what, _Step(folder, [what], {key: name for key, (name, _) in measures.items()})
    for file in texts:
        for what, measures in _OF_LABELLED.items():
            names = {key: name.format(file.stem) for key, (name, _) in measures.items()}
            yield f"{what}, {file.stem}", _Step(folder, [what, str(file)], names)


class _Step:
    """One measurement."""

    def __init__(self, folder: Path, arguments: list[str], names: Mapping[str, str]) -> None:
        self._folder, self._arguments, self._names = folder, arguments, names

    def __call__(self, found: Numbers) -> None:
        """Measure, and enter the numbers; raises FailedError with what went wrong."""
        command = [sys.executable, "-m", "benchmarks.grouping.measured", *self._arguments]
        done = subprocess.run(
            command, cwd=self._folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise FailedError((done.stderr.strip().splitlines() or ["it ended"])[-1])
        numbers = json.loads(done.stdout)
        found.update({name: numbers[key] for key, name in self._names.items()})
