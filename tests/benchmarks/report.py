"""All that was measured, where and when; written as JSON and read back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from benchmarks import growth
from benchmarks.job import Result
from benchmarks.ours import COLD
from benchmarks.search.results import Searching


@dataclass(slots=True)
class Report:
    """Results so far, and what is needed to read them."""

    date: str
    """The day of the run: `2026-05-06`."""
    machine: str
    load: float
    """Processes that wanted a core in the minute before: more than none, and all is slower."""
    versions: dict[str, str | None]
    """By generator; None where it is not installed."""
    seed: int
    results: list[Result] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    """What went wrong, and so was not measured."""
    search: Searching = field(default_factory=Searching)
    grouping: dict[str, float] = field(default_factory=dict)
    """By the name of a bar."""

    def find(
        self, generator: str, run: str, articles: int, *, search: bool = False
    ) -> Result | None:
        """Give a result; None where it was not measured."""
        wanted = (generator, run, articles, search)
        for result in self.results:
            if (result.generator, result.run, result.articles, result.search) == wanted:
                return result
        return None

    def sizes(self) -> list[int]:
        """Give the sizes of which something was measured."""
        return sorted({result.articles for result in self.results})

    def exponent(self, generator: str, run: str = COLD, *, search: bool = False) -> float | None:
        """Give the growth exponent of the CPU of a run over all sizes."""
        found = [self.find(generator, run, size, search=search) for size in self.sizes()]
        return growth.exponent([(one.articles, one.usage.cpu) for one in found if one])


def write(report: Report, file: Path, judged: Sequence[Mapping[str, object]]) -> None:
    """Write a report with its growth and its verdicts; the file is whole at every moment."""
    exponents = {name: report.exponent(name) for name in report.versions}
    text = json.dumps({**asdict(report), "exponents": exponents, "bars": judged}, indent=1)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text(f"{text}\n", "utf-8")
    part.replace(file)


def read(file: Path) -> Report:
    """Read a report back; growth and verdicts are worked out anew."""
    return TypeAdapter(Report).validate_json(file.read_bytes())
