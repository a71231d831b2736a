"""Commands broken off at every point: the same command completes them, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clipbook.curation import stories, writing
from clipbook.curation.edits import Edits
from clipbook.curation.stories import Hand
from clipbook.errors import ClipbookError
from clipbook.model.article import Placement
from clipbook.model.rights import Rights
from clipbook.store import content
from clipbook.store.content import Content

HAND = Hand(Placement(by="Ann Gray", at=dt.datetime(2026, 5, 9, tzinfo=dt.UTC), why="One event."))
Plan = Callable[[Content], Edits]
PLANS: dict[str, Plan] = {
    "merge": lambda found: stories.merge(found, "ferry", "bridge", HAND, drop_words=True),
    "rename": lambda found: stories.rename(found, "bridge", "harbour-bridge", HAND),
    "split": lambda found: stories.split(found, "bridge", "works", ["b", "c"], HAND),
    "split, named by what stays": lambda found: stories.split(found, "bridge", "works", "a", HAND),
    "move": lambda found: stories.move(found, ["a", "e"], "ferry", HAND),
    "out": lambda found: stories.take_out(found, ["a", "b"], HAND),
}


def _archive(folder: Path) -> Path:
    for day, (name, story) in enumerate(zip("abcde", ["bridge"] * 3 + ["ferry"] * 2, strict=True)):
        text = f"---\ntitle: T {name}\nstory: {story}\ndate: 2026-05-0{day + 1}\n---\n\nText.\n"
        _write(folder / "content/articles/2026" / f"{name}.md", text)
    for name, other in (("bridge", "ferry"), ("ferry", "bridge")):
        _write(folder / f"content/stories/{name}.md", f"---\ntitle: T\nrelated: [{other}]\n---\n")
    _write(folder / "content/decisions.yml", "- pin: b\n  story: bridge\n")
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _content(archive: Path) -> Content:
    return content.load(archive, archive / "content", Rights.FULL)


def _do(archive: Path, plan: Plan) -> None:
    found = _content(archive)
    writing.apply(found, plan(found))


def _everything(archive: Path) -> dict[str, bytes]:
    shutil.rmtree(archive / ".clipbook", ignore_errors=True)
    return {
        path.relative_to(archive).as_posix(): path.read_bytes()
        for path in sorted(archive.rglob("*"))
        if path.is_file()
    }


def _breaks_off(archive: Path, plan: Plan, step: int) -> bool:
    """Do a plan, and let the machine stop before a file of the content comes, changes or goes."""
    left = step

    def stopping(name: str) -> Callable[..., object]:
        before = getattr(Path, name)

        def act(self: Path, *args: object, **how: object) -> object:
            nonlocal left
            target = self if name != "replace" else Path(str(args[0]))
            if "content" in target.parts and target.suffix in {".md", ".yml"}:
                left -= 1
                if left < 0:
                    raise KeyboardInterrupt
            return before(self, *args, **how)

        return act

    with pytest.MonkeyPatch.context() as patch:
        for name in ("replace", "hardlink_to", "unlink"):
            patch.setattr(Path, name, stopping(name))
        try:
            _do(archive, plan)
        except KeyboardInterrupt:
            return True
    return False


@pytest.mark.parametrize("name", PLANS)
def test_the_same_command_completes_it(tmp_path: Path, name: str) -> None:
    """Wherever it stopped, the end is that of a command that was let be."""
    plan = PLANS[name]
    whole = _archive(tmp_path / "whole")
    _do(whole, plan)
    wanted, step = _everything(whole), 0
    while _breaks_off(broken := _archive(tmp_path / f"step-{step}"), plan, step):
        _do(broken, plan)
        assert _everything(broken) == wanted
        step += 1
    assert step >= len({"the ledger", "an article"})


@pytest.mark.parametrize("name", ["rename", "split", "split, named by what stays"])
def test_what_is_complete_is_not_done_again(tmp_path: Path, name: str) -> None:
    """The address is taken then, as by any other story."""
    archive = _archive(tmp_path)
    _do(archive, PLANS[name])
    before = _everything(archive)
    with pytest.raises(ClipbookError):
        _do(archive, PLANS[name])
    assert _everything(archive) == before


@pytest.mark.parametrize("name", ["rename", "split"])
def test_a_story_of_somebody_else_is_not_taken_for_a_beginning(tmp_path: Path, name: str) -> None:
    """Neither one with other words, nor one that has articles."""
    archive = _archive(tmp_path)
    for slug in ("harbour-bridge", "works"):
        _write(archive / f"content/stories/{slug}.md", "---\ntitle: T\ndek: Ours.\n---\n")
    with pytest.raises(ClipbookError, match="is taken"):
        _do(archive, PLANS[name])
