"""Archives of odd input: each is imported, grouped and built, and says what is wrong in a line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WIRE = (
    "Divers found cracks in two piers of the harbour bridge at Eastport on Monday and the port "
    "closed it to all traffic at noon while engineers looked at the rest of the structure said a "
    "speaker of the port who did not want to guess for how long lorries would go by the old road."
)


def _run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clipbook", *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done


def _archive(folder: Path, rows: list[dict[str, Any]]) -> Path:
    _run("new", str(folder), cwd=folder.parent)
    lines = (json.dumps({**row, "url": f"https://o{at}.example/x"}) for at, row in enumerate(rows))
    (folder / "list.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


def _stories(archive: Path) -> set[str]:
    return {path.stem for path in (archive / "content" / "stories").glob("*.md")}


def test_one_article(tmp_path: Path) -> None:
    """It belongs to nothing, and that is said."""
    archive = _archive(tmp_path / "a", [{"title": "Harbour bridge closed", "text": WIRE}])
    assert _run("import", "list.jsonl", cwd=archive).returncode == 0
    assert "1 belong to nothing" in _run("group", cwd=archive).stdout
    assert _run("build", cwd=archive).returncode == 0
    assert not _stories(archive)


@pytest.mark.parametrize("count", [2, 400])
def test_copies_of_one_are_one_story(tmp_path: Path, count: int) -> None:
    """However many: what all of them say is common, and is what makes them one."""
    rows = [
        {"title": f"Bridge closed, {at}", "date": "2026-05-04", "text": f"{WIRE} Copy {at}."}
        for at in range(count)
    ]
    archive = _archive(tmp_path / "a", rows)
    done = _run("import", "list.jsonl", cwd=archive)
    assert f"{count} articles" in done.stdout
    assert len(_stories(archive)) == 1
    assert "0 belong to nothing" in _run("group", cwd=archive).stdout
    assert _run("build", cwd=archive).returncode == 0


ODD = [
    {"title": "", "text": "Word."},
    {"title": "!!!", "text": "word", "date": "0001-01-01"},
    {"title": "word", "text": "", "date": "9999-12-31"},
    {"title": "大坝决堤村民撤离", "text": "莫维尔水坝", "date": "0001-01-01"},
    {"title": "大坝决堤，村民撤离", "text": "莫维尔水坝", "date": "9999-12-31"},
    {"title": "سد مورفال ينهار", "text": "أخلى السكان القرية"},
    {"title": "Dam 大坝 سد дамба เขื่อน", "text": "\u202eword\u202c"},
]


def test_odd_articles(tmp_path: Path) -> None:
    """What has no title is refused with its line; all else is there, grouped or alone."""
    archive = _archive(tmp_path / "a", ODD)
    done = _run("import", "list.jsonl", cwd=archive)
    assert "list.jsonl:1: error" in done.stderr
    assert "6 added, 1 refused" in done.stdout
    assert re.search(r"\d belong to nothing", _run("group", cwd=archive).stdout)
    assert _run("group", "--review", cwd=archive).returncode == 0
    assert _run("build", cwd=archive).returncode == 0
    assert len(list((archive / "site" / "articles" / "9999").rglob("*.html"))) == 2


def test_thirty_years_are_no_window(tmp_path: Path) -> None:
    """What says the same thirty years apart is not of one story."""
    archive = _archive(
        tmp_path / "a", [{**ODD[3], "date": "1996-01-01"}, {**ODD[4], "date": "2026-01-01"}]
    )
    _run("import", "list.jsonl", cwd=archive)
    assert not _stories(archive)
    assert "2 belong to nothing" in _run("group", cwd=archive).stdout
