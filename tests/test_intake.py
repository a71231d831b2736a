"""Files, folders, standard input; what is said of each record, and nothing twice."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clipbook import intake
from clipbook.importers.importer import Importer
from clipbook.importers.record import Item, RawRecord, Remark
from clipbook.importers.source import Source
from clipbook.model.article import Kind

CLIPPING = """\
← Google News

Bridge reopens {n} - The Coastal Courier

Google News · May 7, 2026

Detailed Analysis

The bridge number {n} carries traffic again.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an empty archive."""
    _run("new", str(tmp_path / "archive"), cwd=tmp_path)
    return tmp_path / "archive"


def _run(*words: str, cwd: Path, data: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clipbook", *words]
    return subprocess.run(command, cwd=cwd, input=data, capture_output=True, text=True, check=False)


def _objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_parts_of_a_saved_page_are_no_inputs(archive: Path) -> None:
    """What a browser keeps beside a page is left; a folder of that form without a page is not."""
    folder = archive.parent / "saved"
    for name in ("Bridge_files", "Fähre-Dateien", "other_files", "Bridge"):
        (folder / name).mkdir(parents=True)
        (folder / name / "ad.html").write_text("<html><p>Buy!</p>", "utf-8")
    for name in ("Bridge.html", "Fähre.htm", "other.txt"):
        (folder / name).write_text("<html><p>Short.</p>", "utf-8")
    done = _run("import", str(folder), "--format", "json", cwd=archive)
    met = [each["input"].removeprefix(f"{folder}/") for each in _objects(done)]
    assert met == ["Bridge.html", "Fähre.htm", "other.txt", "Bridge/ad.html", "other_files/ad.html"]


def test_a_folder_is_walked_in_order(archive: Path) -> None:
    """All that importers know comes in; what they do not know is passed over, and named."""
    folder = archive.parent / "clippings"
    (folder / "deep").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for n in range(1, 12):
        (folder / "deep" / f"{n:02}.txt").write_text(CLIPPING.format(n=n), "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden" / "no.txt").write_text("no", "utf-8")
    (folder / "bad.txt").write_text("Dear diary", "utf-8")
    done = _run("import", str(folder), cwd=archive)
    assert done.returncode == 1
    said = done.stdout.splitlines()
    assert said[-1] == "11 added, 1 refused, 1 passed over (1 not-a-clipping)"
    assert [line.split("←  ")[1] for line in said if "←" in line] == [
        f"{folder}/picture.png",
        *(f"{folder}/deep/{n:02}.txt" for n in range(1, 12)),
    ]
    again = _run("import", str(folder), cwd=archive)
    assert again.stdout.splitlines()[-1].startswith("11 known, 1 refused")


def test_standard_input_is_read(archive: Path) -> None:
    """`-` is an input like any other."""
    done = _run("import", "-", "--story", "bridge", cwd=archive, data=CLIPPING.format(n=1))
    assert done.returncode == 0
    assert "made     content/stories/bridge.md" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 added"


def test_json_says_every_field_and_where_it_was_read(archive: Path) -> None:
    """One object for each record, the same for what would be written and what was."""
    data = CLIPPING.format(n=1)
    planned = _objects(_run("import", "-", "--dry-run", "--format", "json", cwd=archive, data=data))
    assert not list(archive.glob("content/articles/**/*.md"))
    (done,) = _objects(_run("import", "-", "--format", "json", cwd=archive, data=data))
    done["fields"].pop("captured")
    planned[0]["fields"].pop("captured")
    assert [done] == planned
    assert done["outcome"] == "added"
    assert (archive / done["file"]).is_file()
    assert done["fields"] == {
        "title": "Bridge reopens 1",
        "outlet": "the-coastal-courier",
        "date": "2026-05-07",
        "via": {"name": "Google News", "date": "2026-05-07"},
        "kind": "analysis",
        "body": "The bridge number 1 carries traffic again.",
    }
    assert done["provenance"]["title"] == {"where": "line 3", "others": []}
    assert done["provenance"]["date"]["where"] == "line 5"


def test_json_names_what_is_refused(archive: Path) -> None:
    """The reason is in the object, not beside it."""
    done = _run("import", "-", "none.txt", "--format", "json", cwd=archive, data="Dear diary")
    assert done.returncode == 1
    found = _objects(done)
    assert [each["outcome"] for each in found] == ["refused", "refused"]
    assert [each["problems"][0]["code"] for each in found] == ["not-a-clipping", "unreadable-file"]


def test_explain_shows_values_and_places(archive: Path) -> None:
    """And writes nothing."""
    done = _run("import", "--explain", "-", cwd=archive, data=CLIPPING.format(n=1))
    assert "  title            Bridge reopens 1  ← line 3\n" in done.stdout
    assert "(dry run: nothing was written)" in done.stdout
    assert not (archive / "content" / "captures").exists()


def test_an_unknown_importer_is_named(archive: Path) -> None:
    """`--as` takes the names of importers."""
    done = _run("import", "--as", "telegram", "-", cwd=archive)
    assert done.returncode == 2
    assert "--as telegram: there are" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_kill_leaves_whole_articles_and_is_taken_up_again(archive: Path) -> None:
    """What is there can be built from, and the next import brings the rest."""
    folder = archive.parent / "clippings"
    folder.mkdir()
    for n in range(300):
        (folder / f"{n:03}.txt").write_text(CLIPPING.format(n=n), "utf-8")
    command = [sys.executable, "-m", "clipbook", "import", str(folder)]
    with subprocess.Popen(command, cwd=archive, stdout=subprocess.DEVNULL) as running:
        while len(list(archive.glob("content/articles/**/*.md"))) < 20:
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
    there = len(list(archive.glob("content/articles/**/*.md")))
    assert 20 <= there < 300
    assert _run("check", cwd=archive).returncode == 0
    done = _run("import", str(folder), cwd=archive)
    assert done.stdout.splitlines()[-1] == f"{300 - there} added, {there} known"


def test_a_fault_over_one_input_ends_that_input() -> None:
    """What was read before stays, the fault is said in a line, and the next input comes in."""

    def read(_: Source) -> Iterator[Item]:
        yield RawRecord(title="Bridge reopens", kind=Kind.ARTICLE, body="")
        raise ZeroDivisionError("by\nnothing")

    broken = Importer("broken", ".x", lambda _: True, read, frozenset())
    record, remark = intake.items_of(broken, Source("a.x", content=b"x"))
    assert isinstance(record, RawRecord)
    assert isinstance(remark, Remark)
    assert (remark.code, remark.refuses) == ("reader-fault", True)
    assert "ZeroDivisionError: by nothing" in remark.message


def test_what_stands_is_told_from_what_is_filled(archive: Path) -> None:
    """A list comes first, then a better one: nothing is said to be from where it is not."""
    for name, rows in (
        ("a.csv", "Title,URL\nBridge reopens,https://a.example/1"),
        ("b.csv", "Title,URL,Outlet,Text\nThe bridge,https://a.example/1,Gazette,It is open."),
    ):
        (archive / name).write_text(rows, "utf-8")
    assert _run("import", "a.csv", cwd=archive).returncode == 0
    again = _run("import", "b.csv", "--fill", "--explain", cwd=archive)
    assert (
        "title            Bridge reopens  ← as it stands (this input: column Title" in again.stdout
    )
    assert "body             It is open.  ← column Text" in again.stdout
    (said,) = _objects(_run("import", "b.csv", "--format", "json", cwd=archive))
    assert said["outcome"] == "known"
    assert said["provenance"]["title"]["where"].startswith("as it stands")


def test_what_no_importer_knows_in_a_folder_is_named(archive: Path) -> None:
    """A curator sees which files did not come in, in text and as an object."""
    folder = archive.parent / "in"
    folder.mkdir()
    (folder / "bridge.txt").write_text(CLIPPING.format(n=1), "utf-8")
    (folder / "bridge.jpg").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    said = _objects(_run("import", str(folder), "--dry-run", "--format", "json", cwd=archive))
    assert [(each["input"], each["outcome"]) for each in said] == [
        (f"{folder}/bridge.jpg", "passed over"),
        (f"{folder}/bridge.txt", "added"),
    ]
    done = _run("import", str(folder), cwd=archive)
    assert f"passed over  ←  {folder}/bridge.jpg" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 added, 1 passed over"
