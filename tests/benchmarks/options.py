"""The command line of the benchmark."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks import archive, hugo, ours, tree
from benchmarks.grouping import bars as grouping
from benchmarks.job import Patience
from benchmarks.search import steps
from benchmarks.search.steps import Extent

ROOT = Path(__file__).resolve().parents[2]

GENERATORS = (ours.NAME, hugo.NAME, tree.ZENSICAL, tree.MKDOCS)
PARTS = (*GENERATORS, steps.NAME, grouping.NAME)
"""What can be measured alone."""

_WORK = ROOT / "build" / "bench"
_TEXTS = ROOT.parent / "shared" / "data" / "grouping"
"""News that may not be part of the repository."""
_FEWEST = 10
"""Articles of which stories of five to eight can be made."""


class Options(argparse.Namespace):
    """What is measured, how often, and where it is kept."""

    sizes: list[int]
    only: list[str]
    seed: int
    repeats: int | None
    enough: float
    jobs: int | None
    work: Path
    out: Path
    search: int
    pagefind: int
    queries: int
    each: int
    texts: Path
    keep: bool
    readme: bool
    table: Path | None

    @property
    def patience(self) -> Patience:
        """How often each build is run."""
        return Patience(self.repeats, self.enough)

    @property
    def has_archives(self) -> bool:
        """Whether anything is measured that needs an archive."""
        return bool(set(self.only) - {grouping.NAME})

    @property
    def labelled(self) -> list[Path]:
        """Files of news in stories."""
        return sorted(self.texts.glob("*.jsonl"))

    @property
    def extent(self) -> Extent:
        """How much of search is measured."""
        texts = tuple(self.labelled)
        return Extent(
            self.patience, self.jobs, self.seed, self.queries, self.each, self.pagefind, texts
        )

    @property
    def generators(self) -> list[str]:
        """Whose builds are measured."""
        return [name for name in self.only if name in GENERATORS]

    @property
    def arguments(self) -> tuple[str, ...]:
        """What `clipbook build` gets."""
        return () if self.jobs is None else ("--jobs", str(self.jobs))


def read(arguments: Sequence[str] | None = None) -> Options:
    """Read the command line; ends the process with a usage message where it is wrong."""
    parser = argparse.ArgumentParser("benchmarks", description=_DESCRIPTION)
    add = parser.add_argument
    add("--sizes", type=_sizes, default=[2_000, 10_000], help="articles: 2000,10000,…")
    add("--only", type=_parts, default=list(PARTS), help=",".join(PARTS))
    add("--seed", type=int, default=archive.SEED, help="another seed, another archive")
    add("--repeats", type=int, help="the best of so many; 3 up to 10,000 articles, else 1")
    add("--enough", type=float, default=60, help="CPU seconds after which none is repeated")
    add("--jobs", type=int, help="passed to clipbook build")
    add("--work", type=Path, default=_WORK, help="where archives lie; they are used again")
    add("--out", type=Path, default=_WORK / "results.json", help="where the numbers go")
    add("--search", type=int, default=100_000, help="the most articles with a search index")
    add("--pagefind", type=int, default=steps.SMALL, help="the most articles for Pagefind")
    add("--queries", type=int, default=1_000, help="known items that are looked for")
    add("--each", type=int, default=5, help="queries of each sort in the browser")
    add("--texts", type=Path, default=_TEXTS, help="a folder with news, if there is one")
    add("--keep", action="store_true", help="keep the sites that were built")
    add("--readme", action="store_true", help="put the tables into README.md")
    add("--table", type=Path, metavar="JSON", help="measure nothing: print an earlier run")
    return parser.parse_args(arguments, Options())


_DESCRIPTION = "Builds and searches archives with Clipbook and others, and says what it took."


def _sizes(text: str) -> list[int]:
    sizes = sorted({int(part) for part in text.split(",")})
    if sizes[0] < _FEWEST:
        raise argparse.ArgumentTypeError(f"an archive needs {_FEWEST} articles")
    return sizes


def _parts(text: str) -> list[str]:
    names = text.split(",")
    for name in names:
        if name not in PARTS:
            raise argparse.ArgumentTypeError(f"{name} is none of {', '.join(PARTS)}")
    return [name for name in PARTS if name in names]
