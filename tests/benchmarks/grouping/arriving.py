"""Articles that come in batch after batch, against all of them at once.

usage, in tests/: python -m benchmarks.grouping.arriving FOLDER [--articles N] [--draws N]

FOLDER holds labelled `*.jsonl` (see `fit.py`). Whole stories are drawn until there are so many
articles, which come in by their dates: one at a time, in twenties, and all at once, each time by
the call that an import makes. The state is the stories that there are, with what is proposed
beside them (`clipbook group`), and with what `clipbook group --review` would change.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.grouping.drawn import Collection, load
from benchmarks.grouping.scoring import bcubed
from clipbook import pipeline
from clipbook.config import Settings, Site
from clipbook.curation import grouping_up, running
from clipbook.grouping.piece import Piece, order
from clipbook.store import article_file

_BATCHES = (1, 20, 1_000_000)


def drawn(one: Collection, most: int, seed: int) -> Collection:
    """Draw whole stories, up to so many articles, as they come in; the undated in any order."""
    chance = random.Random(seed)  # noqa: S311 - a fair draw
    stories = sorted(set(one.labels.values()))
    chance.shuffle(stories)
    found: list[Piece] = []
    for story in stories:
        own = sorted((each for each in one.pieces if one.labels[each.id] == story), key=order)
        found += own[: most - len(found)]
    chance.shuffle(found)
    found.sort(key=lambda piece: order(piece)[0])
    # The ids of others may be no names of files.
    pieces = tuple(replace(piece, id=f"a{at:05}") for at, piece in enumerate(found))
    stories = [one.labels[piece.id] for piece in found]
    return Collection(
        one.name, pieces, {piece.id: story for piece, story in zip(pieces, stories, strict=True)}
    )


def site_of(folder: Path) -> Site:
    """Give an archive without articles."""
    return Site(
        root=folder,
        content=folder / "content",
        output=folder / "site",
        name="News",
        url="",
        description="",
        language="en",
        flat=True,
        settings=Settings(),
    )


def write(site: Site, piece: Piece) -> None:
    """Write an article into the archive, in no story."""
    fields: dict[str, object] = {
        "title": " ".join(piece.title.split()),
        "url": piece.address.replace("\\", "") or None,
    }
    if piece.day is not None:
        fields["date"] = date.fromordinal(int(piece.day)).isoformat()
    known = {name: value for name, value in fields.items() if value}
    path = site.content / "articles" / f"{piece.id}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    body = f"\n{piece.lead}\n" if piece.lead else ""
    path.write_text(f"---\n{article_file.lines_of(known)}---\n{body}", "utf-8")


def arrive(site: Site, pieces: Sequence[Piece], size: int) -> None:
    """Bring articles in, so many at a time."""
    for start in range(0, len(pieces), size):
        batch = pieces[start : start + size]
        for piece in batch:
            write(site, piece)
        pipeline.group_new(site, [piece.id for piece in batch])


def state(site: Site, *, is_review: bool) -> dict[str, str]:
    """Give the story of each article, with the proposals taken; its own where it is in none."""
    with closing(running.read(site)) as loaded:
        articles = loaded.articles
        said = {
            ident: story or f"alone {ident}"
            for ident, story in zip(articles.ids, articles.stories, strict=True)
        }
        # A review says nothing of groups that only wait; they are proposed without it.
        for also in (False, True)[: 1 + is_review]:
            for each in grouping_up.outlook(loaded, is_review=also).proposals:
                said.update(dict.fromkeys((one.id for one in each.articles), each.story))
        return said


def measured(one: Collection, size: int) -> tuple[float, float]:
    """Give BCubed F1 of the two states after articles have come in."""
    with tempfile.TemporaryDirectory() as folder:
        site = site_of(Path(folder))
        arrive(site, one.pieces, size)
        states = [state(site, is_review=is_review) for is_review in (False, True)]
    ids = [piece.id for piece in one.pieces]
    truth = [one.labels[ident] for ident in ids]
    plain, reviewed = (bcubed(truth, [said[ident] for ident in ids]) for said in states)
    return plain, reviewed


def main() -> None:
    """Print a line for each collection and way."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--articles", type=int, default=300)
    asked.add_argument("--draws", type=int, default=3)
    options = asked.parse_args()
    for path in sorted(options.folder.glob("*.jsonl")):
        one = load(path)
        draws = [drawn(one, options.articles, seed) for seed in range(options.draws)]
        for size in _BATCHES:
            found = [measured(each, size) for each in draws]
            plain, reviewed = (statistics.mean(column) for column in zip(*found, strict=True))
            way = {1: "one at a time", 20: "in twenties"}.get(size, "all at once")
            said = f"{one.name:16} {way:14} F1 {plain:.1f}, after a review {reviewed:.1f}"
            sys.stdout.write(f"{said}  {[round(each, 1) for each, _ in found]}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
