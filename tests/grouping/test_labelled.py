"""Labelled news that is not part of the project is grouped as well as the guide says."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from benchmarks.grouping.drawn import Collection, load
from benchmarks.grouping.scoring import bcubed
from clipbook.grouping import Piece, fit, group

_FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "grouping"
_NAMES = ("uci_slice_dev", "ecbplus_dev")

pytestmark = pytest.mark.skipif(
    not _FOLDER.is_dir(), reason="the labelled articles are not part of the repository"
)


@pytest.fixture(scope="module", params=_NAMES)
def labelled(request: pytest.FixtureRequest) -> Collection:
    """Give one collection."""
    return load(_FOLDER / f"{request.param}.jsonl")


def _f1(one: Collection, dial: float) -> float:
    found = group(one.pieces, dial=dial)
    return bcubed([one.labels[piece.id] for piece in found.pieces], found.group)


def test_the_default(labelled: Collection) -> None:
    """With nothing fitted, BCubed F1 is above 85 on either, of which the one is bare titles."""
    assert _f1(labelled, 0) > 85


def test_the_dial(labelled: Collection) -> None:
    """Twelve stories set the dial so that F1 is above 83 whichever they are."""
    stories = sorted(set(labelled.labels.values()))
    for seed in range(3):
        chosen = random.Random(seed).sample(stories, 12)  # noqa: S311 - a fair draw
        confirmed = {
            story: [one for one, own in labelled.labels.items() if own == story] for story in chosen
        }
        assert _f1(labelled, fit(labelled.pieces, confirmed).dial) > 83


def test_nothing_but_one_event(labelled: Collection) -> None:
    """An archive of one event is one story, by and large: what all say is no commonplace."""
    told: dict[str, list[Piece]] = {}
    for piece in labelled.pieces:
        told.setdefault(labelled.labels[piece.id], []).append(piece)
    sizes = [
        np.bincount(group(pieces[:20]).group).max() / len(pieces[:20])
        for pieces in told.values()
        if len(pieces) >= 8
    ]
    assert np.mean(sizes) > 0.83
