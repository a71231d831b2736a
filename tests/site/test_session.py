"""A site kept up to date in memory is the site that is built from nothing, byte for byte."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from clipbook import pipeline
from clipbook.edition import Edition
from clipbook.errors import ContentError
from clipbook.site.holding import Holding
from clipbook.site.session import Session
from clipbook.site.works import Works
from support.edits import Archive
from support.sites import assert_same, files

EDITS = 20


@dataclass
class Hurry:
    """Something that changes again while a site is made, where it is told to."""

    wanted: bool = False
    times: int = 0
    shown: list[float] = field(default_factory=list)

    def waits(self) -> bool:
        """Say that something has changed again."""
        self.times += self.wanted
        return self.wanted

    def show(self) -> None:
        """Count what a browser would have been told."""
        self.shown.append(time.monotonic())


def _session(root: Path, hurry: Hurry) -> Session:
    return Session(root / "served", Holding(root, 1), hurry.waits, hurry.show)


def _archive(root: Path, seed: int) -> Archive:
    archive = Archive.seeded(root, seed)
    archive.begin()
    archive.settle()
    return archive


def _index(session: Session) -> None:
    session.begin_index()
    until = time.monotonic() + 30
    while session.indexed() is None:
        assert time.monotonic() < until, "no search index"
        time.sleep(0.01)


def _clean(root: Path, output: Path) -> dict[str, bytes]:
    """Build from nothing, with a cache of its own."""
    other = output.with_name("other")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(root, other, ignore=shutil.ignore_patterns(".clipbook", "served*"))
    works = Works.open(other, strict=False, slow=False)
    loaded, _ = pipeline.read(works.site)
    works.site = replace(works.site, output=output)
    works.build(loaded, Edition(loaded.archive(), works.site), 1)
    made = files(output)
    shutil.rmtree(output)
    return made


def _times(archive: Archive) -> dict[str, int]:
    return {str(p): p.stat().st_mtime_ns for p in archive.content.rglob("*") if p.is_file()}


@pytest.mark.parametrize("seed", [11, 12])
def test_random_edits(tmp_path: Path, seed: int) -> None:
    """Whatever is saved, even while the last change is being made, ends as a site from nothing."""
    root, hurry = tmp_path / "archive", Hurry()
    archive = _archive(root, seed)
    session = _session(root, hurry)
    session.rebuild()
    for number in range(EDITS):
        before = _times(archive)
        archive.edit()
        after = _times(archive)
        changed = {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)}
        hurry.wanted = number % 4 == 0
        session.rebuild(frozenset(changed))
        if number % 3 == 0:
            session.save()
        if hurry.wanted or number % 2:
            continue
        _index(session)
        assert_same(files(root / "served"), _clean(root, tmp_path / "clean"))
        if number % 5 == 0:
            # What was not saved is lost, as in a crash.
            session = _session(root, hurry)
            session.rebuild()
    assert hurry.times


def test_new_words_come_first(tmp_path: Path) -> None:
    """Of a saved article, its page and its story are there before all other pages."""
    root, hurry = tmp_path / "archive", Hurry()
    archive = _archive(root, 13)
    session = _session(root, hurry)
    session.rebuild()
    path = archive.content / "articles/2026/new.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text("---\ntitle: First\ndate: 2026-05-06\nstory: s1\n---\n\nWords.\n", "utf-8")
    session.rebuild(frozenset({str(path)}))
    known = {each: each.stat().st_mtime_ns for each in (root / "served").rglob("*.html")}
    path.write_text("---\ntitle: Other\ndate: 2026-05-06\nstory: s1\n---\n\nNews.\n", "utf-8")
    hurry.wanted = True
    report = session.rebuild(frozenset({str(path)}))
    assert report is not None
    assert report.shown
    assert not report.took
    changed = {p.name for p, at in known.items() if p.stat().st_mtime_ns != at}
    assert changed == {"new.html", "s1.html"}
    assert "News." in (root / "served/articles/2026/new.html").read_text("utf-8")
    hurry.wanted = False
    session.rebuild()
    _index(session)
    assert_same(files(root / "served"), _clean(root, tmp_path / "clean"))


def test_texts_that_are_put_into_other_packs(tmp_path: Path) -> None:
    """Who saves the same article again and again does not read texts where they were once."""
    root = tmp_path / "archive"
    archive = _archive(root, 14)
    session = _session(root, Hurry())
    session.rebuild()
    name = session.holding.desk.catalogue.name if session.holding.desk else 0
    path = min(archive.content.glob("articles/*/*.md"))
    text = path.read_text("utf-8")
    for number in range(6):
        path.write_text(f"{text}\n{'tide ' * 20_000}{number}\n", "utf-8")
        session.rebuild(frozenset({str(path)}))
    assert session.holding.desk
    assert session.holding.desk.catalogue.name == name, "the cache was thrown away"
    _index(session)
    assert_same(files(root / "served"), _clean(root, tmp_path / "clean"))


def test_an_index_that_was_put_off_is_made_by_the_next_build(tmp_path: Path) -> None:
    """A server that dies before its index is there leaves a site that says so."""
    root = tmp_path / "archive"
    _archive(root, 14)
    session = _session(root, Hurry())
    session.rebuild()
    session.save()
    assert not (root / "served/search-index").exists()
    again = _session(root, Hurry())
    assert again.rebuild() is not None
    assert again.owes_index
    _index(again)
    assert_same(files(root / "served"), _clean(root, tmp_path / "clean"))


def test_a_build_meanwhile_is_noticed(tmp_path: Path) -> None:
    """`clipbook build` and a server have one cache between them, and neither spoils the other's."""
    root = tmp_path / "archive"
    archive = _archive(root, 15)
    session = _session(root, Hurry())
    session.rebuild()
    session.save()
    for _ in range(2):
        archive.retitle()
        pipeline.build(root)
        archive.retitle()
        session.rebuild()
        session.save()
    pipeline.build(root)
    _index(session)
    clean = _clean(root, tmp_path / "clean")
    assert_same(files(root / "served"), clean)
    assert_same(files(root / "site"), clean)


def test_a_mistake_is_told_once_and_the_site_stays(tmp_path: Path) -> None:
    """Content that cannot be built leaves the last good site, until it is mended."""
    root = tmp_path / "archive"
    archive = _archive(root, 16)
    session = _session(root, Hurry())
    session.rebuild()
    good = files(root / "served")
    path = archive.content / "articles/undated/bad.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text("---\ntitle: a: b\n---\n", "utf-8")
    with pytest.raises(ContentError):
        session.rebuild(frozenset({str(path)}))
    assert session.rebuild() is None
    assert files(root / "served") == good
    path.unlink()
    session.rebuild(frozenset({str(path)}))
    _index(session)
    assert_same(files(root / "served"), _clean(root, tmp_path / "clean"))


def test_a_site_that_is_gone_is_there_again(tmp_path: Path) -> None:
    """After the next change, with all its pages."""
    root = tmp_path / "archive"
    archive = _archive(root, 17)
    session = _session(root, Hurry())
    session.rebuild()
    _index(session)
    session.save()
    for deed in (archive.retitle, archive.redate):
        shutil.rmtree(root / "served")
        before = _times(archive)
        deed()
        after = _times(archive)
        session.rebuild(frozenset(p for p in after if before[p] != after[p]))
        _index(session)
        assert_same(files(root / "served"), _clean(root, tmp_path / "clean"))
