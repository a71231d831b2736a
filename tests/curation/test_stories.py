"""Stories merged, split, renamed, confirmed; articles moved: noted, and nothing else changed."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from clipbook.curation import proposing, settling, stories, writing
from clipbook.curation.edits import Edits
from clipbook.curation.stories import Hand
from clipbook.errors import ClipbookError
from clipbook.model.article import Placement
from clipbook.model.rights import Rights
from clipbook.store import content, reading
from clipbook.store.content import Content

ARTICLE = """\
---
title: Title {name}   # as printed
story: {story}
date: 2026-05-0{day}
inferred: [date, story]
---

Text of {name}.
"""
STORY = "---\ntitle: The {name}\nrelated: [{related}]   # ours\n---\n{words}"
HAND = Hand(Placement(by="Ann Gray", at=dt.datetime(2026, 5, 9, tzinfo=dt.UTC), why="One event."))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an archive: a and b on the bridge, c on the ferry, d in no story."""
    made = (("a", "bridge", 1), ("b", "bridge", 2), ("c", "ferry", 3), ("d", "", 4))
    for name, story, day in made:
        text = ARTICLE.format(name=name, story=story, day=day).replace("story: \n", "")
        _write(tmp_path / "content" / "articles" / "2026" / f"{name}.md", text)
    for name, related in (("bridge", "ferry"), ("ferry", "bridge")):
        text = STORY.format(name=name, related=related, words="")
        _write(tmp_path / "content" / "stories" / f"{name}.md", text)
    _write(tmp_path / "mkdocs.yml", "site_name: A\ndocs_dir: content\nplugins: [clipbook]\n")
    return tmp_path


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _content(archive: Path) -> Content:
    return content.load(archive, archive / "content", Rights.FULL)


def _fields(archive: Path, name: str) -> dict[str, Any]:
    text = (archive / "content" / "articles" / "2026" / f"{name}.md").read_text("utf-8")
    fields: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return fields


def _apply(archive: Path, edits: Edits) -> Content:
    writing.apply(_content(archive), edits)
    return _content(archive)


def _ledger(archive: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load((archive / "content/decisions.yml").read_text())
    return entries


def test_merged(archive: Path) -> None:
    """The articles are in the other story, the old address leads there, and it is said by whom."""
    before = (archive / "content" / "articles" / "2026" / "c.md").read_text("utf-8")
    merged = stories.merge(_content(archive), "ferry", "bridge", HAND, drop_words=False)
    now = _apply(archive, merged)
    assert [story.slug for story in now.stories] == ["bridge"]
    assert now.articles.stories == ["bridge", "bridge", "bridge", ""]
    assert now.ledger.moved == {"ferry": "bridge"}
    assert now.stories[0].related == ()
    (entry,) = _ledger(archive)
    assert (entry["who"], str(entry["when"])) == ("Ann Gray", "2026-05-09")
    fields = _fields(archive, "c")
    assert (fields["inferred"], fields["placed"]["by"]) == (["date"], "Ann Gray")
    after = (archive / "content" / "articles" / "2026" / "c.md").read_text("utf-8")
    assert "title: Title c   # as printed" in after
    assert after.partition("\n---\n")[2] == before.partition("\n---\n")[2]


def test_words_of_a_curator_do_not_go_unasked(archive: Path) -> None:
    """A story with words of its own is merged once that is said."""
    _write(archive / "content/stories/ferry.md", "---\ntitle: F\ndek: It sails.\n---\n")
    with pytest.raises(ClipbookError, match="words of yours"):
        stories.merge(_content(archive), "ferry", "bridge", HAND, drop_words=False)
    assert stories.merge(_content(archive), "ferry", "bridge", HAND, drop_words=True)


def test_renamed(archive: Path) -> None:
    """File, articles and neighbours take the new name; what the machine concluded stays so."""
    now = _apply(archive, stories.rename(_content(archive), "ferry", "boats", HAND))
    assert [story.slug for story in now.stories] == ["boats", "bridge"]
    assert {story.slug: story.related for story in now.stories}["bridge"] == ("boats",)
    assert now.articles.stories[2] == "boats"
    assert "story" in _fields(archive, "c")["inferred"]
    assert now.ledger.moved == {"ferry": "boats"}
    assert _ledger(archive)[0]["renamed"] == "ferry"


def test_renamed_and_merged_addresses_lead_to_the_last(archive: Path) -> None:
    """Nothing that was published is lost."""
    _apply(archive, stories.rename(_content(archive), "ferry", "boats", HAND))
    merged = stories.merge(_content(archive), "boats", "bridge", HAND, drop_words=True)
    now = _apply(archive, merged)
    assert now.ledger.moved == {"ferry": "bridge", "boats": "bridge"}


@pytest.mark.parametrize("chosen", ["a", "b"])
def test_split(archive: Path, chosen: str) -> None:
    """The address stays with the founding article, whichever part is named."""
    now = _apply(archive, stories.split(_content(archive), "bridge", "works", [chosen], HAND))
    assert now.articles.stories[:2] == ["bridge", "works"]
    new = next(story for story in now.stories if story.slug == "works")
    assert (new.title, new.founding, new.inferred) == ("Works", "b", ("title",))
    assert _ledger(archive)[0]["articles"] == ["b"]


def test_moved(archive: Path) -> None:
    """A moved article is pinned."""
    now = _apply(archive, stories.move(_content(archive), ["d", "b", "d"], "ferry", HAND))
    assert now.articles.stories == ["bridge", "ferry", "ferry", "ferry"]
    assert now.ledger.pins == {"d": "ferry", "b": "ferry"}
    assert _fields(archive, "d")["placed"]["why"] == "One event."


def test_moved_again(archive: Path) -> None:
    """A second move stands instead of the first, and so does a third that says the first again."""
    for story in ("ferry", "bridge", "ferry", "bridge"):
        now = _apply(archive, stories.move(_content(archive), ["d"], story, HAND))
        assert now.ledger.pins == {"d": story}
        assert now.ledger.clashes == ()
        assert now.articles.stories[3] == story
        assert not settling.settle(now, HAND.placement.at)
    assert [entry.get("instead", False) for entry in _ledger(archive)] == [False, True, True, True]


def test_taken_out(archive: Path) -> None:
    """An article in no story by decision stays there, is not grouped, and can be moved again."""
    now = _apply(archive, stories.take_out(_content(archive), ["a"], HAND))
    assert now.articles.stories == ["", "bridge", "ferry", ""]
    assert now.ledger.out == {"a"}
    assert "placed" not in _fields(archive, "a")
    assert not settling.settle(now, HAND.placement.at)
    assert "a" not in {piece.id for piece in proposing.pieces(now)}
    again = _apply(archive, stories.move(now, ["a"], "ferry", HAND))
    assert (again.ledger.out, again.ledger.pins) == (frozenset(), {"a": "ferry"})
    assert again.articles.stories[0] == "ferry"


def test_a_split_takes_pins_along(archive: Path) -> None:
    """What was pinned to a story that is split stays in the part that it goes to."""
    _apply(archive, stories.move(_content(archive), ["b"], "bridge", HAND))
    now = _apply(archive, stories.split(_content(archive), "bridge", "works", ["b"], HAND))
    assert now.ledger.pins == {"b": "works"}
    assert not settling.settle(now, HAND.placement.at)


def test_what_is_the_same_is_not_split(archive: Path) -> None:
    """A command that the ledger would undo is refused, and says which entry stands against it."""
    _write(archive / "content/decisions.yml", "# Ours.\n- same: [a, b]\n")
    with pytest.raises(ClipbookError, match="are the same"):
        stories.split(_content(archive), "bridge", "works", ["b"], HAND)
    _apply(archive, stories.move(_content(archive), ["a"], "bridge", HAND))
    with pytest.raises(ClipbookError, match="take line 2 out"):
        stories.move(_content(archive), ["b"], "ferry", HAND)


def test_what_is_never_together_is_not_put_together(archive: Path) -> None:
    """Neither a move nor a merge goes against the ledger unsaid."""
    _write(archive / "content/decisions.yml", "- never-together: [a, c]\n")
    with pytest.raises(ClipbookError, match="“a” and “c” are never together"):
        stories.move(_content(archive), ["c"], "bridge", HAND)
    with pytest.raises(ClipbookError, match="“a” and “c” are never together"):
        stories.merge(_content(archive), "ferry", "bridge", HAND, drop_words=True)


def test_confirmed(archive: Path) -> None:
    """What the machine found stays, and a person stands for it."""
    path = archive / "content/articles/2026/a.md"
    noted = "placed: {by: clipbook, at: 2026-05-02T00:00:00Z, nearest: b, shared: [Bridge]}\n"
    path.write_text(path.read_text("utf-8").replace("date:", f"{noted}date:"), "utf-8")
    _apply(archive, stories.confirm(_content(archive), "bridge", HAND))
    fields = _fields(archive, "a")
    assert (fields["inferred"], fields["placed"]["by"]) == (["date"], "Ann Gray")
    assert (fields["placed"]["nearest"], fields["placed"]["shared"]) == ("b", ["Bridge"])
    assert not stories.confirm(_content(archive), "bridge", HAND)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("merge", "ferry", "ferry"), "is that story"),
        (("merge", "ferri", "bridge"), "Did you mean “ferry”"),
        (("rename", "ferry", "bridge"), "is taken"),
        (("rename", "ferry", "A b"), "cannot be an address"),
        (("split", "bridge", "x", "c"), "is not in the story"),
        (("split", "bridge", "x", "a", "b"), "all of its articles would leave"),
        (("move", "e", "bridge"), "there is no article “e”"),
        (("move", "--out", "e"), "there is no article “e”"),
        (("confirm", "x", "--why", "a\nb"), "--why: the text holds a line break"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(
    archive: Path, command: tuple[str, ...], said: str
) -> None:
    """Exit code 2, one line, and nothing is written."""
    before = _everything(archive)
    done = _run(archive, *command)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert _everything(archive) == before


def test_the_commands(archive: Path) -> None:
    """Each says what it did; a dry run writes nothing; who comes from the environment."""
    before = _everything(archive)
    dry = _run(archive, "merge", "ferry", "bridge", "--dry-run")
    assert "c: ferry → bridge" in dry.stdout
    assert "nothing was written" in dry.stdout
    assert _everything(archive) == before
    done = _run(archive, "merge", "ferry", "bridge", "--why", "So.", CLIPBOOK_WHO="Bo")
    assert done.stdout.splitlines()[-1] == "1 placed, 1 entry for content/decisions.yml"
    assert _ledger(archive)[0]["who"] == "Bo"
    out = _run(archive, "move", "--out", "a", "b")
    assert "a: bridge → no story" in out.stdout
    assert "d: stays in no story" in _run(archive, "move", "--out", "d").stdout
    assert _run(archive, "move", "a").returncode == 2


def test_what_was_broken_off_is_completed(archive: Path) -> None:
    """The ledger says merged, the file is there still: the same command ends it."""
    whole = _everything(archive)
    edits = stories.merge(_content(archive), "ferry", "bridge", HAND, drop_words=True)
    writing.apply(_content(archive), Edits(decisions=edits.decisions))
    assert _everything(archive) != whole
    again = stories.merge(_content(archive), "ferry", "bridge", HAND, drop_words=True)
    now = _apply(archive, again)
    assert now.ledger.moved == {"ferry": "bridge"}
    assert now.ledger.clashes == ()
    assert len(_ledger(archive)) == 1
    assert now.articles.stories[2] == "bridge"


def _everything(archive: Path) -> dict[str, bytes]:
    shutil.rmtree(archive / ".clipbook", ignore_errors=True)
    return {
        path.relative_to(archive).as_posix(): path.read_bytes()
        for path in sorted(archive.rglob("*"))
        if path.is_file()
    }


def _run(archive: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clipbook", "story", *words]
    return subprocess.run(
        command,
        cwd=archive,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_entries_are_read_again(archive: Path) -> None:
    """What commands note is what a curator could have written."""
    _apply(archive, stories.move(_content(archive), ["d"], "ferry", HAND))
    data = (archive / "content/decisions.yml").read_bytes()
    assert reading.decisions(data, "decisions.yml").problems == ()
