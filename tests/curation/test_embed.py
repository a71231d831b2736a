"""`embed: true` in `content/grouping.yml`: followed by the commands, kept by a fit."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("tokenizers", reason="the extra clipbook[embed] is not installed")
pytest.importorskip("safetensors", reason="the extra clipbook[embed] is not installed")

_TITLES = {
    "bridge": (
        "Harbour bridge in Eastport closed after divers find cracks",
        "Cracks found by divers close Eastport harbour bridge",
        "Eastport shuts its harbour bridge as divers report cracks in piers",
    ),
    "frost": (
        "Frost ruins the apple harvest of the Lindau valley",
        "Lindau valley growers lose apple harvest to late frost",
        "Late frost - apple growers in Lindau valley fear for the harvest",
    ),
}


def _run(archive: Path, *words: str, path: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([path, *sys.path] if path else sys.path)}
    command = [sys.executable, "-m", "clipbook", *words]
    return subprocess.run(
        command, cwd=archive, env=env, capture_output=True, text=True, check=False
    )


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an archive of two events, in no story yet, in which meanings count."""
    _run(tmp_path, "new", "archive")
    made = tmp_path / "archive"
    rows = [
        f"{title},https://outlet{at}.example/{event}-{at},2026-05-{6 + at:02}"
        for event, titles in _TITLES.items()
        for at, title in enumerate(titles)
    ]
    (made / "list.csv").write_text("\n".join(["Title,URL,Date", *rows]))
    assert _run(made, "import", "list.csv", "--no-group").returncode == 0
    (made / "content" / "grouping.yml").write_text("embed: true\n")
    return made


def _one(archive: Path) -> str:
    return min(path.stem for path in (archive / "content" / "articles").rglob("*.md"))


def test_the_file_is_followed_and_kept(archive: Path) -> None:
    """Reasons say how much it counts; a fit sets the dial and leaves the switch on."""
    explained = _run(archive, "group", "--explain", _one(archive)).stdout
    assert re.search(r"score \d\.\d\d, \d+% of the likeness by what they are about", explained)
    assert _run(archive, "group", "--accept").returncode == 0
    fitted = _run(archive, "group", "--fit")
    assert fitted.returncode == 0, fitted.stderr
    kept = (archive / "content" / "grouping.yml").read_text()
    assert "embed: true\n" in kept
    assert "stories: 2\n" in kept


def test_off_it_says_nothing(archive: Path) -> None:
    """By words alone, nothing is said of it, and a fit writes no switch."""
    (archive / "content" / "grouping.yml").unlink()
    assert "what they are about" not in _run(archive, "group", "--explain", _one(archive)).stdout
    assert _run(archive, "group", "--accept").returncode == 0
    assert _run(archive, "group", "--fit").returncode == 0
    assert "embed" not in (archive / "content" / "grouping.yml").read_text()


def test_a_missing_extra_stops_it_in_one_line(archive: Path, tmp_path: Path) -> None:
    """Nothing is taken by words alone where more was asked for."""
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text("import sys\nsys.modules['tokenizers'] = None\n")
    found = _run(archive, "group", "--accept", path=str(hidden))
    assert (found.returncode, found.stdout) == (2, "")
    (line,) = found.stderr.splitlines()
    assert 'pip install "clipbook[embed]"' in line


def test_the_switch_of_the_command_is_for_files(archive: Path) -> None:
    """Who asks for it in an archive is told where that is said."""
    found = _run(archive, "group", "--embed")
    assert found.returncode == 2
    assert "content/grouping.yml" in found.stderr
