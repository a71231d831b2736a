"""The ledger's file: read with lines, added to at its end, kept as plain values."""

from __future__ import annotations

import pytest

from clipbook.errors import ClipbookError
from clipbook.model.dates import PartialDate
from clipbook.model.decision import Decision
from clipbook.store import ledger_file, reading

FILE = "content/decisions.yml"
TEXT = """\
# Ours.
- same: [bridge-a, bridge-b]   # both on the works
  who: Ann Gray
  when: 2026-05-06
  why: "One event: the closing"

- never-together:
  - bridge-a
  - ferry-c
"""


def test_an_entry_is_added_and_all_else_stays() -> None:
    """Comments, quotes and blank lines of a curator are as they were."""
    pin = Decision(pin="x", story="y", who="Bo", when=PartialDate(2026, 5), why="It's: so #1")
    after = ledger_file.with_added(TEXT, FILE, pin)
    assert after.startswith(TEXT)
    assert "- pin: x\n  story: y\n" in after
    found = reading.decisions(after.encode(), FILE)
    assert found.problems == ()
    assert found.sound[-1] == pin
    assert found.lines == (2, 7, 10)


@pytest.mark.parametrize("text", ["", "# Only a comment.\n", "\n"])
def test_the_first_entry(text: str) -> None:
    """A new ledger says what it is for."""
    apart = Decision.model_validate({"never-together": ["a", "b"]})
    after = ledger_file.with_added(text, FILE, apart)
    assert after.startswith(text or "# What curators decided")
    assert reading.decisions(after.encode(), FILE).sound == (apart,)


@pytest.mark.parametrize("text", ["[{same: [a, b]}]", "  - same: [a, b]\n"])
def test_what_cannot_be_added_to_is_left(text: str) -> None:
    """A list in another form stays as it is, and somebody is told."""
    with pytest.raises(ClipbookError, match="cannot be added to"):
        ledger_file.with_added(text, FILE, Decision(pin="x", story="y"))


def test_plain_values_come_back() -> None:
    """What is kept for the next time is what was read, problems and lines too."""
    found = reading.decisions((TEXT + "- pin: a\n- 7\n").encode(), FILE)
    assert len(found.problems) == len(("pin", "7"))
    assert ledger_file.thawed(ledger_file.plain(found, b"")) == found


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("same: [a, b]", "yaml-shape", 1),
        ("- same: [a", "yaml-syntax", 2),
        ("- pin: a\n  story: b\n- same: [a, A!]", "invalid-slug", 3),
        ("- pin: a\n  story: b\n-\n  pinned: a", "unknown-key", 4),
        ("- pin: a\n  story: b\n- why: so", "invalid-decision", 3),
        ("- pin: a\n  pin: b\n  story: c", "duplicate-key", 2),
        ("- pin: a\n  story: b\n  when: soon", "invalid-date", 3),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, code: str, line: int) -> None:
    """Each entry on its own: the others count."""
    problems = reading.decisions(text.encode(), FILE).problems
    assert (problems[0].code, problems[0].line) == (code, line)
