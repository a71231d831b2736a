"""Tables that this archive writes come in again, and say the same of each article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.exports import FORMATS
from clipbook.model.article import Article
from conftest import article
from conftest import edition as edition_of
from support import archives

OUTLETS: dict[str, dict[str, Any]] = {
    "courier": {"name": "The Courier", "domains": ["courier.example"]},
    "wire": {"name": "The Wire & Co."},
}
_GIVEN_ANEW = {"id", "outlet", "page"}
"""What an archive gives itself."""
_TEXTS = {"text", "abstract", "snippet", "takeaways"}
"""What a spreadsheet's cell is too short for."""


def _articles() -> list[Article]:
    day = {"at": "2026-11-21T09:00:00Z", "by": "clipping"}
    return [
        article(
            "whole",
            title="Whole",
            body="First line.\n\nSecond line.",
            outlet="courier",
            authors=["Jane Doe", "Richard Roe, Jr."],
            date="2026-05",
            url="https://courier.example/a?b=c",
            archived_url="https://web.archive.org/web/2026/https://courier.example/a",
            syndicated_from="https://wire.example/a",
            via={
                "name": "Reddit",
                "date": "2026-05-07",
                "url": "https://news.example/1",
                "handle": "u/harbour",
            },
            lang="pt-BR",
            kind="press-release",
            story="bridge",
            tags=["Bridges, ports", "R&D"],
            takeaways=["It opened; late.", "It cost more."],
            sources=[
                {"url": "https://courier.example/2026/05/06/a", "date": "2026-05-06",
                 "outlet": "courier", "inferred": ["outlet", "date"]},
                {"url": "https://b.example/", "title": "Minutes", "outlet": "wire"},
            ],
            rights="full",
            usage="© The Courier; not for resale",
            captured=day,
            inferred=["date"],
        ),
        article("stub", title="Stub", body="It begins.", text="stub", rights="excerpt",
                usage="=Terms", captured=day),
        article("abstract", title="Abstract", body="In our words.", text="abstract",
                rights="full", captured=day),
        article("gaps", title="Gaps", rights="link", captured=day),
    ]  # fmt: skip


def _said(edition: Edition, left_out: set[str]) -> dict[str, dict[str, Any]]:
    """Give what is said of each article by its title; of cited pages, not the outlets' keys."""
    found: dict[str, dict[str, Any]] = {}
    for each in edition.archive.articles:
        said = {k: v for k, v in crosswalk.record(edition, each).items() if k not in left_out}
        keyless = [{k: v for k, v in one.items() if k != "outlet"} for one in said["sources"]]
        found[each.title] = {**said, "sources": keyless}
    return found


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_exports_come_back_whole(tmp_path: Path, form: str) -> None:
    """Field by field, but for what an archive gives itself and what a CSV file does not hold."""
    stories = {"bridge": {"title": "Bridge"}}
    first = edition_of(tmp_path / "a", _articles(), stories=stories, outlets=OUTLETS)
    name = "json" if form == "jsonl" else form
    made = next(each for each in FORMATS if each.name == name)
    data = made.document(first, first.archive.articles)
    if form == "jsonl":
        rows = json.loads(data)["articles"]
        data = "\n".join(map(json.dumps, rows)).encode()
    site = archives.empty(tmp_path / "b")
    for came in archives.bring_in(site, f"in.{form}", data):
        assert came.accession, came.problems
        assert came.problems == ()
    second = archives.edition(site)
    left_out = _GIVEN_ANEW | (_TEXTS if form == "csv" else set())
    before, after = _said(first, left_out), _said(second, left_out)
    if form == "csv":
        # A cell holds the addresses of what is cited, and a gap where no text is shown.
        for said in (*before.values(), *after.values()):
            said["sources"] = [one["url"] for one in said["sources"]]
            said["rights_note"] = None
    assert after == before


def test_entries_of_a_list_are_whole(tmp_path: Path) -> None:
    """What JSON writes as a list is not parted again at commas, semicolons and bars."""
    made = [article("a", title="A", tags=["Oil, gas", "A | B"], authors=["Acme; Sons"])]
    first = edition_of(tmp_path / "a", made)
    form = next(each for each in FORMATS if each.name == "json")
    site = archives.empty(tmp_path / "b")
    archives.bring_in(site, "in.json", form.document(first, made))
    (back,) = archives.edition(site).archive.articles
    assert (back.tags, back.authors) == (("Oil, gas", "A | B"), ("Acme; Sons",))
