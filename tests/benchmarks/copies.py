"""Measures how copies are found: `cd tests && python -m benchmarks.copies [ARTICLES]`.

Three tenths of the articles are wire copies, one tenth is one text ten thousand times over at most,
some are what copies must not be taken for, and the rest is texts of their own.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import click

from clipbook.copies.near_duplicates import Group, Sketched, groups
from support.wire import (
    Run,
    Wire,
    copied,
    from_template,
    independent,
    many,
    with_boilerplate,
)

_RUNS = 6


class Found(NamedTuple):
    """How well copies were found: pairs of articles are right or wrong."""

    recall: float
    precision: float


def score(labels: dict[str, str], found: Iterable[Group]) -> Found:
    """Compare groups with the labels of all articles."""
    wanted = sum(map(_pairs, Counter(labels.values()).values()))
    right = given = 0
    for group in found:
        given += _pairs(len(group.members))
        right += sum(map(_pairs, Counter(labels[each] for each in group.members).values()))
    return Found(right / wanted if wanted else 1.0, right / given if given else 1.0)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def world(seed: int, articles: int) -> Iterator[Run]:
    """Give so many articles, copies among them."""
    wire, most = Wire.of(seed), articles // 10
    yield from many(wire, min(most, 10_000))
    yield from copied(wire, 3 * articles // 10 // _RUNS, _RUNS)
    yield from independent(wire, most // 20, 5)
    yield from from_template(wire, most // 100, 30)
    yield from with_boilerplate(wire, most // 200, 60)
    for number in range(articles // 2):
        yield Run(f"own-{number}", "\n".join(wire.story()), outlet=f"outlet-{number % 500}")


def made(runs: Iterable[Run]) -> tuple[list[Sketched], dict[str, str], float]:
    """Give sketches, labels by id, and the CPU seconds that sketching took."""
    pieces, labels, spent = [], {}, 0.0
    for number, run in enumerate(runs):
        start = time.process_time()
        pieces.append(run.piece(f"a{number:06}"))
        spent += time.process_time() - start
        labels[pieces[-1].id] = run.label
    return pieces, labels, spent


def main(arguments: Sequence[str]) -> None:
    """Measure once, print a line."""
    pieces, labels, sketching = made(world(1, int(arguments[0]) if arguments else 100_000))
    before, start = _resident(), time.process_time()
    found = groups(pieces)
    spent, peak = time.process_time() - start, _resident()
    well = score(labels, found)
    click.echo(
        f"{len(pieces):,} articles: recall {well.recall:.4f}, precision {well.precision:.4f}; "
        f"sketches {1e6 * sketching / len(pieces):.0f} µs and "
        f"{sum(len(piece.sketch) for piece in pieces) / len(pieces):.0f} bytes each; "
        f"grouping {spent:.2f} CPU s, {peak - before:.0f} MB more than before"
    )


def _resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
