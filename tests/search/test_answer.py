"""`clipbook search` prints what the search page shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.search_archive import write
from support.sites import build


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an archive."""
    folder = tmp_path_factory.mktemp("answers")
    write(folder, flat=True)
    build(folder)
    return folder


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clipbook", "search", *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env=environment, check=False
    )


def _json(folder: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(folder, *arguments, "--format", "json").stdout)
    return found


def test_results_are_printed_in_their_order(archive: Path) -> None:
    """A person reads title, outlet, date and address; how many there are is said beside it."""
    said = _run(archive, "colossus")
    assert said.returncode == 0
    lines = [line.strip() for line in said.stdout.splitlines()]
    assert lines[:3] == [
        "1. Chip maker rents a cluster",
        "The Daily Post · 6 May 2026",
        "https://example.org/archive/articles/2026/cluster.html",
    ]
    assert said.stderr.strip() == "1 result"


def test_programs_get_json(archive: Path) -> None:
    """What was found, what was searched instead, facets, and the story with what else is in it."""
    found = _json(archive, "tennesseean")
    assert found["instead"] == {"tennesseean": ["tennessee"]}
    assert found["total"] == 1
    (result,) = found["results"]
    assert result["story"] == {"key": "deal", "title": "The deal", "more": 0}
    assert found["facets"]["outlet"] == [
        {"key": "daily-post", "label": "The Daily Post", "count": 1}
    ]
    cluster = _json(archive, "cluster", "story:deal")
    assert [result["story"]["more"] for result in cluster["results"]] == [1, 1]


def test_queries_may_begin_with_a_minus(archive: Path) -> None:
    """An exclusion is no option; several words are one query."""
    every, fewer = _json(archive, "cluster"), _json(archive, "-colossus", "cluster")
    assert every["total"] - fewer["total"] == 1


def test_notes_are_said(archive: Path) -> None:
    """Unknown outlets, wrong dates and words that nothing holds are told, not passed over."""
    said = _run(archive, "outlet:nobody", "after:then", "colossus", "spacex").stderr
    assert "outlet:nobody is unknown" in said
    assert "after:then is no date such as 2026-05-01" in said
    said = _run(archive, "tennessee", "colossus", "spacex").stderr
    assert "nothing holds all 3 words; these hold 2 of them" in said


def test_limit_and_sort(archive: Path) -> None:
    """So many are printed, in the order of time where that is asked for."""
    found = _json(archive, "filler", "--limit", "3", "--sort", "oldest")
    assert [result["title"] for result in found["results"]] == [
        "Filler 01",
        "Filler 02",
        "Filler 03",
    ]
    assert found["total"] == 25


def test_any_built_site_can_be_searched(archive: Path, tmp_path: Path) -> None:
    """Without an archive around it, addresses are relative to the site."""
    found = _json(tmp_path, "colossus", "--site", str(archive / "site"))
    assert found["results"][0]["url"] == "articles/2026/cluster.html"


def test_without_an_index_it_says_what_to_do(tmp_path: Path) -> None:
    """One line, and the exit code of a bad environment."""
    said = _run(tmp_path, "word", "--site", str(tmp_path))
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1
    assert "holds no search index; run: clipbook build" in said.stderr
