"""`clipbook render` writes a tree that another generator builds, with the same pages."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from support.sites import build, files

Place = Callable[[Path], None]


def _words(page: bytes) -> list[str]:
    """Give the words of a page's own part, without markup."""
    text = page.decode()
    _, found, rest = text.partition('id="content"')
    inner, ended, _ = rest.partition("</main>")
    assert found
    assert ended
    return html.unescape(re.sub(r"<[^>]*>", " ", inner)).split()


@pytest.mark.parametrize("archive", ["demo", "nasty"])
def test_zensical_shows_the_same_pages(
    archive: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Zensical, with our templates over the rendered tree, shows word for word what we show."""
    pytest.importorskip("zensical", reason="zensical is not installed; pip install zensical")
    place: Place = request.getfixturevalue(archive)
    place(tmp_path / "a")
    ours = build(tmp_path / "a")
    command = [sys.executable, "-m", "clipbook", "render", "../tree"]
    subprocess.run(command, cwd=tmp_path / "a", check=True, timeout=120)
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build"],
        cwd=tmp_path / "tree",
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    theirs = files(tmp_path / "tree" / "site")
    pages = [name for name in ours if name.startswith(("articles/", "stories/", "outlets/"))]
    pages = [name for name in pages if name.endswith(".html")]
    assert len(pages) > 10
    assert [name for name in pages if _words(ours[name]) != _words(theirs[name])] == []


def test_a_tree_is_plain_markdown_with_front_matter(demo: Place, tmp_path: Path) -> None:
    """Each file has front matter that any YAML reader reads, and its text in the body."""
    demo(tmp_path / "a")
    command = [sys.executable, "-m", "clipbook", "render", "../tree"]
    subprocess.run(command, cwd=tmp_path / "a", check=True, timeout=120)
    path = tmp_path / "tree/docs/articles/2026/rundown-ai-unlikely-compute-partners.md"
    _, header, body = path.read_text("utf-8").split("---\n", 2)
    assert yaml.safe_load(header)["title"].startswith("Anthropic, SpaceX(AI)")
    assert "how odd the pairing looks" in body
    assert not (tmp_path / "tree/docs/captures").exists()
    assert not (tmp_path / "tree/docs/outlets.yml").exists()


def test_what_yaml_1_2_takes_for_a_number_is_quoted(demo: Place, tmp_path: Path) -> None:
    """The beginning of a hash can look like a number to some readers; it stays a text."""
    demo(tmp_path / "a")
    path = next(tmp_path.glob("a/content/articles/undated/insightfulaiworld-*.md"))
    text = re.sub("sha256: .{12}", "sha256: 107e38504603", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    command = [sys.executable, "-m", "clipbook", "render", "../tree"]
    subprocess.run(command, cwd=tmp_path / "a", check=True, timeout=120)
    tree = next(tmp_path.glob("tree/docs/articles/undated/insightfulaiworld-*.md"))
    assert "text: '107e38504603'" in tree.read_text("utf-8")


def test_a_folder_with_something_in_it_is_left_alone(demo: Place, tmp_path: Path) -> None:
    """The tree goes into a new folder only."""
    demo(tmp_path / "a")
    done = subprocess.run(
        [sys.executable, "-m", "clipbook", "render", "."],
        cwd=tmp_path / "a",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
