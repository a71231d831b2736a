"""What a build promises beyond its pages: links that hold, texts left whole, a site left alone."""

from __future__ import annotations

import html
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from support.sites import assert_same, build, files

Place = Callable[[Path], None]

ARTICLE = "---\ntitle: An article\noutlet: post\nstory: one\ntags: [alpha]\n---\n\nWords.\n"


def _archive(folder: Path, extra: dict[str, str]) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "clipbook", "new", folder], capture_output=True, check=False
    )
    assert done.returncode == 0
    written = {
        "content/outlets.yml": "post: {name: The Post}\n",
        "content/articles/2026/x.md": ARTICLE,
        "content/stories/one.md": "---\ntitle: One\n---\n",
        **extra,
    }
    for name, text in written.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_without_an_address_there_is_no_sitemap_and_that_is_said(tmp_path: Path) -> None:
    """Nothing poses as a sitemap where the address of the site is not known."""
    folder = _archive(tmp_path / "a", {})
    assert "sitemap.xml" not in build(folder, "--strict")
    command = [sys.executable, "-m", "clipbook", "check"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert "[no-site-url]" in done.stdout


def test_a_topic_of_a_story_has_a_page(tmp_path: Path) -> None:
    """A curator's topic for a whole story gathers its articles."""
    story = "---\ntitle: One\ntags: [Harbours]\n---\n"
    site = build(_archive(tmp_path / "a", {"content/stories/one.md": story}))
    assert b"An article" in site["topics/harbours.html"]
    assert b'href="../topics/harbours.html"' in site["stories/one.html"]


def test_links_to_every_kind_of_page_hold(tmp_path: Path) -> None:
    """A curator links to articles, stories, outlets and topics by their files; a strict build."""
    about = "[s](stories/one.md) [a](articles/2026/x.md) [o](outlets/post.md) [t](topics/alpha.md)"
    story = "---\ntitle: One\n---\n\nSee [the article](../articles/2026/x.md).\n"
    folder = _archive(tmp_path / "a", {"content/about.md": about, "content/stories/one.md": story})
    fast = build(folder, "--strict")
    page = fast["about.html"].decode()
    for address in ("stories/one", "articles/2026/x", "outlets/post", "topics/alpha"):
        assert f'href="{address}.html"' in page
    assert b'href="../articles/2026/x.html"' in fast["stories/one.html"]
    assert_same(fast, build(folder, "--slow", "--strict"))


def test_a_story_may_stand_in_the_navigation(tmp_path: Path) -> None:
    """Named under `nav`, a hub is current in the section bar, fast and slow alike."""
    folder = _archive(tmp_path / "a", {})
    config = folder / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("  - About:", "  - The one: stories/one.md\n  - About:"),
        "utf-8",
    )
    fast = build(folder, "--strict")
    assert b"The one" in fast["index.html"]
    assert_same(fast, build(folder, "--slow", "--strict"))


@pytest.mark.parametrize(
    "text", ["Update: the bridge reopened.\n\nMore.", "Title: X\nTemplate: main.html\n\nMore."]
)
def test_a_story_s_text_is_never_taken_for_fields(tmp_path: Path, text: str) -> None:
    """A first line with a colon in it is text, fast and slow alike."""
    folder = _archive(
        tmp_path / "a", {"content/stories/one.md": f"---\ntitle: One\n---\n\n{text}\n"}
    )
    fast = build(folder)
    assert text.partition("\n")[0].encode() in fast["stories/one.html"]
    assert_same(fast, build(folder, "--slow"))


def test_a_build_that_fails_late_leaves_the_old_site(tmp_path: Path) -> None:
    """A broken template of a curator's own ends in one line, and the site stays as it was."""
    folder = _archive(tmp_path / "a", {})
    before = build(folder)
    (folder / "site" / ".git").write_text("gitdir: elsewhere", "utf-8")
    overrides = folder / "overrides" / "partials" / "clipbook"
    overrides.mkdir(parents=True)
    (overrides / "story.html").write_text("{% if %}", "utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace(
            "name: material\n", "name: material\n  custom_dir: overrides\n"
        ),
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "clipbook", "build"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    after = files(folder / "site")
    assert after.pop(".git") == b"gitdir: elsewhere"
    assert_same(before, after)
    (overrides / "story.html").write_text("mine", "utf-8")
    done_well = build(folder)
    assert done_well.pop(".git") == b"gitdir: elsewhere"
    assert b"mine" in done_well["stories/one.html"]
    assert [path.name for path in folder.iterdir() if path.name.startswith(".site")] == []


def test_captures_are_published_on_no_way_round(tmp_path: Path) -> None:
    """Not even through a link that leads to them."""
    folder = _archive(tmp_path / "a", {"content/captures/ab/secret.txt": "Hush"})
    (folder / "content" / "pictures").symlink_to("captures")
    assert not [name for name, data in build(folder).items() if b"Hush" in data]


def test_what_looks_like_code_is_shown_as_text(nasty: Place, tmp_path: Path) -> None:
    """Braces, includes, settings and markup of strangers stand on the page as they were typed."""
    nasty(tmp_path / "a")
    site = {name: data.decode() for name, data in build(tmp_path / "a").items() if "html" in name}
    by_id = {name.rpartition("/")[2]: page for name, page in site.items() if "articles/" in name}
    assert "{{ 7 * 7 }} {% include 'x' %}" in html.unescape(by_id["jinja.html"])
    assert "<title>{{ config.site_name }} {% raw %}" in by_id["jinja.html"]
    assert all(page.count('id="__config"') == 1 for page in site.values())
    for name, page in site.items():
        assert "alert(1)</script>" not in page, name
        assert "<img src=x" not in page, name
        assert "javascript:alert" not in page, name
        assert page.count("</head>") == 1, name


def test_rights_hold_in_every_file_of_a_site(tmp_path: Path) -> None:
    """No word that may not be shown is in any page, feed, export or part of the search index."""
    article = (
        "---\ntitle: Open\noutlet: post\nstory: one\nrights: {right}\n"
        "snippet: Xylophone one\ntakeaways: [Xylophone two]\n---\n\nXylophone three.\n"
    )
    draft = "---\ntitle: Xylophone four\ndraft: true\n---\n\nXylophone five.\n"
    folder = _archive(
        tmp_path / "a",
        {
            "content/articles/2026/h.md": article.format(right="headline"),
            "content/articles/2026/l.md": article.format(right="link"),
            "content/articles/2026/d.md": draft,
        },
    )
    for name, data in build(folder).items():
        unpacked = zlib.decompress(data) if name.endswith(".bin") else data
        assert b"ylophon" not in unpacked, name
