"""Decisions in an archive: what is wrong with them is said, and the build stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an archive of three articles in two stories."""
    _run("new", str(tmp_path / "archive"), cwd=tmp_path)
    folder = tmp_path / "archive"
    for name, story in (("a", "bridge"), ("b", "bridge"), ("c", "ferry")):
        path = folder / "content" / "articles" / "2026" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: Title {name}\nstory: {story}\n---\n", "utf-8")
        story_file = folder / "content" / "stories" / f"{story}.md"
        story_file.parent.mkdir(exist_ok=True)
        story_file.write_text(f"---\ntitle: {story}\n---\n", "utf-8")
    return folder


def _run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clipbook", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def _ledger(archive: Path, text: str) -> None:
    (archive / "content" / "decisions.yml").write_text(text, "utf-8")


def test_a_contradiction_is_named_with_both_lines_and_the_build_stands(archive: Path) -> None:
    """Neither counts; the site is built all the same."""
    _ledger(archive, "- same: [a, b]\n  who: Ann\n- never-together: [a, b]\n  who: Bo\n")
    said = _run("check", cwd=archive).stdout
    assert "content/decisions.yml:1: warning" in said
    assert "content/decisions.yml:3: warning" in said
    assert "line 3 contradict each other" in said
    assert said.count("[contradiction]") == len("ab")
    assert _run("build", cwd=archive).returncode == 0


def test_what_a_decision_names_is_there(archive: Path) -> None:
    """A name that nothing has is a warning, with its line."""
    _ledger(archive, "- pin: a\n  story: bridge\n- pin: x\n  story: tunnel\n")
    said = _run("check", cwd=archive).stdout
    assert "decisions.yml:3: warning: there is no article “x” [unknown-article]" in said
    assert "decisions.yml:3: warning: there is no story “tunnel” [unknown-story]" in said
    assert "decisions.yml:1" not in said


def test_the_address_of_a_merged_story_is_taken(archive: Path) -> None:
    """A story that is there is shown, and somebody is told."""
    _ledger(archive, "- merged: ferry\n  into: bridge\n")
    done = _run("build", cwd=archive)
    assert done.returncode == 0
    assert "content/stories/ferry.md:1: warning" in done.stderr + done.stdout
    assert "merged-story" in done.stderr + done.stdout
    assert "Title c" in (archive / "site" / "stories" / "ferry.html").read_text("utf-8")


def test_an_entry_that_is_no_decision_stops_the_build(archive: Path) -> None:
    """It is said with its line, and the others are not lost."""
    _ledger(archive, "- same: [a, b]\n- pin: a\n")
    done = _run("check", cwd=archive)
    assert done.returncode == 1
    assert "content/decisions.yml:2: error: “story” is missing beside “pin”" in done.stdout
