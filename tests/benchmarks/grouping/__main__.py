"""Quality and speed of grouping, printed.

usage, in tests/: python -m benchmarks.grouping [FOLDER] [--articles N]

FOLDER holds labelled `*.jsonl` (see `fit.py`). Half of a collection's stories are drawn ten times,
and grouped with the default, then with the dial set by twelve of them.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import time
from pathlib import Path

from benchmarks.grouping.drawn import Collection, derived, load
from benchmarks.grouping.scoring import bcubed
from benchmarks.grouping.synthetic import articles
from clipbook.grouping import fit, group

_DRAWS = 5
_CHECKED = 12


def quality(one: Collection) -> str:
    """Give a line: F1 with the default, and with the dial set by checked stories."""
    truth = [one.labels[piece.id] for piece in group(one.pieces).pieces]
    plain = bcubed(truth, group(one.pieces).group)
    members: dict[str, list[str]] = {}
    for article, story in sorted(one.labels.items()):
        members.setdefault(story, []).append(article)
    found = []
    for seed in range(_DRAWS):
        chance = random.Random(seed)  # noqa: S311 - a fair draw
        stories = chance.sample(sorted(members), min(_CHECKED, len(members)))
        dial = fit(one.pieces, {story: members[story] for story in stories}).dial
        found.append(bcubed(truth, group(one.pieces, dial=dial).group))
    mean, spread = statistics.mean(found), statistics.pstdev(found)
    return f"{one.name}: default {plain:.1f}, fitted {mean:.1f} (sd {spread:.1f})"


def speed(count: int) -> str:
    """Give a line: processor time and memory for articles that are made up."""
    pieces = list(articles(count))
    before = time.process_time()
    found = group(pieces)
    taken = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{count} articles: {taken:.1f} CPU s, {peak:.0f} MB, {len(found.proposals)} stories"


def main() -> None:
    """Print a line for each collection, and one for speed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--articles", type=int, default=100_000)
    options = asked.parse_args()
    sys.stdout.write(f"{speed(options.articles)}\n")
    paths = sorted(options.folder.glob("*.jsonl")) if options.folder else []
    for one in derived([load(path) for path in paths]) if paths else ():
        sys.stdout.write(f"{quality(one)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
