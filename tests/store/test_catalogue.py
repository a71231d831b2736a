"""The catalogue: what was read is not read again, and nothing is trusted that is in doubt."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clipbook.model.rights import Rights
from clipbook.store import cache, catalogue, content
from clipbook.store.content import Content
from clipbook.store.packs import SpoiltPackError
from support.edits import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Make an archive whose files are old enough not to be doubted."""
    made = Archive.seeded(tmp_path, 7)
    made.begin()
    for path in made.content.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return made


def load(archive: Archive) -> Content:
    """Read the archive."""
    return content.load(archive.folder, archive.content, Rights.FULL)


def test_what_was_read_comes_back_the_same(archive: Archive) -> None:
    """Articles, texts, stories and outlets from the catalogue are those that were read."""
    first, second = load(archive), load(archive)
    assert list(first.articles) == list(second.articles)
    assert first.articles.columns == second.articles.columns
    rows = first.articles.rows
    assert [first.archive().articles.holdings.words(row) for row in rows] == [
        second.archive().articles.holdings.words(row) for row in rows
    ]
    assert first.stories == second.stories
    assert first.outlets == second.outlets


def test_unchanged_files_are_not_read_again(archive: Archive) -> None:
    """A second reading makes no new pack; one changed file makes one that holds it alone."""
    load(archive)
    packs = _packs(archive)
    assert len(packs) == 1
    load(archive)
    assert _packs(archive) == packs
    archive.retitle()
    changed = load(archive)
    (new,) = _packs(archive) - packs
    assert (archive.folder / cache.FOLDER / new).stat().st_size < 10_000
    assert changed.catalogue.generation == 2
    assert load(archive).catalogue.generation == 2


def test_a_change_that_leaves_size_and_time_is_seen_by_its_inode(archive: Archive) -> None:
    """An editor that writes a new file and renames it is not overlooked."""
    load(archive)
    path = min(archive.content.glob("articles/*/*.md"))
    times = path.stat().st_mtime_ns
    text = path.read_text("utf-8").replace("title: ", "title: X", 1)
    text = text[:-2] + "\n"
    other = path.with_name("other")
    other.write_text(text, "utf-8")
    os.utime(other, ns=(times, times))
    other.replace(path)
    assert any(article.title.startswith("X") for article in load(archive).articles)


def test_a_file_written_just_now_is_compared_by_its_bytes(archive: Archive) -> None:
    """Where clocks are coarse, the same size and time prove nothing."""
    path = min(archive.content.glob("articles/*/*.md"))
    path.write_text(path.read_text("utf-8").replace("title: ", "title: A", 1), "utf-8")
    load(archive)
    stat = path.stat()
    with path.open("r+b") as file:
        file.seek(path.read_bytes().index(b"title: A") + len("title: "))
        file.write(b"B")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert any(article.title.startswith("B") for article in load(archive).articles)


@pytest.mark.parametrize("name", ["catalogue", "catalogue-since"])
def test_a_spoilt_catalogue_is_thrown_away(archive: Archive, name: str) -> None:
    """One turned bit, and everything is read anew, with the same result."""
    load(archive)
    archive.retitle()
    before = list(load(archive).articles)
    path = archive.folder / cache.FOLDER / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert list(load(archive).articles) == before


def test_a_spoilt_pack_is_noticed(archive: Archive) -> None:
    """What is damaged is never shown."""
    load(archive)
    (name,) = _packs(archive)
    path = archive.folder / cache.FOLDER / name
    path.write_bytes(path.read_bytes()[:-100])
    read = load(archive)
    with pytest.raises(SpoiltPackError):
        assert [read.articles.holdings.words(row) for row in read.articles.rows]


def test_another_version_reads_everything_anew(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another version of anything has left is not used."""
    load(archive)
    monkeypatch.setattr(cache, "version", lambda: b"2" * 32)
    assert load(archive).catalogue.generation == 1


def test_packs_do_not_grow_without_end(archive: Archive) -> None:
    """After many edits most of the packs is waste, and they are written anew."""
    for _ in range(40):
        archive.reword()
        read = load(archive)
    folder = archive.folder / cache.FOLDER
    used = read.catalogue.entries.used
    assert sum((folder / name).stat().st_size for name in _packs(archive)) <= 3 * used
    assert list(load(archive).articles) == list(read.articles)


def test_there_are_never_too_many_packs(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive that grows by an article a day does not need a file more for each."""
    monkeypatch.setattr(catalogue, "_MOST_PACKS", 5)
    for _ in range(14):
        archive.add_article()
        read = load(archive)
        assert len(_packs(archive)) <= 6
    assert list(load(archive).articles) == list(read.articles)
    assert read.catalogue.entries.packs_in_use == _packs(archive)


def test_packs_that_were_rewritten_are_the_ones_that_are_remembered(archive: Archive) -> None:
    """Where few files have changed, what is kept says still where all texts are."""
    load(archive)
    large = min(archive.content.glob("articles/*/*.md"))
    text = large.read_text("utf-8")
    for n in range(3):
        large.write_text(text + f"\n{'word ' * 40_000}{n}\n", "utf-8")
        os.utime(large, (1_700_000_000 + n, 1_700_000_000 + n))
        read = load(archive)
        assert read.catalogue.entries.packs_in_use == _packs(archive)
        again = load(archive)
        assert again.catalogue.generation == read.catalogue.generation
        assert list(again.articles) == list(read.articles)


def test_files_of_any_age_are_read(archive: Archive) -> None:
    """A time that no column holds is a time all the same."""
    path = min(archive.content.glob("articles/*/*.md"))
    os.utime(path, ns=(0, (1 << 63) + 1_000_000_000))
    assert len(load(archive).articles) == len(load(archive).articles) == 24


def test_outlets_that_are_taken_away_are_gone(archive: Archive) -> None:
    """What was read of `outlets.yml` does not outlive it."""
    before = load(archive).desk.basis
    (archive.content / "outlets.yml").unlink()
    after = load(archive)
    assert not after.outlets
    assert after.desk.basis != before


def test_a_folder_that_cannot_be_written_is_no_obstacle(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a cache everything is read every time."""
    blocked = archive.folder / ".clipbook"
    blocked.write_text("a file, not a folder", "utf-8")
    monkeypatch.chdir(archive.folder)
    assert len(load(archive).articles) == 24


def _packs(archive: Archive) -> set[str]:
    return {path.name for path in (archive.folder / cache.FOLDER).glob("articles-*.pack")}
