"""Addresses are compared without what leads to the same page, and with what names it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipbook.model.normal_form import normal_form, unfolded

SAME = [
    ("https://www.courier.example/bridge/", "http://courier.example/bridge"),
    ("https://courier.example/bridge?utm_source=x&fbclid=1", "https://courier.example/bridge"),
    ("https://courier.example/a?id=7&cmp=rss", "https://courier.example/a?id=7"),
    ("https://courier.example/a?b=2&a=1", "https://courier.example/a?a=1&b=2"),
    ("https://courier.example/a#comments", "https://courier.example/a"),
    ("https://courier.example:443/a", "https://courier.example/a"),
    ("https://COURIER.example/a", "https://courier.example/a"),
    ("https://courier.example/caf%C3%A9", "https://courier.example/café"),
    ("https://courier.example/index.html", "https://courier.example/"),
    ("https://dw.example/a-1?maca=en-rss-en-all", "https://dw.example/a-1"),
    ("https://web.archive.org/web/20260507id_/https://courier.example/a", "courier.example/a"),
]

DIFFERENT = [
    ("https://courier.example/a?id=7", "https://courier.example/a?id=8"),
    ("https://courier.example/a?objectId=7", "https://courier.example/a"),
    ("https://courier.example/A", "https://courier.example/a"),
    ("https://courier.example:8080/a", "https://courier.example/a"),
    ("https://courier.example/#!/a", "https://courier.example/#!/b"),
    ("https://m.courier.example/a", "https://courier.example/a"),
    ("https://courier.example/a?model=3", "https://courier.example/a"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_leads_to_the_same_page_is_the_same(one: str, other: str) -> None:
    """Schemes, trackers and fragments do not part two addresses."""
    assert normal_form(one) == normal_form(other if "://" in other else f"https://{other}")


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_names_a_page_counts(one: str, other: str) -> None:
    """Identifiers, cases of paths and ports do."""
    assert normal_form(one) != normal_form(other)


@given(st.text(max_size=80))
def test_any_text_has_a_form(text: str) -> None:
    """Nothing that stands where an address belongs stops an import."""
    assert isinstance(normal_form(text), str)
    assert isinstance(normal_form(f"https://{text}"), str)


def test_a_copy_in_the_internet_archive_is_taken_apart() -> None:
    """Original, copy and moment; one slash of two may be lost."""
    copy = "https://web.archive.org/web/20260507103000/https:/courier.example/a?b=1"
    assert unfolded(copy) == ("https://courier.example/a?b=1", copy, "20260507103000")
    assert unfolded("https://courier.example/web/1") == ("https://courier.example/web/1", None, "")
