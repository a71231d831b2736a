"""Names are read from texts by a rule that can be explained."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from clipbook.pages import names, searched

CASES = yaml.safe_load((Path(__file__).parent / "names.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_names_are_read_by_the_rule(case: dict[str, Any]) -> None:
    """Each case holds."""
    count = len(case["texts"])
    titles = case.get("titles", ["x"] * count)
    languages = case.get("languages", [None] * count)
    readings = [names.read(*parts) for parts in zip(titles, case["texts"], languages, strict=True)]
    assert names.names(readings, 12) == case["names"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Finch", {0}),
        ("Ada Finch", {0}),
        ("Ada  Reed", set()),
        ("Fin", set()),
        ("Quay-7", {1}),
        ("Reed / Quay 7", {1}),
        ("数据", {2}),
        (" / ", set()),
    ],
)
def test_a_name_is_looked_up_as_whole_words(name: str, found: set[int]) -> None:
    """Parts of words do not count, alternatives do, and scripts without spaces are searched."""
    texts = ["He met Ada Finch’s men.", "At Quay 7.", "关于数据中心的文章"]
    readings = [names.read("x", text) for text in texts]
    assert names.mentions(name, readings) == found


def test_names_do_not_depend_on_the_order_of_articles() -> None:
    """The same texts in another order give the same names."""
    readings = [names.read("x", f"They met Ada, Bo, Cy and Dee{'.' * n}") for n in range(4)]
    readings += [names.read("x", "They met Cy.")]
    assert names.names(readings, 3) == names.names(readings[::-1], 3) == ["Cy", "Ada", "Bo"]


def test_many_signs_part_words_as_few_do() -> None:
    """A text with every sign there is takes another way, to the same words."""
    signs = [chr(n) for n in range(0x80, 0x3000) if not chr(n).isalnum()]
    texts = [f"Ada{sign}Reed" for sign in signs]
    few = [searched.words(text).strip() for text in texts]
    assert searched.words("\n".join(texts)).strip() == b" | ".join(few)


def test_long_words_take_no_longer_than_they_are() -> None:
    """A word of a million letters before a capital is read at once."""
    start = time.process_time()
    assert names.read("x", "a" * 1_000_000 + "Bc Deed rose.", None).runs
    assert time.process_time() - start < 5
