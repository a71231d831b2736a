"""A report as Markdown: for the README, and in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import bars, ours, rows
from benchmarks.bars import MIB
from benchmarks.job import Result
from benchmarks.ours import COLD
from benchmarks.report import Report
from benchmarks.search import tables

BEGIN, END = "<!-- benchmark: begin -->", "<!-- benchmark: end -->"

_CPU = (
    "CPU is user and system time of the whole process tree; in brackets stands how many times that "
    "of Clipbook’s cold build it is."
)
_MB = 10**6


def for_readme(report: Report) -> str:
    """Give day, machine, CPU by size, what cold builds take and make, and the bars."""
    parts = [
        f"Measured on {report.date}: {report.machine}. {_CPU}",
        rows.table(_cpu(report)),
        rows.table(_cold(report)),
        *tables.parts(report.search, report.versions),
        rows.table(_bars(report)),
        *_missing(report),
    ]
    return "\n\n".join(part for part in parts if part)


def in_full(report: Report) -> str:
    """Give every number of every run."""
    head = ("articles", "run", "CPU s", "ratio", "wall s", "peak MiB", "pages", "MB")
    every = rows.table([head, *(_full_row(report, one) for one in report.results)])
    asked = rows.table(tables.every_query(report.search, report.versions))
    return "\n\n".join(filter(None, [every, asked]))


def put(text: str, file: Path) -> None:
    """Put a text between the two marks of a file; raises ValueError where they are missing."""
    before, begin, rest = file.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{file} does not hold {BEGIN} and {END}")
    file.write_text(f"{before}{begin}\n{text}\n{end}{after}", "utf-8")


def _cpu(report: Report) -> Iterator[Sequence[str]]:
    sizes = report.sizes()
    yield "CPU seconds", *(f"{size:,}" for size in sizes), "growth"
    for generator, run, search in _runs(report):
        found = [report.find(generator, run, size, search=search) for size in sizes]
        grown = report.exponent(generator, run, search=search)
        label = _label(report, generator, run, search=search)
        yield label, *(_seconds(report, one) for one in found), _power(grown)


def _cold(report: Report) -> Iterator[Sequence[str]]:
    yield "cold, without search", "articles", "wall s", "peak MiB", "pages", "MB"
    for one in sorted(report.results, key=lambda one: one.articles):
        if one.run == COLD and not one.search:
            yield report.versions[one.generator] or "", f"{one.articles:,}", *_took(one)


def _bars(report: Report) -> Iterator[Sequence[str]]:
    yield "Clipbook is held to", "at most", "measured", ""
    for verdict in bars.plain(report):
        yield verdict.bar, f"{verdict.limit:g}", rows.number(verdict.measured), verdict.word


def _missing(report: Report) -> Iterator[str]:
    absent = [name for name, version in report.versions.items() if version is None]
    if absent:
        yield f"Not installed, and so not measured: {', '.join(absent)}."
    for failure in report.failures:
        yield f"Failed: {failure.splitlines()[0]}"


def _full_row(report: Report, one: Result) -> Sequence[str]:
    label = _label(report, one.generator, one.run, search=one.search)
    times = _times(report, one)
    return f"{one.articles:,}", label, rows.number(one.usage.cpu), times, *_took(one)


def _took(one: Result) -> tuple[str, str, str, str]:
    peak = one.usage.peak
    memory = "not measured" if peak is None else f"{peak / MIB:,.0f}"
    remark = "" if one.usage.exact else " (RSS)"
    size = f"{one.output.bytes / _MB:,.0f}"
    return rows.number(one.usage.wall), memory + remark, f"{one.output.pages:,}", size


def _runs(report: Report) -> list[tuple[str, str, bool]]:
    """Give each run once, in the order in which they were measured."""
    every = [(one.generator, one.run, one.search) for one in report.results]
    return list(dict.fromkeys(every))


def _label(report: Report, generator: str, run: str, *, search: bool) -> str:
    return f"{report.versions[generator]}, {run}" + (", with search" if search else "")


def _seconds(report: Report, one: Result | None) -> str:
    if one is None:
        return rows.NONE
    times = _times(report, one)
    return rows.number(one.usage.cpu) + (f" ({times})" if one.generator != ours.NAME else "")


def _times(report: Report, one: Result) -> str:
    base = report.find(ours.NAME, COLD, one.articles)
    return f"{one.usage.cpu / base.usage.cpu:.2f}×" if base else rows.NONE


def _power(exponent: float | None) -> str:
    return rows.NONE if exponent is None else f"n^{exponent:.2f}"
