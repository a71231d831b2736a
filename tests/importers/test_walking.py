"""What a person names, as inputs: nothing is lost without a word, and nothing strange comes in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipbook.importers import walking
from clipbook.importers.record import Remark
from clipbook.importers.source import Source, Wanted

NOBODY = 65534


def _never(address: str) -> Source:
    raise AssertionError(address)


def _met(*named: str) -> tuple[list[str], dict[str, str]]:
    """Give the names of the inputs, and the codes of what was none."""
    found = list(walking.met(named, Wanted(), _never))
    sources = [name for name, each in found if isinstance(each, Source)]
    return sources, {name: each.code for name, each in found if isinstance(each, Remark)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with files in it, and stand in it."""
    for name in ("a/1.txt", "a/deep/2.txt", "b/3.txt", "c/4.txt", "z.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words", "utf-8")
    monkeypatch.chdir(tmp_path / "in")
    return tmp_path / "in"


@pytest.fixture
def as_somebody() -> Iterator[None]:
    """Work as somebody who may not read everything."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no such permissions")
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    yield
    os.seteuid(was)


@pytest.mark.usefixtures("folder")
def test_files_come_in_the_order_of_their_names() -> None:
    """Those of a folder first, then those of the folders in it."""
    names = ["z.txt", "a/1.txt", "a/deep/2.txt", "b/3.txt", "c/4.txt"]
    assert _met(".") == (names, {})


@pytest.fixture
def locked(folder: Path) -> Iterator[Path]:
    """Close one folder, and let another only be listed."""
    (folder / "a").chmod(0o000)
    (folder / "b").chmod(0o444)
    yield folder
    (folder / "a").chmod(0o755)
    (folder / "b").chmod(0o755)


@pytest.mark.usefixtures("locked", "as_somebody")
def test_folders_that_cannot_be_read_are_named() -> None:
    """Each costs what lies in it, and nothing else."""
    expected = {"a": "unreadable-file", "b/3.txt": "unreadable-file"}
    assert _met(".") == (["z.txt", "c/4.txt"], expected)
    assert _met("a") == ([], {"a": "unreadable-file"})


DEEP = 1200
"""Folders in one another, which pass what Python may call itself and not what a path may hold."""


@pytest.fixture
def deep(folder: Path) -> Iterator[Path]:
    """Make a deep folder, and unmake it: the standard library cannot."""
    for _ in range(DEEP):
        Path("d").mkdir()
        os.chdir("d")
    Path("last.txt").write_text("words", "utf-8")
    os.chdir(folder)
    yield folder
    os.chdir(folder / ("d/" * DEEP))
    Path("last.txt").unlink()
    for _ in range(DEEP):
        os.chdir("..")
        Path("d").rmdir()


@pytest.mark.usefixtures("deep")
def test_a_deep_folder_is_walked_to_its_end() -> None:
    """However many folders lie in one another."""
    assert _met("d") == (["d/" * DEEP + "last.txt"], {})


def test_links_do_not_lead_out_of_the_folder(folder: Path) -> None:
    """What lies elsewhere was not named; what lies in the folder is the same file again."""
    (folder.parent / "private").mkdir()
    (folder.parent / "private" / "key.txt").write_text("secret", "utf-8")
    for name, target in (
        *(("out.txt", "../private/key.txt"), ("far.txt", "/etc/passwd"), ("all", "../private")),
        *(("in.txt", "a/1.txt"), ("round.txt", "round.txt"), ("again", "a")),
    ):
        (folder / "c" / name).symlink_to(target if name != "in.txt" else "../a/1.txt")
    sources, remarks = _met("c", "../in/c")
    assert "c/4.txt" in sources
    assert not [name for name in sources if name.endswith(("out.txt", "far.txt", "key.txt"))]
    assert {name for name, code in remarks.items() if code == "leads-outside"} >= {
        *("c/out.txt", "c/far.txt", "c/all", "c/in.txt", "../in/c/out.txt")
    }
    sources, remarks = _met(".")
    assert "c/in.txt" in sources
    assert remarks["c/round.txt"] == "unreadable-file"


def test_a_link_may_be_named_itself(folder: Path) -> None:
    """Who names it means what it leads to."""
    (folder.parent / "elsewhere").mkdir()
    (folder.parent / "elsewhere" / "5.txt").write_text("words", "utf-8")
    Path("file.txt").symlink_to("../elsewhere/5.txt")
    Path("way").symlink_to("../elsewhere")
    assert _met("file.txt", "way") == (["file.txt", "way/5.txt"], {})


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless file")
def test_standard_input_without_end_is_left(tmp_path: Path) -> None:
    """It takes so much memory and no more, and one problem says so."""
    resource = pytest.importorskip("resource")

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))

    command = [sys.executable, "-m", "clipbook", "import", "-"]
    subprocess.run([*command[:3], "new", "archive"], cwd=tmp_path, check=True, capture_output=True)
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            command,
            cwd=tmp_path / "archive",
            stdin=endless,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=bound,
        )
    assert done.returncode == 1
    assert "too-large" in done.stderr
    assert "256 MB" in done.stderr
    assert "Traceback" not in done.stderr
