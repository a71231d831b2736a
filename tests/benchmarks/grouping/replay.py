"""Years of an archive again: builds with arrivals, edits, removals and decisions between them.

usage, in tests/: python -m benchmarks.grouping.replay [--builds N] [--seed N] [--real-each N]

Before each build some made-up articles may be imported, and curators do something by chance
(`deeds.py`), all through the calls that commands make. The addresses of stories are those that a
build would make, by its own functions; each so-many-th build is a real one, whose files have to
be these. Printed are story addresses that were published and lead nowhere now, articles that went
from one story to another without an entry in the ledger, and decisions that do not hold.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.grouping import synthetic
from benchmarks.grouping.deeds import Deeds
from clipbook import pipeline
from clipbook.curation import running
from clipbook.edition import Edition
from clipbook.grouping.piece import Piece
from clipbook.model.decision import Decision
from clipbook.model.ledger import Ledger
from clipbook.pages import moved, parts, story
from clipbook.site import host
from clipbook.store.content import Content

_SETTINGS = """\
site_name: Replayed
site_url: https://press.example/
docs_dir: content
use_directory_urls: false
theme: {name: material}
plugins: [clipbook]
"""
_FIRST = 60
"""Articles that are there at the beginning."""
_IMPORTS = 0.4
"""Share of builds before which something is imported."""
_DAYS = 400
_IN_DISORDER = 30
"""Articles come in about the order of their dates: no further off than so many."""


@dataclass(slots=True)
class Replay:
    """An archive, what was published of it, and what went wrong."""

    root: Path
    seed: int
    builds: int = 0
    lost: list[str] = field(default_factory=list)
    """Story addresses that lead nowhere any more, each time."""
    unlogged: list[str] = field(default_factory=list)
    """Articles that changed their story, and nobody said so."""
    broken: list[str] = field(default_factory=list)
    """Decisions that are gone or do not hold."""
    decided: int = 0
    _addresses: set[str] = field(default_factory=set)
    _places: dict[str, str] = field(default_factory=dict)
    _entries: tuple[Decision, ...] = ()
    _deeds: Deeds = field(init=False)

    def __post_init__(self) -> None:
        """Make an archive of some articles."""
        (self.root / "content").mkdir(parents=True)
        (self.root / "mkdocs.yml").write_text(_SETTINGS, "utf-8")
        chance = random.Random(self.seed)  # noqa: S311 - a fair draw
        self._deeds = Deeds(host.site_of(self.root), chance, _coming(chance, self.seed))
        self._deeds.bring_in(_FIRST)

    def step(self, *, is_real: bool) -> None:
        """Do something, import something now and then, and build."""
        chance = self._deeds.chance
        for _ in range(chance.randrange(1, 4)):
            self._deeds.something()
        is_import = chance.random() < _IMPORTS
        if is_import:
            self._deeds.bring_in()
        self.builds += 1
        with closing(running.read(self._deeds.site)) as loaded:
            edition = Edition(loaded.archive(), self._deeds.site)
            # Parts of a long timeline come and go with what is in it.
            now = {path for path in story.paths(edition) if parts.base_of(path) == path}
            now |= set(moved.paths(edition))
            self._compare(loaded)
            self._hold(loaded, is_settled=is_import)
        self._addresses |= now
        self.lost += [f"{self.builds}: {path}" for path in sorted(self._addresses - now)]
        if is_real:
            self._build(now)

    def _compare(self, loaded: Content) -> None:
        """Find articles that are elsewhere than in the last build, and why."""
        articles = loaded.articles
        places = dict(zip(articles.ids, articles.stories, strict=True))
        for ident, before in self._places.items():
            after = places.get(ident, before)
            if before and after != before and not _is_said(loaded.ledger, ident, before, after):
                self.unlogged.append(f"{self.builds}: {ident} from {before} to {after or 'none'}")
        self._places = places

    def _hold(self, loaded: Content, *, is_settled: bool) -> None:
        """Hold what was decided to what there is; what was written by hand waits for an import."""
        ledger, places = loaded.ledger, self._places
        self.broken += [
            f"{self.builds}: gone: {each}" for each in self._entries if each not in ledger.decisions
        ]
        self._entries = ledger.decisions
        self.decided = len(ledger.decisions)
        known = {each.slug for each in loaded.stories}
        for ident, slug in ledger.pins.items():
            if slug in known and places.get(ident, slug) != slug:
                self.broken.append(f"{self.builds}: {ident} is not in {slug}")
        self.broken += [
            f"{self.builds}: {each} is in a story" for each in ledger.out if places.get(each)
        ]
        self.broken += [f"{self.builds}: {each.why}" for each in ledger.clashes]
        if not is_settled:
            return
        for group in ledger.together:
            if len({places[one] for one in group if one in places and one not in ledger.out}) > 1:
                self.broken.append(f"{self.builds}: {group} are not together")
        for one, other in ledger.apart:
            if places.get(one) and places.get(one) == places.get(other):
                self.broken.append(f"{self.builds}: {one} and {other} are together")

    def _build(self, addresses: set[str]) -> None:
        """Build the site, and look for the files."""
        pipeline.build(self.root)
        there = {path.stem for path in (self.root / "site" / "stories").glob("*.html")}
        wanted = {path.partition("/")[2] for path in addresses}
        self.lost += [f"{self.builds}: no file for {slug}" for slug in sorted(wanted - there)]

    @property
    def addresses(self) -> int:
        """How many addresses of stories were ever published."""
        return len(self._addresses)

    def __str__(self) -> str:
        """Say what it came to."""
        deeds = self._deeds
        return (
            f"{self.builds} builds, {len(self._places)} articles, {len(deeds.said)} deeds of "
            f"curators ({deeds.refused} refused), {self.decided} decisions, "
            f"{self.addresses} story addresses: {len(self.lost)} lost, "
            f"{len(self.unlogged)} unlogged moves, {len(self.broken)} decisions not kept"
        )


def _is_said(ledger: Ledger, article: str, before: str, after: str) -> bool:
    """Say whether the ledger has an entry by which an article went from one story to another."""
    if after and ledger.moved.get(before) == after:
        return True
    return any(
        (each.seated == article and (each.story or "") in {after, *_names_of(ledger, after)})
        or article in each.articles
        or article in each.same
        or (article in each.apart and not after)
        for each in ledger.decisions
    )


def _names_of(ledger: Ledger, slug: str) -> Iterator[str]:
    return (old for old, new in ledger.moved.items() if new == slug)


def _coming(chance: random.Random, seed: int) -> Iterator[Piece]:
    """Give made-up articles without end, roughly by their dates."""
    waiting = sorted(
        synthetic.articles(6_000, seed=seed, days=_DAYS), key=lambda each: each.day or 0
    )
    while waiting:
        yield waiting.pop(chance.randrange(min(_IN_DISORDER, len(waiting))))


def run(root: Path, builds: int, seed: int, real_each: int) -> Replay:
    """Replay so many builds."""
    replay = Replay(root, seed)
    for at in range(1, builds + 1):
        replay.step(is_real=at % real_each == 0)
        if at % real_each == 0:
            sys.stderr.write(f"{replay}\n")
    return replay


def main() -> None:
    """Print what went wrong, and a line in the end."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--builds", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--real-each", type=int, default=50)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        done = run(Path(folder) / "archive", options.builds, options.seed, options.real_each)
    for each in (*done.lost, *done.unlogged, *done.broken):
        sys.stdout.write(f"{each}\n")
    sys.stdout.write(f"{done}\n")


if __name__ == "__main__":
    main()
