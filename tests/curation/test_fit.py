"""`clipbook group --fit`: what confirmed stories tell is kept, said, and gone by."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from clipbook.curation import dial, grouping_up
from clipbook.model.dates import PartialDate
from clipbook.model.rights import Rights
from clipbook.store import content

_STORIES = 7


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive of seven stories of three articles, which a curator has taken."""
    folder = _imported(tmp_path_factory.mktemp("fit"))
    _run("group", "--accept", "--who", "Ann Gray", "--why", "Looked through.", cwd=folder)
    return folder


def _imported(folder: Path) -> Path:
    _run("new", "archive", cwd=folder)
    chance = random.Random(4)  # noqa: S311 - made-up words
    rows = ["Title,URL,Date"]
    for story in range(_STORIES):
        own = ["".join(chance.choices("bdfgklmnprstv", k=6)) for _ in range(6)]
        for at in range(3):
            title = " ".join(chance.sample(own, 5))
            rows.append(
                f"{title},https://outlet{at}.example/{story}{at},2026-0{story + 1}-0{at + 1}"
            )
    (folder / "archive" / "list.csv").write_text("\n".join(rows), "utf-8")
    _run("import", "list.csv", "--no-group", cwd=folder / "archive")
    return folder / "archive"


def _run(*words: str, cwd: Path) -> str:
    command = [sys.executable, "-m", "clipbook", *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_fitted_and_gone_by(archive: Path) -> None:
    """The size of confirmed stories is said, written down, and read when articles are grouped."""
    said = _run("group", "--fit", cwd=archive)
    assert f"by {_STORIES} confirmed stories" in said
    assert "of more than 3 articles, a story has to be more alike" in said
    kept = yaml.safe_load((archive / "content" / "grouping.yml").read_text("utf-8"))
    assert (kept["largest"], kept["stories"]) == (3.0, _STORIES)
    assert "0 articles proposed" in _run("group", cwd=archive)


def test_what_waits_tells_nothing(tmp_path: Path) -> None:
    """Stories of which one article waits are as if it were not there: no size, no finer dial."""
    archive = _imported(tmp_path)
    _run("group", "--write", "p.yml", cwd=archive)
    found = yaml.safe_load((archive / "p.yml").read_text("utf-8"))
    for each in found:
        each["articles"].pop()
    (archive / "p.yml").write_text(yaml.safe_dump(found), "utf-8")
    _run("group", "--from", "p.yml", "--who", "Ann Gray", cwd=archive)
    assert f"{_STORIES} articles proposed" in _run("group", cwd=archive)
    _run("group", "--fit", cwd=archive)
    kept = yaml.safe_load((archive / "content" / "grouping.yml").read_text("utf-8"))
    assert (kept["dial"], kept.get("largest"), kept["stories"]) == (0, None, _STORIES)


def test_read_and_kept(tmp_path: Path) -> None:
    """What is kept is read again; without a size, none is written."""
    (tmp_path / "content").mkdir()
    for said in (dial.Dial(dial=0.5, largest=4.5, stories=12), dial.Dial(fitted=PartialDate(2026))):
        dial.keep(tmp_path / "content", said)
        assert dial.read(tmp_path, tmp_path / "content") == said
    assert "largest:" not in (tmp_path / "content" / "grouping.yml").read_text("utf-8")


def test_both_are_handed_on(archive: Path) -> None:
    """A mark that is given for once leaves the size that was fitted."""
    loaded = content.load(archive, archive / "content", Rights.LINK)
    dial.keep(loaded.folder, dial.Dial(dial=0.25, largest=5.0))
    whole, once = grouping_up.outlook(loaded), grouping_up.outlook(loaded, -0.5)
    assert [(each.dial, each.largest) for each in (whole, once)] == [(0.25, 5.0), (-0.5, 5.0)]
