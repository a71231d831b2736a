"""A cache whose packs are damaged or gone: every command reads the articles anew, unasked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

COMMANDS = [
    ("group", "--explain", "a"),
    ("group", "--accept"),
    ("story", "move", "b", "bridge"),
    ("import", "new.jsonl"),
]


def _run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clipbook", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def _flip(pack: Path) -> None:
    pack.write_bytes(bytes(each ^ 0x55 for each in pack.read_bytes()))


def _cut(pack: Path) -> None:
    pack.write_bytes(pack.read_bytes()[:20])


@pytest.mark.parametrize("harm", [_flip, _cut, Path.unlink])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_damaged_is_made_anew(
    tmp_path: Path, command: tuple[str, ...], harm: Callable[[Path], None]
) -> None:
    """The command does what it does, and the next one meets nothing of it."""
    archive = tmp_path / "archive"
    _run("new", str(archive), cwd=tmp_path)
    for name, story in (("a", "story: bridge\n"), ("b", "")):
        path = archive / f"content/articles/2026/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: Title {name}\n{story}---\n\nText of {name}.\n", "utf-8")
    story_file = archive / "content/stories/bridge.md"
    story_file.parent.mkdir(exist_ok=True)
    story_file.write_text("---\ntitle: The bridge\n---\n", "utf-8")
    row = {"title": "New", "text": "Words on a ferry.", "url": "https://x.example/1"}
    (archive / "new.jsonl").write_text(json.dumps(row), "utf-8")
    assert _run("check", cwd=archive).returncode == 0
    packs = list((archive / ".clipbook/cache").glob("articles-*.pack"))
    assert packs
    for pack in packs:
        harm(pack)
    done = _run(*command, cwd=archive)
    assert (done.returncode, "pack" in done.stderr) == (0, False)
    assert _run("group", cwd=archive).returncode == 0
