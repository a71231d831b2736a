"""Makes an index and nothing else: says when the archive is read, and begins when it is told to.

Run as `python -m benchmarks.search.index_only ARCHIVE`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

from benchmarks import memory
from benchmarks.search import archives
from clipbook import search


def main() -> None:
    """Read the archive, wait for a line, make the index; each is said in a line of JSON."""
    edition = archives.opened(Path(sys.argv[1]))
    held = memory.Peak()
    held.look(os.getpid())
    _say(held=held.seen, exact=held.exact)
    sys.stdin.readline()
    files, sizes = Counter[str](), Counter[str]()
    began = time.process_time()
    for path, content in search.files(edition):
        files[series(path)] += 1
        sizes[series(path)] += len(content)
    _say(cpu=time.process_time() - began, files=files, sizes=sizes)


def series(path: str) -> str:
    """Give the series that a file of an index is of: `terms`, `cards` and so on."""
    return Path(path).stem.partition("-")[0]


def _say(**what: object) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201 - another program reads it


if __name__ == "__main__":
    main()
