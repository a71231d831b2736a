"""An archive's index held to a scan of all texts; says in JSON how often they differ.

Run as `python -m benchmarks.search.exact ARCHIVE QUERIES PHRASES SEED`.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from benchmarks.search import archives
from benchmarks.search.results import COUNTS, DOCUMENTS, ORDER, PHRASE, Exact
from clipbook import search
from clipbook.search.reader import open_index
from support import trials
from support.scan import Scan


def main() -> None:
    """Compare, and say for each promise how often it was broken."""
    root, queries, phrases, seed = Path(sys.argv[1]), *map(int, sys.argv[2:])
    edition = archives.opened(root)
    index = open_index(edition.site.output / search.FOLDER)
    compared = trials.Comparison(index, Scan(edition))
    wrong, rng = Counter[str](), random.Random(f"{seed}:exact")  # noqa: S311
    for trial in trials.trials(compared.scan, queries, rng):
        differing = compared.of_words(trial)
        wrong.update(differing)
        if differing:
            print(trial, *differing, file=sys.stderr)  # noqa: T201
    for text in trials.phrases(compared.scan, phrases, rng):
        if not compared.of_phrase(text):
            wrong[PHRASE] += 1
            print(text, file=sys.stderr)  # noqa: T201
    articles = len(edition.archive.articles)
    asked = {DOCUMENTS: queries, COUNTS: queries, ORDER: queries, PHRASE: phrases}
    found = [Exact(articles, what, count, wrong[what]) for what, count in asked.items()]
    print(json.dumps([asdict(one) for one in found]))  # noqa: T201


if __name__ == "__main__":
    main()
