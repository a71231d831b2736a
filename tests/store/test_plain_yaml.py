"""Front matter read line by line: what is read so, all of YAML would read the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipbook.store import plain_yaml, strict_yaml

COMMON = """\
title: A bridge too far:not “quite” – it's no#1
outlet: the-daily
date: '2026-05-06'
url: https://example.org/a/b_c?x=1&y=%20#top
via:
  name: Google News
  date: 2026-05-07
authors: [Ann O. Nymous, 李雷]
tags:
- R&D
- Bridges
draft:
sources:
- url: https://example.org:80/1
  title: "One, two"
- url: https://example.org/2
"""


def test_what_import_writes_is_plain() -> None:
    """Every kind of line that `clipbook import` writes is read here."""
    read = plain_yaml.read(COMMON)
    assert read == strict_yaml.read(COMMON, "a.md").data
    assert read is not None
    assert list(read) == ["title", "outlet", "date", "url", "via", "authors", "tags", "sources"]


@pytest.mark.parametrize(
    "text",
    [
        "a: b # c\n", "a: b\na: c\n", "a: |\n  b\n", "a: b\n  c\n", "a: &b c\n", "a: !!int 1\n",
        "a: 'it''s'\n", 'a: "\\n"\n', "a: [b, [c]]\n", "a: [b: c]\n", "a: {b: c}\n",
        "a:\n  b: c\n  b: d\n", "a:\n- b: c\n  b: d\n", "a:\n  b:\n    c: d\n", "a:\n- b\n  c: d\n",
        "a:\n  b: c\n- d\n", "- a\n", "a\n", "a: b\n---\nc: d\n", "a: b\n- c\n", "  a: b\n",
        "a: \n", "a: b ", "a: b\x85c\n", "a: b\u2028c\n", "a: b\x07c\n", "a: \ufeffb\n", "a:\tb\n",
        "a: b: c\n", "a: b:\n", "# a\n", "\n", "a: ?\n", "a: []\n", "a: [b,c]\n", "a: [b, ]\n",
        "a:  b\n", "a: b  c\n", f"{'a' * 2000}: b\n",
    ],
)  # fmt: skip
def test_what_means_more_is_left_alone(text: str) -> None:
    """Signs, errors and whatever else YAML knows are for the strict reader."""
    assert plain_yaml.read(text) is None


_SCRAPS = st.sampled_from(
    [*"abz 019:#-?,[]{}&*!|>'\"%@`\\~=<.\n\t\x00\x85\xa0é李😀\u2028\ufeff\ue000",
     ": ", " #", "\n- ", "\n  ", "- ", "a: ", "b:\n", "---\n", "...",
     "[a, b]", "'a'", '"b"', "null", "https://a.b/c"]
)  # fmt: skip
_VALUES = st.lists(_SCRAPS, min_size=1, max_size=5).map("".join)
_LINES = st.builds(
    lambda lead, key, value: f"{lead}{key}{value}\n",
    st.sampled_from(["", "", "- ", "  ", " ", "    "]),
    st.sampled_from(["a: ", "b: ", "c: ", "a:", "c:", "sha256: ", "", "A: ", "a"]),
    st.one_of(_VALUES, st.sampled_from(["", "x", "x y", "[x, y]", "'x'", '"x"', "x:y", "x#y"])),
)


@given(
    st.one_of(
        st.lists(_LINES, max_size=6).map("".join),
        st.builds(
            lambda place, gone, new: COMMON[:place] + new + COMMON[place + gone :],
            st.integers(0, len(COMMON)),
            st.integers(0, 4),
            _VALUES,
        ),
    )
)
def test_it_reads_as_all_of_yaml_does(text: str) -> None:
    """Lines at random, and common ones with something put in."""
    read = plain_yaml.read(text)
    if read is not None:
        document = strict_yaml.read(text, "a.md")
        assert (read, ()) == (document.data, document.problems)
