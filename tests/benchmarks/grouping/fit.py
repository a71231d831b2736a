"""Fit the weights of grouping to labelled articles and write them down.

usage: python tests/benchmarks/grouping/fit.py FOLDER [--rounds N] [--write]

FOLDER holds `*.jsonl` with `id`, `title`, `story` and, where there are any, `text`, `date`, `url`.
From these, collections of many kinds are drawn (`drawn.py`), all with fixed seeds. Each weight in
turn is tried at the values below while the others stay (coordinate search); a value stays that
raises the mean over all collections of BCubed F1, half of it with the default cut and half with
the best cut there is. The same files give the same weights.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from clipbook.grouping import weights as kept
from clipbook.grouping.grouping import _Read
from clipbook.grouping.weights import Weights

sys.path.insert(0, str(Path(__file__).parent))
from drawn import Collection, derived, load
from scoring import bcubed

VALUES: Mapping[str, Sequence[float]] = {
    "name": (1.2, 1.4, 1.6, 1.8),
    "pair": (0.6, 0.8, 1.0, 1.2),
    "address": (0.5, 0.7, 0.9),
    "lead": (0.5, 0.7, 0.9),
    "figure": (0.7, 0.85, 1.0),
    "rarity": (0.7, 0.8, 0.9, 1.0),
    "blend": (0.4, 0.5, 0.6),
    "ceiling": (1.6, 2.0, 2.5),
    "neighbours": (30, 50, 80),
    "nearest": (2, 3, 4),
    "lead_words": (60, 100, 150),
    "alike": (0.33, 0.36, 0.4, 0.44),
    "own_words": (0.6, 0.7, 0.8),
    "doubt": (0.5, 1.0, 1.5),
    "choice": (1.2, 1.5, 1.8),
    "heard": (20, 30, 45),
    "alone": (0.5, 1.0, 2.0),
}
_CUTS = np.geomspace(0.03, 0.9, 24)


def worth(collections: Sequence[Collection], weights: Weights) -> tuple[float, float]:
    """Give mean F1 with the default cut, and with the best cut of each collection."""
    found = [_both(one, weights) for one in collections]
    return tuple(float(np.mean(column)) for column in zip(*found, strict=True))  # type: ignore[return-value]


def _both(one: Collection, weights: Weights) -> tuple[float, float]:
    read = _Read.of(one.pieces, weights, (), ())
    truth = [one.labels[piece.id] for piece in read.pieces]
    own = bcubed(truth, read.tree.cut(read.middle))
    return own, max(own, *(bcubed(truth, read.tree.cut(cut)) for cut in _CUTS))


def search(collections: Sequence[Collection], weights: Weights, rounds: int) -> Weights:
    """Try each weight in turn, as often as told."""
    default, best = worth(collections, weights)
    print(f"start: default {default:.2f}, best cut {best:.2f}", flush=True)
    for _ in range(rounds):
        for name, values in VALUES.items():
            for value in values:
                if value == getattr(weights, name):
                    continue
                tried = replace(weights, **{name: value})
                found = worth(collections, tried)
                better = sum(found) > default + best + 0.02
                print(f"{name} {value}: {found[0]:.2f} {found[1]:.2f} {'*' if better else ''}", flush=True)
                if better:
                    weights, (default, best) = tried, found
    return weights


def main() -> None:
    """Fit, print, and write if told to."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--rounds", type=int, default=1)
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    whole = [load(path) for path in sorted(options.folder.glob("*.jsonl"))]
    collections = list(derived(whole))
    weights = search(collections, kept.default(), options.rounds)
    print(json.dumps(asdict(weights), indent=2))
    if options.write:
        text = json.dumps({"fitted": kept.FITTED, **asdict(weights)}, indent=2)
        Path(kept.__file__).with_name("weights.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
