"""New articles of a great archive are grouped with what is near, as if all had been."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from clipbook.curation import kept_words, near_new, proposing
from clipbook.curation.proposing import Outlook
from clipbook.grouping import Grouping, group
from clipbook.model.rights import Rights
from clipbook.store import cache, content
from clipbook.store.content import Content
from support.events import articles

_NEW = {"dam5", "strike5", "match0", "trial3"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make an archive of four events, two of which have a story, and of what is on nothing."""
    for piece in articles():
        story = piece.id.rstrip("0123456789")
        is_in = story in {"dam", "match"} and piece.id not in _NEW
        _write(tmp_path, piece.id, piece.title, piece.lead, story if is_in else "")
    for story in ("dam", "match"):
        file = tmp_path / "content" / "stories" / f"{story}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"---\ntitle: {story}\n---\n", "utf-8")
    return tmp_path


def _write(root: Path, ident: str, title: str, text: str, story: str = "") -> None:
    file = root / "content" / "articles" / "undated" / f"{ident}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    said = f"story: {story}\n" if story else ""
    file.write_text(f"---\ntitle: {title}\nlang: en\n{said}---\n\n{text}\n", "utf-8")


def _load(root: Path) -> Content:
    return content.load(root, root / "content", Rights.FULL)


def _grouped(root: Path, new: Sequence[str] = sorted(_NEW)) -> Grouping:
    found = near_new.grouping(_load(root), new, 0, great=5)
    assert found is not None
    return found


def _of(found: Grouping) -> dict[str | None, set[str]]:
    return {each.story: {one.id for one in each.members} for each in found.proposals}


def test_few_are_grouped_whole(root: Path) -> None:
    """Where all articles can be grouped, nothing is kept, and nothing stays of what was."""
    _grouped(root)
    assert len(list((root / cache.FOLDER).glob("grouped*"))) == 2
    assert near_new.grouping(_load(root), _NEW, 0) is None
    assert not list((root / cache.FOLDER).glob("grouped*"))


def test_as_if_all_had_been_grouped(root: Path) -> None:
    """What is new, undated, too, comes into the stories that it would have come into."""
    found = _of(_grouped(root))
    whole = _of(group(proposing.pieces(_load(root))))
    assert found["dam"] == whole["dam"] == {"dam5"}
    assert found["match"] == whole["match"] == {"match0"}


def test_an_import_takes_what_is_near(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an import makes of new articles of a great archive can be written, with its reasons."""
    whole = Outlook(_load(root), 0, new=frozenset(_NEW)).proposals
    monkeypatch.setattr(near_new, "GREAT", 5)
    found = Outlook(_load(root), 0, new=frozenset(_NEW)).proposals
    assert {each.story for each in found} == {each.story for each in whole}
    for each in found:
        assert {one.id for one in each.articles} & _NEW
        assert all(one.shared for one in each.articles)


def test_reasons_are_in_words(root: Path) -> None:
    """Words are kept as numbers, but reasons name them as the articles do."""
    why = _grouped(root).why("dam5")
    assert why is not None
    assert "Morvale" in {term.text for term in why.shared}


def test_what_is_kept_makes_no_difference(root: Path) -> None:
    """Articles that came one after another, and a cache that is lost: the same proposals."""
    held = root / "content" / "articles" / "undated"
    aside = root / "aside"
    shutil.copytree(held, aside)
    for number, file in enumerate(sorted(held.iterdir())):
        if number >= 8:
            file.unlink()
    _grouped(root, ["dam5"])
    for file in sorted(aside.iterdir()):
        shutil.copy(file, held)
        kept_words.up_to_date(_load(root), proposing.published(_load(root)))
    grown = _grouped(root)
    shutil.rmtree(root / cache.FOLDER)
    anew = _grouped(root)
    assert grown.proposals == anew.proposals
    assert [piece.id for piece in grown.pieces] == [piece.id for piece in anew.pieces]
    assert grown.cut == anew.cut


@pytest.mark.parametrize("spoil", [b"", b"something else", None])
def test_a_spoilt_file_is_made_anew(root: Path, spoil: bytes | None) -> None:
    """A file that is not what was written is not believed."""
    before = _grouped(root)
    for name in ("grouped", "grouped-since"):
        file = root / cache.FOLDER / name
        data = file.read_bytes()
        file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if spoil is None else spoil)
        assert _grouped(root).proposals == before.proposals


def test_what_is_withdrawn_leaves_the_files(root: Path) -> None:
    """Neither the id nor a word of an article that is gone, or that says otherwise now, stays."""
    _write(root, "gone", "Quixotic zeppelin", "Zeppelin xylophone.")
    _write(root, "other", "Obsidian marmalade", "Marmalade obelisk.")
    before = _kept(root)
    assert {"gone", "other"} <= set(before.ids)
    numbers = _numbers(before)
    (root / "content" / "articles" / "undated" / "gone.md").unlink()
    _write(root, "other", "Plain words", "Nothing that it said before.")
    after = _kept(root)
    assert "gone" not in after.ids
    lost = numbers - _numbers(after)
    assert len(lost) >= 6
    folder, version = root / cache.FOLDER, _load(root).desk.version
    for name in ("grouped", "grouped-since"):
        saved = cache.load(folder / name, version)
        assert saved is not None
        data = bytes(saved["words"]["numbers"])
        words = {int.from_bytes(data[at : at + 4], "little") >> 1 for at in range(0, len(data), 4)}
        assert not lost & words


def _kept(root: Path) -> kept_words.KeptWords:
    loaded = _load(root)
    return kept_words.up_to_date(loaded, proposing.published(loaded))


def _numbers(kept: kept_words.KeptWords) -> set[int]:
    parts = (kept.base.said.numbers, kept.since.said.numbers)
    return {int(number) >> 1 for part in parts for number in part}


def test_what_is_put_into_a_story_is_not_another_article(root: Path) -> None:
    """A file that changes, but says the same, changes no word that is kept."""
    before = _kept(root)
    piece = next(piece for piece in articles() if piece.id == "dam5")
    _write(root, "dam5", piece.title, piece.lead, "dam")
    after = _kept(root)
    assert after.name == before.name
    assert after.ids == before.ids
    assert after.marks != before.marks
