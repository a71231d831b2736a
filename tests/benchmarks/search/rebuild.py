"""Builds an archive as `clipbook build` does, and says what the index alone took of it.

Run as `python -m benchmarks.search.rebuild ARCHIVE [PROCESSES]`.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clipbook import jobs, pipeline, search

Files = Callable[..., Iterator[Any]]


@dataclass(slots=True)
class Clock:
    """Counts the CPU of making an index while a build takes one file after the other from it."""

    seconds: float | None = None

    def around(self, files: Files) -> Files:
        """Give the same files, counted."""

        def counted(*arguments: Any, **named: Any) -> Iterator[tuple[str, bytes]]:  # noqa: ANN401
            self.seconds = self.seconds or 0.0
            made = iter(files(*arguments, **named))
            while True:
                began = time.process_time()
                file = next(made, None)
                self.seconds += time.process_time() - began
                if file is None:
                    return
                yield file

        return counted


def main() -> None:
    """Build, and say what it took in one line of JSON."""
    clock = Clock()
    search.update = clock.around(search.update)
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else None
    pipeline.build(Path(sys.argv[1]), processes=jobs.processes(processes))
    used = [resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    build = sum(one.ru_utime + one.ru_stime for one in used)
    print(json.dumps({"index": clock.seconds, "build": build}))  # noqa: T201


if __name__ == "__main__":
    main()
