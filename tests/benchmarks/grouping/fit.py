"""Fit the weights of grouping to labelled articles and write them down.

usage, in tests/: python -m benchmarks.grouping.fit FOLDER [--rounds N] [--only WEIGHT …] [--write]

FOLDER holds `*.jsonl` with `id`, `title`, `story` and, where there are any, `text`, `date`, `url`.
From these, collections of many kinds are drawn (`drawn.py`), all with fixed seeds. Each weight in
turn is tried at the values below while the others stay (coordinate search); a value stays that
raises the mean over all collections of BCubed F1, half of it with the default cut and half with
the best cut there is. The same files give the same weights. `--only` tries some, and leaves the
others as they are.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from benchmarks.grouping.drawn import Collection, derived, load
from benchmarks.grouping.scoring import bcubed
from clipbook.grouping import weights as kept
from clipbook.grouping.compared import Compared
from clipbook.grouping.weights import Weights

VALUES: Mapping[str, Sequence[float]] = {
    "name": (1.2, 1.4, 1.6, 1.8),
    "pair": (0.6, 0.8, 1.0, 1.2),
    "address": (0.5, 0.7, 0.9),
    "lead": (0.5, 0.7, 0.9),
    "figure": (0.7, 0.85, 1.0),
    "rarity": (0.7, 0.8, 0.9, 1.0),
    "blend": (0.4, 0.5, 0.6),
    "ceiling": (1.6, 2.0, 2.5),
    "neighbours": (80, 120, 200),
    "fade": (14, 20, 30),
    "swift": (1, 2, 3),
    "nearest": (2, 3, 4),
    "lead_words": (60, 100, 150),
    "alike": (0.33, 0.36, 0.4, 0.44),
    "own_words": (0.6, 0.7, 0.8),
    "doubt": (0.5, 1.0, 1.5),
    "choice": (1.2, 1.5, 1.8),
    "heard": (20, 30, 45),
}
_CUTS = np.geomspace(0.03, 0.9, 24)


def worth(collections: Sequence[Collection], weights: Weights) -> tuple[float, float]:
    """Give mean F1 with the default cut, and with the best cut of each collection."""
    own, best = np.mean([_both(one, weights) for one in collections], axis=0)
    return float(own), float(best)


def _both(one: Collection, weights: Weights) -> tuple[float, float]:
    read = Compared.of(one.pieces, weights, (), ())
    truth = [one.labels[piece.id] for piece in read.pieces]
    own = bcubed(truth, read.tree.cut(read.middle))
    return own, max(own, *(bcubed(truth, read.tree.cut(cut)) for cut in _CUTS))


def search(
    collections: Sequence[Collection], weights: Weights, rounds: int, names: Sequence[str]
) -> Weights:
    """Try each weight that is named in turn, as often as told."""
    default, best = worth(collections, weights)
    _say(f"start: default {default:.2f}, best cut {best:.2f}")
    for _ in range(rounds):
        for name in names:
            for value in VALUES[name]:
                if value == getattr(weights, name):
                    continue
                tried = Weights(**{**asdict(weights), name: value})
                found = worth(collections, tried)
                better = sum(found) > default + best + 0.02
                _say(f"{name} {value}: {found[0]:.2f} {found[1]:.2f} {'*' if better else ''}")
                if better:
                    weights, (default, best) = tried, found
    return weights


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Fit, print, and write if told to."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--rounds", type=int, default=1)
    asked.add_argument("--only", nargs="+", choices=list(VALUES), default=list(VALUES))
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    whole = [load(path) for path in sorted(options.folder.glob("*.jsonl"))]
    collections = list(derived(whole))
    weights = search(collections, kept.default(), options.rounds, options.only)
    _say(json.dumps(asdict(weights), indent=2))
    if options.write:
        text = json.dumps({"fitted": kept.FITTED, **asdict(weights)}, indent=2)
        Path(kept.__file__).with_name("weights.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
