"""One measurement of grouping, in a process of its own: numbers by name, as JSON.

usage, in tests/: python -m benchmarks.grouping.measured WHAT [FILE]

WHAT is `cold`, `onto`, `copies`, `replay`, or with a labelled file `quality`, `arrivals` or
`meanings`, which needs the extra `clipbook[embed]`.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.grouping.drawn import Collection, load
from benchmarks.grouping.scoring import bcubed
from benchmarks.grouping.synthetic import articles
from clipbook.grouping import MIDDLE, fit, group
from clipbook.grouping.compared import Part
from clipbook.grouping.meanings import Embed
from clipbook.grouping.piece import Piece
from clipbook.grouping.postings import Segment, read
from clipbook.grouping.terms import words_read
from clipbook.grouping.weights import default
from clipbook.grouping.whole import Whole

COLD, FEW, MANY, WIRE = 100_000, 1_000, 400_000, 20_000
"""Articles."""
_DRAWS, _CHECKED, _ARRIVING = 8, 12, 150
_BUILDS, _REAL_EACH = 1_000, 50
_UNDATED, _LEAD = 5, 300
_CUT = 0.4
"""A cut that an archive has found long since."""


def cold() -> dict[str, float]:
    """Group articles that were never seen: CPU seconds, and MB of the whole process."""
    pieces = list(articles(COLD))
    before = time.process_time()
    group(pieces)
    spent = time.process_time() - before
    return {"cpu": spent, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def onto() -> dict[str, float]:
    """Group a few that are new among many, every fifth undated: CPU seconds of that alone."""
    weights, most = default(), words_read(1 << (MANY - 1).bit_length(), default())
    made = articles(MANY + FEW)
    days = np.full(MANY + FEW, np.nan)
    held = []
    for number, piece in enumerate(made):
        days[number] = np.nan if number % _UNDATED == 0 else piece.day
        held.append(replace(piece, lead=piece.lead[:_LEAD]))
    base = Segment.of(read(held[:MANY], most, "english")[0])
    before = time.process_time()
    segments = base, Segment.of(read(held[MANY:], most, "english")[0])
    # Places are those by date and id, rows those in which articles came.
    rows = np.argsort(np.nan_to_num(days, nan=np.inf), kind="stable")
    whole = Whole(segments, rows, days[rows], weights)
    _, inside = whole.around(np.flatnonzero(rows >= MANY))
    near = [_bare(rows[place], whole.days[place]) for place in inside.tolist()]
    group(near, middle=_CUT, part=Part(whole.terms(inside)[0]))
    return {"cpu": time.process_time() - before}


def _bare(row: int, day: float) -> Piece:
    return Piece(f"a{row:07}", day=None if np.isnan(day) else float(day))


def wire() -> dict[str, float]:
    """Find copies: what is missed and what is wrong, as percentages of pairs."""
    from benchmarks import copies  # noqa: PLC0415 - memory is measured here
    from clipbook.copies.near_duplicates import groups  # noqa: PLC0415 - likewise

    pieces, labels, _ = copies.made(copies.world(1, WIRE))
    found = copies.score(labels, groups(pieces))
    return {"missed": 100 * (1 - found.recall), "wrong": 100 * (1 - found.precision)}


def quality(file: Path) -> dict[str, float]:
    """Group labelled articles: what BCubed F1 lacks, with the default, and as stories set it."""
    one = load(file)
    return {"default": 100 - _f1(one, MIDDLE, None), "fitted": 100 - _fitted(one)}


def meanings(file: Path) -> dict[str, float]:
    """Group labelled articles by words alone, and with what they are about: BCubed F1."""
    from clipbook.grouping.embedding import vectors  # noqa: PLC0415 - the extra it needs

    one, found = load(file), {}
    for name, embed in (("words", None), ("with meanings", vectors)):
        found[f"default, {name}"] = _f1(one, MIDDLE, None, embed)
        found[f"fitted, {name}"] = _fitted(one, embed)
    return found


def _fitted(one: Collection, embed: Embed | None = None) -> float:
    members: dict[str, list[str]] = {}
    for article, story in sorted(one.labels.items()):
        members.setdefault(story, []).append(article)
    found = []
    for seed in range(_DRAWS):
        chance = random.Random(seed)  # noqa: S311 - a fair draw
        stories = chance.sample(sorted(members), min(_CHECKED, len(members)))
        set_by = fit(one.pieces, {story: members[story] for story in stories}, embed=embed)
        found.append(_f1(one, set_by.dial, set_by.largest, embed))
    return statistics.mean(found)


def _f1(one: Collection, dial: float, largest: float | None, embed: Embed | None = None) -> float:
    found = group(one.pieces, dial=dial, largest=largest, embed=embed)
    return bcubed([one.labels[piece.id] for piece in found.pieces], found.group)


def arrivals(file: Path) -> dict[str, float]:
    """Have articles come in one by one: how far F1 is behind that of all at once."""
    from benchmarks.grouping import arriving  # noqa: PLC0415 - likewise

    one = arriving.drawn(load(file), _ARRIVING, 0)
    alone, together = (arriving.measured(one, batch) for batch in (1, len(one.pieces)))
    return {"behind": together[0] - alone[0], "reviewed": together[1] - alone[1]}


def replayed() -> dict[str, float]:
    """Replay builds with all that curators do between them: what went wrong, by kind."""
    from benchmarks.grouping import replay  # noqa: PLC0415 - likewise

    with tempfile.TemporaryDirectory() as folder:
        done = replay.run(Path(folder) / "archive", _BUILDS, 1, _REAL_EACH)
    return {"lost": len(done.lost), "unlogged": len(done.unlogged), "broken": len(done.broken)}


OF_ALL: Mapping[str, Callable[[], dict[str, float]]] = {
    "cold": cold,
    "onto": onto,
    "copies": wire,
    "replay": replayed,
}
OF_LABELLED: Mapping[str, Callable[[Path], dict[str, float]]] = {
    "quality": quality,
    "arrivals": arrivals,
    "meanings": meanings,
}


def main(what: str, *file: str) -> None:
    """Measure one thing, print its numbers."""
    found = OF_LABELLED[what](Path(file[0])) if file else OF_ALL[what]()
    sys.stdout.write(f"{json.dumps(found)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
