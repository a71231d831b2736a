"""The command line as a person or a script meets it: output, exit codes, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
import yaml

CLIPPING = """← Google News

Bridge reopens - The Post

Google News · May 7, 2026

Detailed Analysis

It does.
"""


def _run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "clipbook", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make a new archive."""
    done = _run("new", tmp_path / "press")
    assert done.returncode == 0, done.stderr
    return tmp_path / "press"


def test_a_new_archive_builds_as_it_is(archive: Path) -> None:
    """`clipbook new` makes an archive that has no problems and builds strictly, empty."""
    done = _run("-C", archive, "build", "--strict")
    assert (done.returncode, done.stderr) == (0, "")
    assert (archive / "site" / "index.html").is_file()
    assert yaml.safe_load((archive / ".github/workflows/publish.yml").read_text("utf-8"))["jobs"]


def test_a_new_archive_never_replaces_a_folder(tmp_path: Path) -> None:
    """A folder with something in it is refused in one line, and left alone."""
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    done = _run("new", tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", ["Presse: Überblick", "no", "{{ site }}", "'\"$x"])
def test_any_name_makes_a_sound_archive(tmp_path: Path, name: str) -> None:
    """Whatever an archive is called, its `mkdocs.yml` says just that."""
    done = _run("new", "a", "--name", name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "a" / "mkdocs.yml").read_text("utf-8")
    assert yaml.safe_load(text)["site_name"] == name


def test_import_check_and_build_in_a_row(archive: Path) -> None:
    """The main job: clippings in, a hub out; the second import adds nothing."""
    (archive / "one.txt").write_text(CLIPPING, "utf-8")
    done = _run("-C", archive, "import", "one.txt", "--story", "bridge")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("1 added\n")
    assert _run("-C", archive, "import", "one.txt").stdout.endswith("1 known\n")
    assert _run("check", "-C", archive, "--strict").returncode == 0
    done = _run("-C", archive, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        "Built 1 article, 1 story, 1 outlet, 0 cited addresses: open site"
    )
    assert "Bridge reopens" in (archive / "site/stories/bridge.html").read_text("utf-8")


def test_what_is_refused_is_named_and_the_rest_goes_in(archive: Path) -> None:
    """A bad input gives exit code 1 and one problem; the good ones are in."""
    (archive / "one.txt").write_text(CLIPPING, "utf-8")
    (archive / "bad.txt").write_text("Dear diary", "utf-8")
    done = _run("import", "bad.txt", "one.txt", "none.txt", cwd=archive)
    assert done.returncode == 1
    assert done.stdout.endswith("1 added, 2 refused (1 not-a-clipping, 1 unreadable-file)\n")
    assert "bad.txt:1: error:" in done.stderr
    assert "none.txt: error:" in done.stderr


def test_check_prints_in_three_forms(archive: Path) -> None:
    """Text for people, JSON for programs, commands for GitHub; one of them for each taste."""
    article = archive / "content/articles/2026/a.md"
    article.parent.mkdir(parents=True)
    article.write_text("---\ntitle: x\ntitel: y\n---\n", "utf-8")
    text, as_json, github = (
        _run("check", "--format", form, cwd=archive) for form in ("text", "json", "github")
    )
    assert {done.returncode for done in (text, as_json, github)} == {1}
    assert "content/articles/2026/a.md:3: error: “titel” is no field [unknown-key]" in text.stdout
    (problem,) = json.loads(as_json.stdout)
    assert (problem["file"], problem["line"]) == ("content/articles/2026/a.md", 3)
    assert github.stdout.startswith("::error file=content/articles/2026/a.md,line=3,")


def test_a_build_of_bad_content_names_everything_and_keeps_the_old_site(archive: Path) -> None:
    """Problems end a build with exit code 1 before the site is touched."""
    assert _run("build", cwd=archive).returncode == 0
    before = (archive / "site/index.html").read_bytes()
    for name in ("a", "b"):
        article = archive / f"content/articles/2026/{name}.md"
        article.parent.mkdir(parents=True, exist_ok=True)
        article.write_text("---\ntitle: x\ndate: 2026-02-30\n---\n", "utf-8")
    done = _run("build", cwd=archive)
    assert done.returncode == 1
    assert done.stderr.count("[invalid-date]") == 2
    assert done.stderr.endswith("clipbook: 2 problems in the content\n")
    assert (archive / "site/index.html").read_bytes() == before


def test_mkdocs_build_of_bad_content_keeps_the_old_site(archive: Path) -> None:
    """Through MkDocs, too, every problem is named and the site stays as it was."""
    assert _run("build", cwd=archive).returncode == 0
    article = archive / "content/articles/2026/a.md"
    article.parent.mkdir(parents=True)
    article.write_text("---\ntitle: x\ndate: 2026-02-30\nurl: x\n---\n", "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(
        command, cwd=archive, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 1
    assert "[invalid-date]" in done.stderr
    assert "[invalid-address]" in done.stderr
    assert "Traceback" not in done.stderr
    assert (archive / "site/index.html").is_file()


@pytest.mark.parametrize(
    "mkdocs",
    [
        "site_name: [\n",
        "site_name: x\n",
        "site_name: x\ntheme: {name: mkdocs}\nplugins: [clipbook]\n",
        "site_name: x\nplugins:\n  - clipbook: {rights: ful}\n",
        "site_name: x\nplugins:\n  - clipbook: {nonsense: 1}\n",
        "site_name: x\ntheme: material\nplugins: [clipbook, no-such-plugin]\n",
        "\0",
    ],
)
def test_a_bad_environment_is_one_line_and_exit_code_two(archive: Path, mkdocs: str) -> None:
    """Whatever is wrong with `mkdocs.yml` is said in one line that names the file."""
    (archive / "mkdocs.yml").write_text(mkdocs, "utf-8")
    done = _run("build", cwd=archive)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("clipbook: ")
    assert done.stderr.count("\n") == 1
    assert "mkdocs.yml" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["build"],
        ["import", "x"],
        ["render", "out"],
        ["serve"],
        ["-C", "no/such/folder", "check"],
        ["check", "-C", "no/such/folder"],
        ["import"],
        ["frobnicate"],
        ["import", "x", "--story", "../up"],
    ],
)
def test_no_command_shows_a_traceback(tmp_path: Path, arguments: list[str]) -> None:
    """Outside an archive, and with arguments that make no sense: exit code 2, no traceback."""
    done = _run(*arguments, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("record", ["article", "story", "outlets"])
def test_the_schema_accepts_what_the_demo_holds(record: str) -> None:
    """The JSON Schema is sound, and the demo archive's own files conform to it."""
    schema = json.loads(_run("schema", record).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    content = Path(__file__).resolve().parent.parent / "content"
    files = {"article": "articles/**/*.md", "story": "stories/*.md", "outlets": "outlets.yml"}
    paths = sorted(content.glob(files[record]))
    assert paths
    for path in paths:
        text = path.read_text("utf-8")
        header = text if record == "outlets" else text.split("---\n")[1]
        data = json.loads(json.dumps(yaml.safe_load(header), default=_as_written))
        jsonschema.validate(data, schema)


def _as_written(value: object) -> str:
    return str(value).replace(" ", "T").replace("+00:00", "Z")


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    """An unknown key and a day that has no form of a date fail in the editor too."""
    schema = json.loads(_run("schema", "article").stdout)
    for wrong in ({"titel": "x"}, {"title": "x", "date": "May 6"}, {"title": "x", "rights": "no"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_help_is_there_at_once() -> None:
    """`clipbook --help` loads nothing that it does not need: the best of five is quick."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        assert _run("--help").returncode == 0
        times.append(time.perf_counter() - start)
    assert min(times) < 0.15


def test_import_time_stays_clean() -> None:
    """`--help` loads neither MkDocs nor pydantic nor YAML."""
    code = (
        "import sys, clipbook.cli; "
        "print([m for m in ('mkdocs', 'pydantic', 'yaml', 'rich', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
