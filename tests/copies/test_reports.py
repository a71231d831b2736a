"""What a hub says of its coverage: nothing that is not known."""

from __future__ import annotations

import os
from pathlib import Path

from clipbook.copies.reports import Reports, reports
from clipbook.model.rights import Rights
from clipbook.store import content
from clipbook.store.content import Content
from support.wire import Wire


def _load(root: Path) -> Content:
    return content.load(root, root / "content", Rights.FULL)


def _write(root: Path, name: str, text: str, fields: str = "") -> None:
    path = root / "content" / "articles" / "2026" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: Bridge closed\n{fields}---\n\n{text}\n", "utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))


def _archive(root: Path) -> list[str]:
    wire = Wire.of(1)
    story = wire.story(8)
    for number in range(5):
        text = "\n\n".join([*story[: 8 - number], wire.sentence()])
        _write(root, f"copy-{number}", text, f"date: 2026-05-0{5 - number}\nrights: link\n")
    for number in range(3):
        _write(root, f"own-{number}", "\n\n".join(wire.story(6)), "date: 2026-05-02\n")
    snippet = " ".join(wire.words.draw(wire.rng, 30))
    _write(root, "snippet", "", f"kind: snippet\nsnippet: {snippet}\n")
    _write(root, "headline", "")
    _write(root, "headline-too", "")
    return story


def test_every_article_is_counted_once(tmp_path: Path) -> None:
    """Copies fold under the oldest; what has no text is no independent report."""
    _archive(tmp_path)
    found = reports(_load(tmp_path).archive().articles)
    (group,) = found.groups
    assert group.first == "copy-4"
    assert group.earliest == ("copy-4",)
    assert set(group.members) == {f"copy-{number}" for number in range(5)}
    assert (found.independent, found.copies, found.unknown) == (4, 4, 3)
    assert found.without_text == 2


def test_copies_of_which_no_word_may_be_shown_are_found(tmp_path: Path) -> None:
    """Rights hold words back, not facts."""
    _archive(tmp_path)
    archive = _load(tmp_path).archive()
    assert all(archive.rights_of(each) is Rights.LINK for each in archive.articles[:1])
    assert reports(archive.articles).copies == 4


def test_a_snippet_of_a_known_text_is_a_copy(tmp_path: Path) -> None:
    """What an aggregator passed on is compared, too."""
    story = _archive(tmp_path)
    opening = " ".join(" ".join(story).split()[:24]).replace(":", "")
    _write(tmp_path, "snippet", "", f'kind: snippet\nsnippet: "{opening} …"\n')
    found = reports(_load(tmp_path).archive().articles)
    assert (found.independent, found.copies, found.unknown) == (4, 5, 2)


def test_the_catalogue_gives_back_what_was_read(tmp_path: Path) -> None:
    """A warm build knows the same copies, and a changed text is compared anew."""
    _archive(tmp_path)
    first = reports(_load(tmp_path).archive().articles)
    assert reports(_load(tmp_path).archive().articles) == first
    _write(tmp_path, "copy-4", "\n\n".join(Wire.of(2).story(6)), "date: 2026-05-01\n")
    found = reports(_load(tmp_path).archive().articles)
    assert found.groups[0].first == "copy-3"
    assert (found.independent, found.copies, found.unknown) == (5, 3, 3)


def test_nothing_is_reported_of_nothing(tmp_path: Path) -> None:
    """An empty story has no reports."""
    assert reports(_load(tmp_path).archive().articles) == Reports((), 0, 0, 0, 0)
