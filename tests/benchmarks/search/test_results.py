"""What is made of the numbers of search: per page, beside others, held to bars, in tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import bars, options, report, table
from benchmarks.measure import Usage
from benchmarks.report import Report
from benchmarks.search import changing, samples, tables
from benchmarks.search.results import (
    ALL_WORDS,
    ANY_WORDS,
    OURS,
    PAGEFIND,
    Asked,
    Change,
    Cost,
    Exact,
    Index,
    Peer,
    Quality,
    Searching,
)

_MIB = 2**20


def _asked(engine: str, data: float, script: float, *, wide: bool = False) -> Asked:
    facets = 30_000 if wide else 0
    cost = Cost(data + script + facets + 9_000, 20, script, data, 5, facets, 0.7, 0.8, 0.25)
    return Asked(10_000, engine, samples.BOTH, wide, ("a b", "c d"), 0, cost)


@pytest.fixture
def found() -> Searching:
    """Give a run at 10,000 articles in which nothing has failed."""
    index = Index(
        10_000, 5.0, 90 * _MIB, 150 * _MIB, True, {"terms": 9, "positions": 1},  # noqa: FBT003
        {"terms": 3_000_000, "positions": 9_500_000},
    )  # fmt: skip
    usage = Usage(25.0, 5.0, 20.0, 2_400 * _MIB, exact=True)
    asked, hit = {"as it stands": 600, "misspelt": 400}, {"as it stands": 600, "misspelt": 390}
    return Searching(
        [index],
        [Change(10_000, changing.CHANGED, 3.0, 1.5, 12, 90_000, 400)],
        [_asked(OURS, 36_000, 14_000), _asked(OURS, 36_000, 14_000, wide=True),
         _asked(PAGEFIND, 120_000, 80_000)],
        [Peer(10_000, usage, 9_999, 30_000_000)],
        [Quality(10_000, "synthetic", OURS, asked, hit),
         Quality(10_000, "synthetic", ALL_WORDS, asked, {"as it stands": 600, "misspelt": 9}),
         Quality(10_000, "synthetic", ANY_WORDS, asked, {"as it stands": 600, "misspelt": 395})],
        [Exact(2_000, "documents", 1_000, 0), Exact(2_000, "counts", 1_000, 2)],
    )  # fmt: skip


def _report(found: Searching) -> Report:
    versions: dict[str, str | None] = {PAGEFIND: "Pagefind 1", "fts5": "SQLite 3, FTS5"}
    return Report("2026-05-06", "a machine", 0.1, versions, 1, search=found)


def test_numbers_are_given_for_each_page(found: Searching) -> None:
    """The index is measured apart from what was there before, and without phrases as well."""
    (index,) = found.index
    assert index.milliseconds_a_page == pytest.approx(0.5)
    assert index.own == 60 * _MIB
    assert index.bytes_a_page(phrases=False) == 300
    assert index.bytes_a_page(phrases=True) == 1_250


def test_search_is_held_to_its_bars(found: Searching) -> None:
    """Those of a size, those beside others, and what was not measured."""
    verdicts = {one.bar: one for one in bars.judged(_report(found))}
    words = {name: one.word for name, one in verdicts.items()}
    assert words["10,000, index: CPU ms a page"] == "pass"
    assert words["10,000, index: peak memory beyond the archive’s, MiB"] == "pass"
    assert words["10,000, index: bytes a page"] == "miss"
    assert words["10,000, facets: kB on top"] == "pass"
    assert words["10,000, one article changed: CPU s of the index"] == "miss"
    assert words["50,000, index: CPU ms a page"] == "not measured"
    assert verdicts["10,000, index: CPU of Pagefind’s"].measured == pytest.approx(0.2)
    assert verdicts["10,000, index: memory of Pagefind’s"].measured == pytest.approx(0.025)
    beside = verdicts["10,000, query: bytes of Pagefind’s, scripts included"]
    assert beside.measured == pytest.approx(0.25)
    missed = verdicts["known items not among the first ten, %, the worst"]
    assert missed.measured == pytest.approx(1.0)
    assert missed.word == "pass"
    behind = verdicts["known items: FTS5 ahead by, %, the worst"]
    assert behind.measured == pytest.approx(0.5)
    assert behind.word == "miss"
    assert verdicts["answers that differ from a scan"].measured == 2


def test_nothing_measured_is_no_pass() -> None:
    """An empty run passes nothing, and makes no tables of search."""
    empty = _report(Searching())
    assert {one.word for one in bars.judged(empty)} == {"not measured"}
    assert [part for part in tables.parts(empty.search, empty.versions) if part] == []


def test_the_tables_say_all(found: Searching) -> None:
    """The README has sizes, costs of queries, known items, and limits beside what was measured."""
    text = table.for_readme(_report(found))
    assert "| peak memory, MiB (with the archive) | 60.0 (150) |" in text
    assert "| one article changed: files renamed, kB | 12 of 400, 90.0 |" in text
    assert "| Pagefind 1: CPU ms a page | 2.50 |" in text
    row = "| Clipbook, a common and a rare word | 10,000 | 36.0 | 5 | 0.00 | 14.0 | 0.70 | 0.80 |"
    assert text.count(row) == 1
    assert "| synthetic | 10,000 | 1,000 | 99.0 | 60.9 | 99.5 |" in text
    assert "| index: bytes a page | 1,250 (1200) miss | – (1200) | – (1200) |" in text
    whole = table.in_full(_report(found))
    assert (
        "| 10,000 | Clipbook, a common and a rare word, facets | 89.0 | 20 | 36.0 | 5 | 30.0 |"
        in whole
    )


def test_a_report_is_read_back_with_search_and_without(found: Searching, tmp_path: Path) -> None:
    """What was measured before there was a search to measure can still be printed."""
    file = tmp_path / "results.json"
    report.write(_report(found), file, [])
    assert report.read(file) == _report(found)
    text = file.read_text("utf-8")
    file.write_text(text[: text.index(' "search"')] + text[text.index(' "exponents"') :], "utf-8")
    assert report.read(file).search == Searching()


def test_search_can_be_measured_alone(tmp_path: Path) -> None:
    """No build of anyone's is measured then; news are looked through where there are any."""
    (tmp_path / "news.jsonl").touch()
    asked = options.read(["--only", "search", "--texts", str(tmp_path), "--pagefind", "0"])
    assert asked.generators == []
    assert asked.extent.texts == (tmp_path / "news.jsonl",)
    assert (asked.extent.pagefind, asked.extent.queries) == (0, 1_000)
