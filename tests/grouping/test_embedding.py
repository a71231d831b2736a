"""What articles are about counts beside words where it is asked for, without a network."""

from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from clipbook.grouping import Piece, fit, group, run_data
from clipbook.grouping.piece import order
from clipbook.grouping.weights import default
from support.events import EVENTS, articles

pytest.importorskip("tokenizers", reason="the extra clipbook[embed] is not installed")
pytest.importorskip("safetensors", reason="the extra clipbook[embed] is not installed")

from clipbook.grouping.embedding import vectors

_NO_NETWORK = """
import socket
class Refused(socket.socket):
    def __init__(self, *_, **__):
        raise SystemExit("something asked for a network")
socket.socket = socket.create_connection = socket.getaddrinfo = Refused
"""
_HIDDEN = "import sys\nsys.modules['tokenizers'] = None\n"
_ROWS = [
    {"id": piece.id, "title": piece.title, "text": piece.lead, "date": f"2026-11-{1 + at:02}"}
    for at, piece in enumerate(articles())
]


def _run(folder: Path, first: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Group a file in a process of its own that does something else before anything is imported."""
    (folder / "sitecustomize.py").write_text(first, "utf-8")
    data = folder / "in.jsonl"
    data.write_text("".join(f"{json.dumps(row)}\n" for row in _ROWS), "utf-8")
    files = ("--data", str(data), "--out", str(folder / "out.jsonl"))
    path = os.pathsep.join([str(folder), *sys.path])
    return subprocess.run(
        [sys.executable, "-m", "clipbook", "group", *files, *options],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def _stories(folder: Path) -> list[Mapping[str, str]]:
    return [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]


def test_what_is_about_the_same_is_nearer() -> None:
    """Two headlines without a word in common are nearer than two on other things."""
    said = ("Doctors warn of flu", "Physicians fear influenza", "Rovers win the cup final")
    one, same, other = vectors([Piece(str(at), title) for at, title in enumerate(said)])
    assert one @ same > max(one @ other, same @ other) + 0.2
    assert np.linalg.norm([one, same, other], axis=1) == pytest.approx([1, 1, 1])


@pytest.mark.parametrize("odd", ["", " ", "\ud800", "\x00", "大坝决堤", "x" * 100_000])
def test_odd_texts(odd: str) -> None:
    """What is no text of any language has a vector like others, and no word has none."""
    found = vectors([Piece("odd", odd, odd), *articles()])
    assert np.isfinite(found).all()
    assert found.shape[0] == len(articles()) + 1


def test_no_article() -> None:
    """Of nothing there is nothing."""
    assert len(vectors([])) == 0
    assert group([], embed=vectors).proposals == ()


def test_it_counts() -> None:
    """Stories stay what they are; how near articles are is not what it is by words alone."""
    plain, asked = group(articles()), group(articles(), embed=vectors)
    assert len(asked.proposals) == len(EVENTS)
    assert (plain.near.meanings, plain.near.similarity.nnz) == (None, asked.near.similarity.nnz)
    assert abs(plain.near.similarity - asked.near.similarity).max() > 0.01


def test_of_no_weight_it_is_as_if_it_was_not_asked_for() -> None:
    """Whatever the vectors are, no digit differs."""
    asked = group(articles(), embed=vectors, weights=replace(default(), embed=0.0))
    assert asked.proposals == group(articles()).proposals


@pytest.mark.parametrize("seed", range(3))
def test_the_order_makes_no_difference(seed: int) -> None:
    """Articles in another order give the same proposals, to the last digit."""
    shuffled = articles()
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - a fair draw
    found = group(shuffled, embed=vectors)
    assert found.proposals == group(articles(), embed=vectors).proposals


def test_the_parts_make_up_the_score() -> None:
    """Words and what articles are about add up, and what days leave of both is the score."""
    found, weights = group(articles(), embed=vectors), default()
    shares = []
    for piece in found.pieces:
        why = found.why(piece.id)
        assert why is not None
        assert sum(term.weight for term in why.shared) == pytest.approx(why.cosine)
        assert (why.worded, why.gap is None) == (1 - weights.embed, False)
        assert why.fade == pytest.approx(1 / (1 + (why.gap or 0) / weights.fade), abs=1e-4)
        whole = why.worded * why.cosine + why.meaning
        relative = whole * why.fade * why.outlet / math.sqrt(math.prod(why.usual))
        near = min(relative / weights.ceiling, 1) ** (1 - weights.blend)
        assert why.score == pytest.approx(why.neighbours**weights.blend * near, abs=1e-4)
        assert why.about == pytest.approx(why.meaning / whole)
        shares.append(why.about)
    assert 0 < max(shares) < 0.5


def test_confirmed_stories_set_the_dial_with_it() -> None:
    """A dial is fitted to what is then grouped."""
    given: list[int] = []

    def counted(pieces: Sequence[Piece]) -> np.ndarray[Any, np.dtype[Any]]:
        assert list(pieces) == sorted(pieces, key=order)
        given.append(len(pieces))
        return vectors(pieces)

    confirmed = {event: [f"{event}{number}" for number in range(6)] for event in EVENTS}
    assert fit(articles(), confirmed, embed=counted).after == 1.0
    labelled = [{**row, "story": str(row["id"])[:3]} for row in _ROWS]
    assert len({row["story"] for row in run_data(labelled, fit=True, embed=counted)}) == len(EVENTS)
    assert given == [len(_ROWS)] * 3


def test_runs_are_the_same_and_fetch_nothing(tmp_path: Path) -> None:
    """A process that could reach no network does what this one does."""
    found = _run(tmp_path, _NO_NETWORK, "--embed")
    assert (found.returncode, found.stderr) == (0, "")
    assert _stories(tmp_path) == run_data(_ROWS, embed=vectors)


def test_without_the_extra(tmp_path: Path) -> None:
    """Who asks for it is told in one line what to install; who does not never hears of it."""
    found = _run(tmp_path, _HIDDEN, "--embed")
    assert (found.returncode, found.stdout) == (2, "")
    (line,) = found.stderr.splitlines()
    assert 'pip install "clipbook[embed]"' in line
    assert not (tmp_path / "out.jsonl").exists()
    assert _run(tmp_path, _HIDDEN).returncode == 0
    assert _stories(tmp_path) == run_data(_ROWS)
