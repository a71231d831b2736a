"""An address without a title is labelled by its own words, or by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from clipbook.pages import address_labels

CASES = yaml.safe_load((Path(__file__).parent / "address_labels.yml").read_text("utf-8"))


@pytest.mark.parametrize(("url", "label"), CASES)
def test_words_are_read_from_the_last_part_of_the_path(url: str, label: str | None) -> None:
    """Dates, identifiers and extensions are dropped; where no words are left, none are made up."""
    assert address_labels.words_of(url) == (label or "")


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://www.a.example/", "a.example"),
        ("https://a.example/p/12345?q=1", "a.example/p/12345"),
        ("https://a.example/" + "x" * 200, "a.example/" + "x" * 79 + "…"),
    ],
)
def test_an_address_without_words_stands_for_itself(url: str, place: str) -> None:
    """Host and path are shown, without the query and not without end."""
    assert address_labels.place_of(url) == place
