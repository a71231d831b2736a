"""The ledger: decisions add up, and those that contradict each other are both left out."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from clipbook.model.decision import Decision, Verdict
from clipbook.model.ledger import Ledger, ledger_of


def _ledger(*entries: dict[str, Any]) -> Ledger:
    return ledger_of(Decision.model_validate(entry) for entry in entries)


def test_what_is_the_same_as_the_same_is_the_same() -> None:
    """Entries join into groups; pairs that are apart are known in either order."""
    ledger = _ledger(
        {"same": ["b", "a"]},
        {"same": ["x", "y"]},
        {"same": ["c", "b"]},
        {"never-together": ["q", "p", "r"], "who": "Ann", "when": "2026-05", "why": "Two events."},
    )
    assert ledger.together == (("a", "b", "c"), ("x", "y"))
    assert ledger.apart == {("p", "q"), ("p", "r"), ("q", "r")}
    assert ledger.clashes == ()
    assert [each.verdict for each in ledger.of_article("b")] == [Verdict.SAME, Verdict.SAME]
    assert ledger.of_article("q")[0].why == "Two events."


def test_addresses_lead_to_the_story_that_is_there() -> None:
    """A story that was merged twice leads to the last; pins follow."""
    ledger = _ledger(
        {"merged": "one", "into": "two"},
        {"merged": "two", "into": "three"},
        {"pin": "a", "story": "one"},
    )
    assert ledger.moved == {"one": "three", "two": "three"}
    assert ledger.pins == {"a": "three"}


@pytest.mark.parametrize(
    ("entries", "clashes"),
    [
        ([{"same": ["a", "b"]}, {"same": ["b", "c"]}, {"never-together": ["c", "a"]}], [(1, 2)]),
        ([{"never-together": ["a", "b"]}, {"same": ["a", "b"]}], [(0, 1)]),
        ([{"pin": "a", "story": "x"}, {"pin": "a", "story": "y"}], [(0, 1)]),
        ([{"pin": "a", "story": "x"}, {"never-together": ["a", "b"]},
          {"pin": "b", "story": "x"}], [(1, 2)]),
        ([{"pin": "a", "story": "x"}, {"pin": "b", "story": "y"}, {"same": ["a", "b"]}], [(1, 2)]),
        ([{"same": ["a", "b"]}, {"pin": "b", "story": "x"}, {"pin": "c", "story": "x"},
          {"never-together": ["a", "c"]}], [(2, 3)]),
        ([{"merged": "x", "into": "y"}, {"merged": "x", "into": "z"}], [(0, 1)]),
        ([{"merged": "x", "into": "y"}, {"renamed": "x", "into": "z"}], [(0, 1)]),
        ([{"pin": "a", "story": "x"}, {"out": "a"}], [(0, 1)]),
        ([{"pin": "a", "story": "x"}, {"out": "a"}, {"pin": "a", "story": "y", "instead": True}],
         []),
        ([{"merged": "x", "into": "y"}, {"merged": "y", "into": "z"},
          {"merged": "z", "into": "x"}], [(0, 2)]),
        ([{"merged": "x", "into": "x"}], [(0, 0)]),
    ],
)  # fmt: skip
def test_contradictions_are_named_and_neither_is_applied(
    entries: list[dict[str, Any]], clashes: list[tuple[int, int]]
) -> None:
    """Both places are known; the rest of the ledger counts."""
    ledger = _ledger(*entries, {"same": ["m", "n"]})
    assert [clash[:2] for clash in ledger.clashes] == clashes
    assert ("m", "n") in ledger.together
    left = ledger_of(
        each for place, each in enumerate(ledger.decisions) if place not in ledger.ignored
    )
    assert left.clashes == ()
    assert (left.together, left.apart, left.pins, left.moved) == (
        ledger.together, ledger.apart, ledger.pins, ledger.moved,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"who": "Ann"}, "nothing is decided here"),
        ({"same": ["a", "b"], "pin": "c", "story": "x"}, "more than one thing is decided here"),
        ({"pin": "a"}, "“story” is missing beside “pin”"),
        ({"same": ["a", "b"], "into": "x"}, "“into” says nothing beside “same”"),
        ({"never-together": ["a"]}, "one article alone is no decision"),
        (
            {"never-together": [f"a{at}" for at in range(501)]},
            "501 articles are more than the 500 of which each pair is kept apart",
        ),
        ({"split": "x", "into": "y"}, "“articles” is missing beside “split”"),
        ({"renamed": "x"}, "“into” is missing beside “renamed”"),
        ({"out": "a", "story": "x"}, "“story” says nothing beside “out”"),
        ({"same": ["a", "b"], "instead": True}, "“instead” says nothing here"),
    ],
)
def test_an_entry_is_one_decision(entry: dict[str, Any], said: str) -> None:
    """What is missing or too much is said, with the form that is expected."""
    with pytest.raises(ValidationError) as fault:
        Decision.model_validate(entry)
    (detail,) = fault.value.errors()
    assert (detail["msg"], detail["type"]) == (said, "invalid-decision")
    assert detail["ctx"]["fix"]


def test_what_is_decided_anew_counts_instead() -> None:
    """Of one article's place the last entry counts that says so; the ledger keeps the others."""
    ledger = _ledger(
        {"pin": "a", "story": "x"},
        {"same": ["a", "b"]},
        {"out": "a", "instead": True},
        {"pin": "c", "story": "x"},
        {"pin": "a", "story": "y", "instead": True},
    )
    assert ledger.pins == {"a": "y", "c": "x"}
    assert not ledger.out
    assert not ledger.clashes
    assert ledger.past == {0, 2}
    assert [each.verdict for each in ledger.of_article("a")] == [Verdict.SAME, Verdict.PIN]
    assert len(ledger.decisions) == 5


def test_many_contradictions_end_soon() -> None:
    """Ten thousand articles that are all the same, and all apart, one by one."""
    same = [{"same": [f"a{n}", f"a{n + 1}"]} for n in range(10_000)]
    apart = [{"never-together": [f"a{n}", f"a{9_999 - n}"]} for n in range(4_000)]
    assert len(_ledger(*same, *apart).clashes) == len(apart)


def test_a_long_chain_of_renames_leads_to_its_end() -> None:
    """Each address is followed once, however long the way; a circle at its end is one clash."""
    count = 20_000
    chain = [Decision(renamed=f"s-{at}", into=f"s-{at + 1}") for at in range(count)]
    assert {*ledger_of(chain).moved.values()} == {f"s-{count}"}
    (clash,) = ledger_of([*chain, Decision(merged=f"s-{count}", into="s-10")]).clashes
    assert clash[:2] == (10, count)


def test_an_id_that_stands_twice_is_no_pair() -> None:
    """Nothing is never together with itself; alone it decides nothing."""
    same, apart = Decision(same=("a", "b")), Decision(apart=("a", "a", "c"))
    assert ledger_of([same, apart]).apart == {("a", "c")}
    with pytest.raises(ValueError, match="one article alone"):
        Decision(apart=("a", "a"))
