"""Proposals: written to be edited, read again, and taken with their reasons."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from clipbook.curation import proposals, proposals_file
from clipbook.curation.proposals import Candidate, Proposal, Signature
from clipbook.errors import ContentError
from clipbook.model.article import Placement
from conftest import MakeArticle

BY = Placement(by="clipbook", at=dt.datetime(2026, 5, 9, tzinfo=dt.UTC))
FOUND = (
    Proposal(
        story="bridge",
        articles=(
            Candidate(id="a", margin=0.31, nearest="x", shared=("Bridge: old", "#7"), days=2),
            Candidate(id="b", margin=0.9),
        ),
    ),
    Proposal(
        story="ferry",
        title="Ferry: “new” boats",
        articles=(Candidate(id="c", margin=0.5), Candidate(id="d", margin=0.2)),
    ),
)


def test_a_file_of_proposals_is_what_was_proposed(
    tmp_path: Path, make_article: MakeArticle
) -> None:
    """Each article stands with its headline; all comes back as it was."""
    known = {"a": make_article(id="a", title="Bridge\u2019s end # 1")}
    path = tmp_path / "proposals.yml"
    path.write_text(proposals_file.text_of(FOUND, known), "utf-8")
    assert "- id: a  # Bridge\u2019s end # 1" in path.read_text("utf-8")
    assert proposals_file.read(path) == FOUND


def test_what_was_taken_out_is_out(tmp_path: Path) -> None:
    """A curator leaves out a line, or moves an article."""
    path = tmp_path / "proposals.yml"
    path.write_text("- story: bridge\n  articles: [{id: a}, {id: c}]\n", "utf-8")
    (proposal,) = proposals_file.read(path)
    assert [each.id for each in proposal.articles] == ["a", "c"]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("- story: bridge\n  articles: [{id: A!}]", 2, "invalid-slug"),
        ("- story: bridge\n  article: [{id: a}]", 2, "unknown-key"),
        ("story: bridge", 1, "yaml-shape"),
        ("- story: b\n  articles:\n  - id: a\n    margin: much", 4, "invalid-value"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, text: str, line: int, code: str
) -> None:
    """Nothing of a file that is wrong is taken."""
    path = tmp_path / "proposals.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError) as refusal:
        proposals_file.read(path)
    assert (line, code) in {(each.line, each.code) for each in refusal.value.problems}


def test_taken(make_article: MakeArticle) -> None:
    """The machine's are marked, a curator's are not; a new story knows what it began with."""
    known = {
        each.id: each
        for each in (
            make_article(id="a"),
            make_article(id="c", date="2026-05-03"),
            make_article(id="d"),
        )
    }
    edits = proposals.accepted(FOUND, known, Signature(BY, is_machine=True))
    assert [(each.article.id, each.story) for each in edits.placings] == [
        ("a", "bridge"), ("c", "ferry"), ("d", "ferry"),
    ]  # fmt: skip
    assert all(each.is_inferred for each in edits.placings)
    placed = edits.placings[0].placed
    assert placed is not None
    assert (placed.nearest, placed.shared, placed.days, placed.margin) == (
        "x", ("Bridge: old", "#7"), 2, 0.31,
    )  # fmt: skip
    assert set(edits.made) == {"ferry"}
    assert edits.made["ferry"].inferred == ("title",)
    assert edits.made["ferry"].founding in {"c", "d"}
    assert not any(
        each.is_inferred for each in proposals.accepted(FOUND, known, Signature(BY)).placings
    )


def test_sure() -> None:
    """Of a story that is there each counts alone; a new one is as sure as its weakest."""
    (bridge,) = proposals.sure(FOUND, 0.3)
    assert [each.id for each in bridge.articles] == ["a", "b"]
    assert [len(each.articles) for each in proposals.sure(FOUND, 0.2)] == [2, 2]
    assert [each.id for each in proposals.sure(FOUND, 0.5)[0].articles] == ["b"]


def test_an_article_in_two_proposals_is_refused_with_its_line(tmp_path: Path) -> None:
    """Neither place counts more than the other, so nothing is taken."""
    path = tmp_path / "proposals.yml"
    one = "- story: {}\n  articles:\n  - id: d\n"
    path.write_text(one.format("bridge") + one.format("ferry"), "utf-8")
    with pytest.raises(ContentError) as refused:
        proposals_file.read(path)
    (problem,) = refused.value.problems
    assert (problem.line, problem.code) == (6, "duplicate-key")
    assert "first on line 3" in problem.message
