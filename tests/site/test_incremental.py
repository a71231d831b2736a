"""A site that was changed edit by edit is the site that is built from nothing, byte for byte."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from clipbook import pipeline
from clipbook.edition import Edition
from clipbook.errors import ClipbookError
from clipbook.site.making import Result
from clipbook.site.works import Works
from support.edits import SETTINGS, Archive
from support.sites import assert_same, files

EDITS = 25


def make(root: Path, output: Path) -> Result:
    """Build the site of an archive in this process, into a folder."""
    works = Works.open(root, strict=False, slow=False)
    works.site = replace(works.site, output=output)
    loaded, problems = pipeline.read(works.site)
    assert not [problem for problem in problems if problem.severity == "error"], problems
    result = works.build(loaded, Edition(loaded.archive(), works.site), 1)
    assert result is not None
    return result


def from_nothing(root: Path, beside: Path) -> dict[str, bytes]:
    """Give the site as it is where nothing is known of one: in a folder that never was before."""
    folder = Path(tempfile.mkdtemp(prefix="clean-", dir=beside))
    result = make(root, folder / "site")
    assert all("nothing is known" in why or "MkDocs" in why for why in result.written.values())
    made = files(folder / "site")
    shutil.rmtree(folder)
    return made


@pytest.mark.parametrize("seed", range(4))
def test_a_hundred_random_edits(tmp_path: Path, seed: int) -> None:
    """After each edit, what was changed of the site makes it the site built from nothing."""
    root = tmp_path / "archive"
    archive = Archive.seeded(root, seed)
    archive.begin()
    archive.settle(SETTINGS.replace("false", "true") if seed == 1 else SETTINGS)
    archive.site = tmp_path / "site"
    make(root, tmp_path / "site")
    for _ in range(EDITS):
        archive.edit()
        while archive.said[-1].startswith("lose"):
            # Lost together with another edit, or alone.
            if archive.rng.random() < 0.5:
                break
            archive.edit()
        result = make(root, tmp_path / "site")
        there, clean = files(tmp_path / "site"), from_nothing(root, tmp_path)
        differing = sorted(set(there) ^ set(clean)) + [
            name for name in there.keys() & clean.keys() if there[name] != clean[name]
        ]
        assert not differing, archive.said[-3:]
        assert result.made.keys() == there.keys()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Make an archive, and its site."""
    made = Archive.seeded(tmp_path / "archive", 5)
    made.begin()
    made.settle()
    make(made.folder, tmp_path / "site")
    return made


def check(archive: Archive, tmp_path: Path) -> Result:
    """Build again; the site is the one that is built from nothing."""
    result = make(archive.folder, tmp_path / "site")
    assert_same(files(tmp_path / "site"), from_nothing(archive.folder, tmp_path))
    return result


def test_nothing_changed(archive: Archive, tmp_path: Path) -> None:
    """Then nothing is written."""
    result = check(archive, tmp_path)
    assert (result.written, result.removed) == ({}, [])


def test_one_article_changed(archive: Archive, tmp_path: Path) -> None:
    """What shows it is written, with the reason; what does not is left alone."""
    site = tmp_path / "site"
    path = min(archive.content.glob("articles/2026/*.md"))
    times = {name: (site / name).stat().st_mtime_ns for name in files(site)}
    path.write_text(path.read_text("utf-8").replace("title: ", "title: Corrected "), "utf-8")
    result = check(archive, tmp_path)
    assert f"articles/2026/{path.stem}.html" in result.written
    assert "index.html" in result.written
    assert all(path.name in why for why in result.written.values())
    kept = files(site).keys() - result.written.keys()
    assert len(kept) > 40
    assert all((site / name).stat().st_mtime_ns == times[name] for name in kept)


def test_a_removed_article_leaves_nothing_behind(archive: Archive, tmp_path: Path) -> None:
    """Its page goes, and its id stands nowhere any more."""
    path = min(archive.content.glob("articles/2026/*.md"))
    path.unlink()
    result = check(archive, tmp_path)
    assert f"articles/2026/{path.stem}.html" in result.removed
    there = files(tmp_path / "site")
    assert not [name for name, data in there.items() if f"/{path.stem}.html".encode() in data]


def _told(archive: Archive) -> tuple[Path, str]:
    """Choose an article that is in a story; gives its file and the story."""
    for path in sorted(archive.content.glob("articles/2026/*.md")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("story: "):
                return path, line.removeprefix("story: ")
    raise ValueError("no article is in a story")


def _decide(archive: Archive, tmp_path: Path, text: str) -> set[str]:
    """Write the ledger; gives the files that differ then."""
    (archive.content / "decisions.yml").write_text(text, "utf-8")
    return set(check(archive, tmp_path).written)


def test_a_decision_to_keep_an_article_changes_its_page_and_the_hub(
    archive: Archive, tmp_path: Path
) -> None:
    """Nothing else; and the same again where it is taken back, or corrected."""
    path, story = _told(archive)
    pages = {f"articles/2026/{path.stem}.html", f"stories/{story}.html"}
    entry = f"- pin: {path.stem}\n  story: {story}\n  who: Ann\n"
    assert _decide(archive, tmp_path, entry) == pages
    assert _decide(archive, tmp_path, f"# Ours.\n{entry}") == set()
    assert _decide(archive, tmp_path, entry.replace("Ann", "Bo")) == pages
    assert _decide(archive, tmp_path, "") == pages


def test_a_merged_story_leaves_its_address_and_its_feed(archive: Archive, tmp_path: Path) -> None:
    """They follow the story that it is part of now, and go with it."""
    _, story = _told(archive)
    old = {"stories/old.html", "stories/old.atom.xml"}
    other = "s0" if story != "s0" else "s1"
    entry = f"- merged: old\n  into: {story}\n"
    assert _decide(archive, tmp_path, entry) == old
    assert _decide(archive, tmp_path, f"{entry}  why: One event.\n") == {"stories/old.html"}
    assert _decide(archive, tmp_path, entry.replace(story, other)) == old
    assert _decide(archive, tmp_path, entry.replace(story, "s99")) == set()
    assert not (tmp_path / "site/stories/old.html").exists()
    assert _decide(archive, tmp_path, entry) == old
    file = archive.content / f"stories/{story}.md"
    file.write_text(file.read_text("utf-8").replace("title: ", "title: Corrected "), "utf-8")
    assert old <= check(archive, tmp_path).written.keys()
    assert "Corrected" in (tmp_path / "site/stories/old.html").read_text("utf-8")


def test_the_watch_list_changes_the_hubs_that_were_checked(
    archive: Archive, tmp_path: Path
) -> None:
    """Of a flag in `outlets.yml` and of a day in a story's file, that hub shows it alone."""
    outlets = archive.content / "outlets.yml"
    known = outlets.read_text("utf-8")
    outlets.write_text(known + "zephyr: {name: Zephyr, watch: true}\n", "utf-8")
    assert check(archive, tmp_path).written == {}
    file = archive.content / "stories/s1.md"
    file.write_text(file.read_text("utf-8").replace("title", "checked: 2026-05-20\ntitle"), "utf-8")
    assert set(check(archive, tmp_path).written) == {"stories/s1.html"}
    outlets.write_text(known + "zephyr: {name: Zephyr}\n", "utf-8")
    assert set(check(archive, tmp_path).written) == {"stories/s1.html"}
    outlets.write_text(known + "zephyr: {name: Zephyr, watch: true}\n", "utf-8")
    check(archive, tmp_path)
    # It has a page now, to which the hub links.
    text = "---\ntitle: Alone\noutlet: zephyr\ndate: 2026-01-01\n---\n\nWords.\n"
    (archive.content / "articles/2026/alone.md").write_text(text, "utf-8")
    assert "stories/s1.html" in check(archive, tmp_path).written


def test_a_reason_changes_the_hub_and_the_article(archive: Archive, tmp_path: Path) -> None:
    """Reasons that are corrected stand on two pages."""
    path, story = _told(archive)
    text = path.read_text("utf-8")
    for name in ("Ann", "Bo"):
        said = f"placed: {{by: {name}, at: 2026-11-22T10:00:00Z}}\ntitle: "
        path.write_text(text.replace("title: ", said), "utf-8")
        written = set(check(archive, tmp_path).written)
        assert written == {f"articles/2026/{path.stem}.html", f"stories/{story}.html"}


def test_a_changed_theme_moves_pages_into_another_frame(archive: Archive, tmp_path: Path) -> None:
    """Every page is written, as what is around it differs; feeds and exports are not."""
    config = archive.folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "copyright: Harbour office\n", "utf-8")
    result = check(archive, tmp_path)
    pages = {name for name in result.made if name.endswith(".html")}
    assert pages <= result.written.keys()
    ours = {path for path, why in result.written.items() if why == "what is around it has changed"}
    assert ours == pages - set(result.theirs)


def test_a_setting_that_pages_show_makes_them_anew(archive: Archive, tmp_path: Path) -> None:
    """Templates of curators may ask for any setting, by name or as a whole."""
    config = archive.folder / "mkdocs.yml"
    settings = config.read_text("utf-8").replace("material", "material, custom_dir: own")
    head = archive.folder / "own/partials/clipbook/head.html"
    head.parent.mkdir(parents=True)
    for asking in ("{{ config.copyright }}", "{{ config['copyright'] }}", "{{ config | length }}"):
        head.write_text(f"<title>{asking}</title>\n", "utf-8")
        config.write_text(settings, "utf-8")
        check(archive, tmp_path)
        config.write_text(settings + f"copyright: Harbour {len(asking)}\n", "utf-8")
        result = check(archive, tmp_path)
        assert "mkdocs.yml has changed" in result.written.values()


def test_a_changed_template_rebuilds_its_kind(archive: Archive, tmp_path: Path) -> None:
    """An overridden partial of stories rebuilds stories, and no article."""
    config = archive.folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace("material}", "material, custom_dir: own}")
    own = archive.folder / "own" / "partials" / "clipbook"
    own.mkdir(parents=True)
    config.write_text(text, "utf-8")
    check(archive, tmp_path)
    (own / "story.html").write_text("<p>{{ page.meta.title | escape }}, briefly</p>\n", "utf-8")
    result = check(archive, tmp_path)
    assert result.written
    assert all(name.startswith("stories/") for name in result.written)


def test_a_curators_page_is_made_again(archive: Archive, tmp_path: Path) -> None:
    """Words on the home page, and a page of its own that links to an article."""
    stem = min(archive.content.glob("articles/2026/*.md")).stem
    link = f"[one](articles/2026/{stem}.md)"
    (archive.content / "index.md").write_text(f"# Welcome\n\n{link}\n", "utf-8")
    (archive.content / "about.md").write_text(f"# About\n\n{link}\n", "utf-8")
    result = check(archive, tmp_path)
    assert {"index.html", "about.html"} <= result.written.keys()
    assert f'href="articles/2026/{stem}.html"' in (tmp_path / "site/about.html").read_text("utf-8")


def test_a_curators_page_that_is_named_like_a_sitemap(archive: Archive, tmp_path: Path) -> None:
    """It is made again, too."""
    page = archive.content / "sitemap-help.md"
    for text in ("# How to\n", "# How to find\n"):
        page.write_text(text, "utf-8")
        check(archive, tmp_path)


def test_what_others_do_to_the_site_is_undone(archive: Archive, tmp_path: Path) -> None:
    """A deleted file comes back, a foreign one goes; a hidden one is not ours to touch."""
    site = tmp_path / "site"
    page = next(name for name in files(site) if name.startswith("articles/2026/"))
    (site / page).unlink()
    (site / "sitemap.xml").unlink()
    next((site / "search-index").glob("cards-*")).unlink()
    before = from_nothing(archive.folder, tmp_path)
    (site / "articles" / "2026" / "foreign.html").write_text("x", "utf-8")
    (site / ".nojekyll").write_text("", "utf-8")
    result = make(archive.folder, site)
    assert page in result.written
    assert not (site / "articles" / "2026" / "foreign.html").exists()
    assert (site / ".nojekyll").exists()
    (site / ".nojekyll").unlink()
    assert_same(files(site), before)


def test_processes_make_the_same_site(archive: Archive, tmp_path: Path) -> None:
    """One process or three: the same bytes."""
    shutil.rmtree(archive.folder / ".clipbook")
    pipeline.build(archive.folder, processes=3)
    assert_same(files(archive.folder / "site"), files(tmp_path / "site"))


def test_a_build_that_fails_leaves_the_site_as_it_was(archive: Archive, tmp_path: Path) -> None:
    """A mistake in a template is said, and nothing is half done."""
    before = files(tmp_path / "site")
    config = archive.folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace("material}", "material, custom_dir: own}")
    config.write_text(text, "utf-8")
    own = archive.folder / "own" / "partials" / "clipbook"
    own.mkdir(parents=True)
    (own / "story.html").write_text("{{ page.meta.title | unheard_of }}", "utf-8")
    with pytest.raises(ClipbookError, match="unheard_of"):
        make(archive.folder, tmp_path / "site")
    assert_same(files(tmp_path / "site"), before)
