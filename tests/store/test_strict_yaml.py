"""YAML that never becomes something else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clipbook.store import strict_yaml

CASES = yaml.safe_load((Path(__file__).parent / "strict_yaml.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_yaml_is_read_without_surprises(case: dict[str, Any]) -> None:
    """Scalars stay text, and whatever is wrong is said with its code and line."""
    document = strict_yaml.read(case["text"], "x.md")
    assert [[found.code, found.line] for found in document.problems] == case.get("problems", [])
    if "data" in case:
        assert document.data == case["data"]


def test_lines_are_known_for_every_field() -> None:
    """Each key and list entry knows its line in the file."""
    document = strict_yaml.read("a: 1\nb:\n  - x\n  - y: 2\n", "x.md", first_line=2)
    assert dict(document.lines) == {
        ("a",): 2,
        ("b",): 3,
        ("b", 0): 4,
        ("b", 1): 5,
        ("b", 1, "y"): 5,
    }


def test_ten_thousand_brackets_are_refused_at_once() -> None:
    """Deep nesting neither overflows a stack nor takes long."""
    (problem,) = strict_yaml.read("a: " + "[" * 10_000, "x.md").problems
    assert problem.code == "yaml-depth"


@given(st.text(max_size=200))
def test_no_text_whatever_raises(text: str) -> None:
    """Any text gives data or problems, never an exception."""
    document = strict_yaml.read(text, "x.md")
    assert isinstance(document.data, dict)
