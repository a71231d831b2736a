"""Stamped pages are the pages that MkDocs itself would write, byte for byte."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.sites import assert_same, build, files

Place = Callable[[Path], None]


@pytest.mark.parametrize("archive", ["demo", "nasty"])
@pytest.mark.parametrize("flat", [True, False], ids=["flat", "folders"])
def test_the_fast_way_gives_the_bytes_of_the_slow_way(
    archive: str, *, flat: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """`clipbook build` and `clipbook build --slow` write the same site, in both address forms."""
    place: Place = request.getfixturevalue(archive)
    place(tmp_path / "a")
    config = tmp_path / "a" / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "use_directory_urls: false" in text
    if not flat:
        config.write_text(text.replace("use_directory_urls: false", ""), "utf-8")
    fast = build(tmp_path / "a")
    slow = build(tmp_path / "a", "--slow")
    assert len([name for name in fast if name.endswith(".html")]) > 10
    assert_same(fast, slow)


@pytest.mark.parametrize("archive", ["demo", "nasty"])
def test_the_same_content_gives_the_same_bytes(
    archive: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Another folder and another hash seed change nothing."""
    place: Place = request.getfixturevalue(archive)
    place(tmp_path / "a")
    place(tmp_path / "elsewhere" / "b")
    assert_same(build(tmp_path / "a", seed="1"), build(tmp_path / "elsewhere" / "b", seed="2"))


def test_mkdocs_build_gives_the_same_site(demo: Place, tmp_path: Path) -> None:
    """`mkdocs build` makes the same site through the plugin."""
    demo(tmp_path / "a")
    ours = build(tmp_path / "a")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=tmp_path / "a",
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert_same(ours, files(tmp_path / "a" / "site"))
