"""Decisions are followed: pins, what is the same, what is never together, and nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipbook.curation import settling, writing
from clipbook.model.rights import Rights
from clipbook.store import content
from clipbook.store.content import Content

NOW = dt.datetime(2026, 5, 9, tzinfo=dt.UTC)
NAMES, STORIES = "abcdefg", ("one", "two", "three")


def _archive(folder: Path, places: dict[str, str], ledger: list[dict[str, object]]) -> Content:
    """Write an archive: articles a to g, dated in that order, in the stories that are named."""
    for slug in STORIES:
        _write(folder / "content" / "stories" / f"{slug}.md", f"---\ntitle: {slug}\n---\n")
    for day, name in enumerate(NAMES, 1):
        story = f"story: {places[name]}\n" if places.get(name) else ""
        text = f"---\ntitle: T\ndate: 2026-05-0{day}\n{story}---\n\nWords.\n"
        _write(folder / "content" / "articles" / "2026" / f"{name}.md", text)
    _write(folder / "content" / "decisions.yml", yaml.safe_dump(ledger, sort_keys=False))
    return content.load(folder, folder / "content", Rights.FULL)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _settled(folder: Path, read: Content) -> tuple[dict[str, str], Content]:
    writing.apply(read, settling.settle(read, NOW))
    after = content.load(folder, folder / "content", Rights.FULL)
    return dict(zip(after.articles.ids, after.articles.stories, strict=True)), after


@pytest.mark.parametrize(
    ("places", "ledger", "after"),
    [
        ({"a": "one"}, [{"pin": "a", "story": "two"}], {"a": "two"}),
        ({"b": "one", "c": "two"}, [{"same": ["c", "b", "d"]}],
         {"b": "one", "c": "one", "d": "one"}),
        ({"b": "one", "c": "two"}, [{"same": ["b", "c"]}, {"pin": "c", "story": "two"}],
         {"b": "two", "c": "two"}),
        ({"a": "one", "b": "one"}, [{"never-together": ["a", "b"]}], {"a": "one", "b": ""}),
        ({"a": "one", "b": "one"}, [{"never-together": ["a", "b"]}, {"pin": "b", "story": "one"}],
         {"a": "", "b": "one"}),
        ({"a": "one", "b": "one", "c": "one"},
         [{"never-together": ["a", "b"]}, {"same": ["b", "c"]}], {"a": "one", "b": "", "c": ""}),
        ({"a": "one"}, [{"pin": "a", "story": "nowhere"}, {"pin": "z", "story": "two"}],
         {"a": "one"}),
        ({"a": "one"}, [{"pin": "a", "story": "two"}, {"pin": "a", "story": "three"}],
         {"a": "one"}),
    ],
)  # fmt: skip
def test_followed(
    tmp_path: Path,
    places: dict[str, str],
    ledger: list[dict[str, object]],
    after: dict[str, str],
) -> None:
    """Each decision moves what it names, and leaves the rest."""
    now, _ = _settled(tmp_path, _archive(tmp_path, {**places, "g": "three"}, ledger))
    assert {name: now[name] for name in after} == after
    assert now["g"] == "three"


def test_who_decided_stands_in_the_article(tmp_path: Path) -> None:
    """The name, the day and the reason are those of the ledger."""
    ledger: list[dict[str, object]] = [
        {"pin": "a", "story": "two", "who": "Ann", "when": "2026-05-08", "why": "So."}
    ]
    _, after = _settled(tmp_path, _archive(tmp_path, {"a": "one"}, ledger))
    placed = after.articles[0].placed
    assert placed is not None
    assert (placed.by, placed.at.date().isoformat(), placed.why) == ("Ann", "2026-05-08", "So.")


_IDS = st.sampled_from(NAMES)
_GROUP = st.lists(_IDS, min_size=2, max_size=3, unique=True)
_ENTRY = st.one_of(
    st.builds(lambda ids: {"same": ids}, _GROUP),
    st.builds(lambda ids: {"never-together": ids}, _GROUP),
    st.builds(lambda one, slug: {"pin": one, "story": slug}, _IDS, st.sampled_from(STORIES)),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(_IDS, st.sampled_from(("", *STORIES))),
    st.lists(_ENTRY, max_size=6),
)
def test_whatever_is_decided_holds_and_nothing_is_left_to_do(
    tmp_path: Path, places: dict[str, str], ledger: list[dict[str, object]]
) -> None:
    """Pins hold, the same are together, and the rest is settled once and for all."""
    now, after = _settled(tmp_path, _archive(tmp_path, places, ledger))
    counting = after.ledger
    assert all(now[one] == slug for one, slug in counting.pins.items())
    assert all(len({now[one] for one in group}) == 1 for group in counting.together)
    for one, other in counting.apart:
        assert not now[one] or now[one] != now[other]
    assert not settling.settle(after, NOW)
