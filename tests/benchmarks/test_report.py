"""What is made of the numbers: growth, ratios, verdicts, tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import bars, growth, hugo, options, ours, report, table, tree
from benchmarks.grouping import bars as grouping
from benchmarks.job import Result
from benchmarks.measure import FailedError, Output, Usage
from benchmarks.report import Report

_MIB = 2**20


def _result(generator: str, articles: int, cpu: float, run: str = ours.COLD) -> Result:
    usage = Usage(cpu, cpu / 4, cpu / 2, 300 * _MIB, exact=True)
    made = Output(articles + 9, 10**7)
    return Result(generator, run, articles, usage, made, (usage,))


@pytest.fixture
def measured() -> Report:
    """Give a run in which Hugo was measured, MkDocs failed, and Zensical was not installed."""
    versions = {ours.NAME: "Clipbook 1", hugo.NAME: "Hugo 2", tree.ZENSICAL: None}
    results = [
        _result(ours.NAME, 10_000, 4.0),
        _result(ours.NAME, 10_000, 2.0, ours.WARM),
        _result(hugo.NAME, 10_000, 10.0),
        _result(hugo.NAME, 10_000, 6.0, ours.WARM),
        _result(ours.NAME, 50_000, 20.0),
    ]
    return Report(
        "2026-05-06", "a machine", 0.1, versions, 1, results, ["10,000 articles: it broke\nhow"]
    )


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_the_exponent_of_a_power_is_that_power(power: float) -> None:
    """Costs that follow c·n^k give k, whatever c."""
    points = [(n, 3.7 * n**power) for n in (2_000, 10_000, 50_000, 100_000)]
    assert growth.exponent(points) == pytest.approx(power)


def test_the_exponent_is_the_slope_of_the_best_line() -> None:
    """Three points off a line: log2 of the costs is 0, 2, 1 at log2 n = 0, 1, 2, slope 1/2."""
    assert growth.exponent([(1, 1), (2, 4), (4, 2)]) == pytest.approx(0.5)


@pytest.mark.parametrize("points", [[], [(10, 1.0)], [(10, 1.0), (10, 2.0)]])
def test_one_size_says_nothing_of_growth(points: list[tuple[float, float]]) -> None:
    """Nothing is guessed from a single size."""
    assert growth.exponent(points) is None


def test_bars_are_judged_by_what_was_measured(measured: Report) -> None:
    """A ratio within its limit passes, one beyond misses, and one without its parts is neither."""
    found = {verdict.bar: verdict for verdict in bars.judged(measured)}
    cold = found["10,000, cold: CPU of Hugo’s"]
    warm = found["10,000, warm, all pages written: CPU of Hugo’s"]
    assert (round(cold.measured or 0, 3), cold.word) == (0.4, "pass")
    assert (round(warm.measured or 0, 3), warm.word) == (0.333, "miss")
    assert found["10,000, cold: CPU of Zensical’s"].word == "not measured"
    assert found["growth exponent of the CPU, cold"].measured == pytest.approx(1.0)
    assert found["50,000, cold: peak memory, MiB"].measured == 300


def test_grouping_is_held_to_its_bars(measured: Report) -> None:
    """What was measured passes or misses; of labelled files those count that were there."""
    measured.grouping["100,000 articles grouped: CPU seconds"] = 16.0
    measured.grouping["news: what BCubed F1 lacks, default"] = 12.0
    found = {verdict.bar: verdict.word for verdict in bars.plain(measured)}
    assert found["100,000 articles grouped: CPU seconds"] == "miss"
    assert found["100,000 articles grouped: peak memory, MB"] == "not measured"
    assert found["news: what BCubed F1 lacks, default"] == "pass"


def test_grouping_is_measured_by_itself(tmp_path: Path) -> None:
    """A step runs, and enters its numbers under the names of bars; what breaks off says why."""
    stories = {"dam": "Morvale dam bursts", "port": "Tarro port strike", "trial": "Ellin trial"}
    rows = [
        {"id": f"{story}{at}", "title": f"{title} {at}", "story": story}
        for story, title in stories.items()
        for at in range(4)
    ]
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    found: dict[str, float] = {}
    steps = dict(grouping.steps([file], options.ROOT / "tests"))
    steps["quality, news"](found)
    assert 0 <= found["news: what BCubed F1 lacks, default"] < 50
    file.write_text("{", "utf-8")
    with pytest.raises(FailedError):
        steps["quality, news"](found)


def test_the_table_names_what_is_missing(measured: Report) -> None:
    """A peer that is not installed is named, a failure is told, a gap is a dash."""
    text = table.for_readme(measured)
    assert "Not installed, and so not measured: zensical." in text
    assert "Failed: 10,000 articles: it broke" in text
    assert "| Clipbook 1, cold | 4.00 | 20.0 | n^1.00 |" in text
    assert "| Hugo 2, cold | 10.0 (2.50×) | – | – |" in text
    assert "| Hugo 2 | 10,000 | 5.00 | 300 | 10,009 | 10 |" in text
    assert "| 10,000 | Hugo 2, warm | 6.00 | 1.50× | 3.00 | 300 | 10,009 | 10 |" in table.in_full(
        measured
    )


def test_a_report_is_read_back_as_it_was_written(measured: Report, tmp_path: Path) -> None:
    """The file holds all that the tables are made of, and the growth for other readers."""
    report.write(measured, tmp_path / "new" / "results.json", [{"bar": "x"}])
    assert report.read(tmp_path / "new" / "results.json") == measured
    data = json.loads((tmp_path / "new" / "results.json").read_text("utf-8"))
    assert data["exponents"][ours.NAME] == pytest.approx(1.0)
    assert data["bars"] == [{"bar": "x"}]


def test_tables_go_between_the_marks_of_the_readme(tmp_path: Path) -> None:
    """What stands around them stays, and the README has the marks."""
    file = tmp_path / "README.md"
    file.write_text(f"a\n{table.BEGIN}\nold\n{table.END}\nb\n", "utf-8")
    table.put("new", file)
    assert file.read_text("utf-8") == f"a\n{table.BEGIN}\nnew\n{table.END}\nb\n"
    own = (options.ROOT / "README.md").read_text("utf-8")
    assert own.index(table.BEGIN) < own.index(table.END)


@pytest.mark.parametrize(
    ("ours_says", "hugo_reads"),
    [
        ("date: 2016-05-06", "date: 2016-05-06"),
        ("date: 2016-05", "date: 2016-05-01"),
        ("date: '2016'", "date: 2016-01-01"),
        ("url: https://a.example/b", "original: https://a.example/b"),
        ("sources:\n- url: https://a.example/b\n  date: 2016-05", None),
    ],
)
def test_hugo_gets_what_it_can_read(ours_says: str, hugo_reads: str | None) -> None:
    """The article's own date and address are changed; its sources and its text are not."""
    text = f"---\ntitle: x\n{ours_says}\n---\n\nurl: y\ndate: 2016\n"
    assert hugo.readable(text) == text.replace(ours_says, hugo_reads or ours_says)


def test_the_guide_names_every_option() -> None:
    """Whoever reads the guide can run all of it."""
    page = (options.ROOT / "content" / "guide" / "speed.md").read_text("utf-8")
    for name in vars(options.read([])):
        assert f"--{name}" in page
