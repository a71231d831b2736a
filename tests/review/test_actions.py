"""What a curator does with a proposal is written as the commands write it, or not at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from clipbook.curation import grouping_up, writing
from clipbook.curation.edits import Edits
from clipbook.curation.proposals import Candidate, Proposal
from clipbook.curation.stories import Hand
from clipbook.errors import ClipbookError
from clipbook.model.article import Placement
from clipbook.model.rights import Rights
from clipbook.review import actions
from clipbook.review.actions import ChangedError, Choice
from clipbook.review.standing import Standing
from clipbook.store import content
from clipbook.store.content import Content
from support import reviewed
from support.reviewed import STORY

HAND = Hand(Placement(by="Ann Gray", at=dt.datetime(2026, 5, 20, tzinfo=dt.UTC), why="Looked."))
JOINS = Proposal(
    story=STORY, articles=(Candidate(id="bridge-1", margin=0.5), Candidate(id="bridge-2"))
)
NEW = Proposal(
    story="frost",
    title="Frost ruins the apple harvest",
    articles=tuple(Candidate(id=f"frost-{at}") for at in range(3)),
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an archive in which two articles belong to a story, and three make one."""
    return reviewed.archive(tmp_path)


def _content(archive: Path) -> Content:
    return content.load(archive, archive / "content", Rights.FULL)


def _choice(archive: Path, proposal: Proposal, *ids: str, **said: str) -> Choice:
    every = tuple(one.id for one in proposal.articles)
    mark = Standing(_content(archive), b"").mark(proposal)
    return Choice(mark, proposal, ids or every, **said)


def _write(archive: Path, edits: Edits) -> None:
    writing.apply(_content(archive), edits)


def _ledger(archive: Path) -> list[dict[str, Any]]:
    path = archive / "content/decisions.yml"
    return yaml.safe_load(path.read_text("utf-8")) if path.exists() else []


def _apart(archive: Path) -> list[list[str]]:
    return [entry["never-together"] for entry in _ledger(archive)]


def test_what_is_ticked_is_taken(archive: Path) -> None:
    """Signed, with the reasons; what is not ticked stays free. The files that changed are named."""
    before, read = reviewed.files(archive), _content(archive)
    edits = actions.accept(_choice(archive, JOINS, "bridge-1"), read, HAND)
    named = actions.written(read, edits)
    _write(archive, edits)
    fields = reviewed.fields(archive, "bridge-1")
    assert fields["story"] == STORY
    assert (fields["placed"]["by"], fields["placed"]["why"]) == ("Ann Gray", "Looked.")
    assert fields["placed"]["margin"] == 0.5
    assert "story" not in reviewed.fields(archive, "bridge-2")
    after = reviewed.files(archive)
    changed = sorted(path for path in after if after[path] != before.get(path))
    assert changed == sorted(named) == ["content/articles/2026/bridge-1.md"]


@pytest.mark.parametrize(
    ("title", "inferred"),
    [("", ["title"]), ("A frost in the valley", None), (NEW.title, ["title"])],
)
def test_a_new_story_is_called_as_is_said(
    archive: Path, title: str, inferred: list[str] | None
) -> None:
    """Only what was proposed is marked as concluded."""
    edits = actions.accept(
        _choice(archive, NEW, title=title, slug="valley"), _content(archive), HAND
    )
    _write(archive, edits)
    text = (archive / "content/stories/valley.md").read_text("utf-8")
    fields = yaml.safe_load(text.split("---\n")[1])
    assert fields["title"] == title or NEW.title
    assert fields["founding"] == "frost-0"
    assert fields.get("inferred") == inferred
    assert reviewed.fields(archive, "frost-2")["story"] == "valley"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"slug": "Bad Slug"}, "Bad Slug"),
        ({"slug": "../../x"}, "../../x"),
        ({"slug": "index"}, "index"),
        ({"slug": STORY}, "is taken"),
        ({"slug": "gone"}, "leads to another story"),
        ({"title": "A\x00b"}, "control character"),
    ],
)
def test_what_cannot_be_is_said(archive: Path, said: dict[str, str], word: str) -> None:
    """In one line, and nothing is planned."""
    (archive / "content/decisions.yml").write_text(f"- {{merged: gone, into: {STORY}}}\n")
    with pytest.raises(ClipbookError, match=word.replace(".", r"\.")) as caught:
        actions.accept(_choice(archive, NEW, **said), _content(archive), HAND)
    assert "\n" not in str(caught.value)


def test_nothing_ticked_is_nothing_done(archive: Path) -> None:
    """Neither taken nor refused."""
    choice = Choice(_choice(archive, NEW).mark, NEW, ())
    for plan in (actions.accept, actions.refuse):
        with pytest.raises(ClipbookError, match="no article is ticked"):
            plan(choice, _content(archive), HAND)


def test_refused_of_a_story(archive: Path) -> None:
    """Each is parted from the founding article, not from the others; it is proposed no more."""
    edits = actions.refuse(_choice(archive, JOINS), _content(archive), HAND)
    _write(archive, edits)
    assert _apart(archive) == [["bridge-0", "bridge-1"], ["bridge-0", "bridge-2"]]
    assert _ledger(archive)[0]["who"] == "Ann Gray"
    assert _ledger(archive)[0]["why"] == "Looked."
    proposals = grouping_up.outlook(_content(archive)).proposals
    assert STORY not in {each.story for each in proposals}


def test_refused_of_a_new_story(archive: Path) -> None:
    """One is parted from all that are left; all are parted from each other in one entry."""
    one = actions.refuse(_choice(archive, NEW, "frost-1"), _content(archive), HAND)
    assert [each.apart for each in one.decisions] == [
        ("frost-0", "frost-1"),
        ("frost-2", "frost-1"),
    ]
    every = actions.refuse(_choice(archive, NEW), _content(archive), HAND)
    assert [each.apart for each in every.decisions] == [("frost-0", "frost-1", "frost-2")]


def test_what_stays_where_the_machine_put_it_is_confirmed(archive: Path) -> None:
    """It is a curator's from then on, and nothing is noted that would part it from its story."""
    path = reviewed.file(archive, "bridge-1")
    head = f"story: {STORY}\ninferred: [story]\n---\n"
    path.write_text(path.read_text("utf-8").replace("---\n\n", f"{head}\n", 1), "utf-8")
    proposal = NEW.model_copy(update={"articles": (*NEW.articles, Candidate(id="bridge-1"))})
    every = actions.refuse(_choice(archive, proposal), _content(archive), HAND)
    edits = actions.refuse(_choice(archive, proposal, "bridge-1"), _content(archive), HAND)
    # Those in no story are left to be proposed without it.
    assert every == edits
    assert not edits.decisions
    _write(archive, edits)
    assert reviewed.fields(archive, "bridge-1")["story"] == STORY
    assert "inferred" not in reviewed.fields(archive, "bridge-1")
    assert reviewed.fields(archive, "bridge-1")["placed"]["by"] == "Ann Gray"


def test_what_the_ledger_says_is_not_contradicted(archive: Path) -> None:
    """Two entries that contradict each other would both be passed over: none is written."""
    (archive / "content/decisions.yml").write_text("- same: [bridge-0, bridge-1]\n")
    with pytest.raises(ClipbookError, match="take line 1 out of"):
        actions.refuse(_choice(archive, JOINS, "bridge-1"), _content(archive), HAND)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: reviewed.file(root, "bridge-1").unlink(),
        lambda root: _append(reviewed.file(root, "bridge-1"), "More.\n"),
        lambda root: _append(reviewed.file(root, "bridge-0"), "More.\n"),
        lambda root: (root / f"content/stories/{STORY}.md").unlink(),
        lambda root: _append(
            root / "content/decisions.yml", "- never-together: [bridge-1, frost-0]\n"
        ),
        lambda root: _append(
            root / "content/decisions.yml", f"- {{merged: {STORY}, into: another}}\n"
        ),
    ],
    ids=["gone", "changed", "story-changed", "story-gone", "decided", "merged"],
)
def test_what_has_changed_is_not_touched(archive: Path, change: Any) -> None:  # noqa: ANN401
    """Whatever a proposal rests on: neither taken nor refused."""
    choice = _choice(archive, JOINS)
    change(archive)
    for plan in (actions.accept, actions.refuse):
        with pytest.raises(ChangedError, match="nothing was written"):
            plan(choice, _content(archive), HAND)


def test_what_others_change_does_not_matter(archive: Path) -> None:
    """A proposal stands while what it rests on is as it was."""
    choice = _choice(archive, JOINS)
    _append(reviewed.file(archive, "frost-0"), "More.\n")
    assert actions.accept(choice, _content(archive), HAND).placings


def _append(path: Path, text: str) -> None:
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(before + text, "utf-8")
