"""The wheel, the sdist and the editable install hold what they should, and work."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import clipbook
from clipbook.site import theme

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and the wheel from the sdist, with the backend that is installed."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder


def test_the_wheel_holds_clipbook_and_nothing_else(built: Path) -> None:
    """One package at the top level, its templates inside, and its metadata."""
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"clipbook"}
    for needed in (
        "templates/article.html",
        "templates/assets/clipbook/archive.css",
        "scaffold/files/mkdocs.yml",
        "store/known_outlets.yml",
        "review/files/review.html",
        "review/files/review.css",
    ):
        assert f"clipbook/{needed}" in names


def test_the_sdist_holds_the_project(built: Path) -> None:
    """Source, templates, tests and the demo archive; nothing that was made."""
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for needed in ("generator/clipbook/cli.py", "templates/main.html", "mkdocs.yml", "LICENSE"):
        assert needed in names
    assert not [name for name in names if name.startswith(("site/", ".venv"))]
    # Rows of facts are kept; bytes that belong to others are not.
    kept = {name for name in names if name.startswith("content/captures/") and "." in name}
    assert {name.rpartition(".")[2] for name in kept} == {"json"}


def test_the_wheel_works_where_nothing_of_the_source_is(built: Path, tmp_path: Path) -> None:
    """Installed from the wheel, `new`, `check` and `build` run, templates included."""
    (wheel,) = built.glob("*.whl")
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--target", target, wheel], check=True, timeout=120)
    script = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); "
        "import clipbook.cli, clipbook.site.theme; "
        "assert str(clipbook.site.theme.templates()).startswith(sys.path[0]); clipbook.cli.main()"
    )
    for arguments in (["new", "a"], ["-C", "a", "build", "--strict"]):
        done = subprocess.run(
            [sys.executable, "-I", "-c", script, target, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "a/site/assets/clipbook/archive.css").is_file()


def test_the_editable_install_finds_its_templates() -> None:
    """Run from the source tree, the templates are those beside it."""
    if Path(clipbook.__file__).resolve().is_relative_to(ROOT / "generator"):
        assert theme.templates() == ROOT / "templates"
    assert (theme.templates() / "main.html").is_file()
