"""Normal forms: the same texts as Unicode's own, in a time that grows no faster than the text."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipbook.importers.bibliography import latex
from clipbook.model.slugs import name_slug
from clipbook.model.unicode_form import nfc, nfkc, nfkd
from clipbook.pages.name_lists import letter
from clipbook.search import tokens
from clipbook.store.outlet_names import is_same

PILES = ["\u0301\u0316", "\u0f73\u0f72", "\u0f81", "\uff9e\u0316", "\u0344\u0316"]


@given(st.text(max_size=30))
def test_texts_without_piles_are_in_the_form_they_should_be(text: str) -> None:
    """Only piles are cut."""
    assert nfc(text) == unicodedata.normalize("NFC", text)
    assert nfkc(text) == unicodedata.normalize("NFKC", text)
    assert nfkd(text) == unicodedata.normalize("NFKD", text)


@pytest.mark.parametrize("pile", PILES, ids=ascii)
def test_piles_of_marks_cost_no_time(pile: str) -> None:
    """In no place that brings texts into a normal form: a page of marks would take a minute."""
    text = "a" + pile * 60_000
    began = time.process_time()
    for read in (nfc, nfkc, nfkd, tokens.words, tokens.key_of, letter, name_slug):
        read(text)
    latex.text_of(text + "{}")
    is_same(text, "A")
    assert time.process_time() - began < 3
