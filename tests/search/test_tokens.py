"""Texts become words as the cases say; the browser test holds the mirror in JavaScript to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clipbook.search.stems import stemmer
from clipbook.search.syntax import Ask, Phrase, parse
from clipbook.search.tokens import chunks, fold, in_chunk, indexed, words

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "tokens.yml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES["texts"], ids=lambda case: case["text"])
def test_texts_become_words(case: dict[str, Any]) -> None:
    """Names, numbers, compounds and scripts without spaces can be found."""
    found = words(case["text"])
    assert found == case["words"]
    forms = [fold(form) for word in found for form in _forms(word)]
    assert forms == case.get("forms", [fold(word) for word in found])


@pytest.mark.parametrize("case", CASES["queries"], ids=lambda case: case["query"])
def test_queries_are_read(case: dict[str, Any]) -> None:
    """Quotes, stars, minus signs, fields and unfinished words mean what they say."""
    question = parse(case["query"], typing=case.get("typing", False))
    assert [_written(ask) for ask in question.wanted] == case.get("wanted", [])
    unwanted = [[_written(ask) for ask in asks] for asks in question.unwanted]
    assert unwanted == case.get("unwanted", [])
    assert [_row(each) for each in question.phrases] == case.get("phrases", [])
    assert [_row(each) for each in question.unwanted_phrases] == case.get("without", [])
    fields = [[each.name, each.value, each.wanted] for each in question.fields]
    assert fields == case.get("fields", [])


@pytest.mark.parametrize(
    ("language", "one", "other", "same"),
    [
        ("en", "computing", "compute", True),
        ("en-GB", "companies", "company", True),
        ("de", "häuser", "haus", True),
        ("fr", "continuaient", "continuer", True),
        ("tlh", "houses", "house", False),
        ("en", "s1", "s1s", False),
    ],
)
def test_each_language_has_its_own_stems(language: str, one: str, other: str, same: bool) -> None:
    """A word is found in its other forms, by the rules of the language it is in."""
    stem = stemmer(language)
    assert (stem(one) == stem(other)) is same


def test_what_is_asked_for_is_what_is_indexed() -> None:
    """Any text, given as a query, asks for forms that the text is found by."""
    for case in CASES["texts"]:
        forms = {fold(form) for word in words(case["text"]) for form in _forms(word)}
        asked = parse(case["text"].replace("“", " ").replace("”", " ")).wanted
        missing = [ask for ask in asked if ask.form not in forms and not set(ask.instead) <= forms]
        assert missing == [], case["text"]


def _forms(word: str) -> list[str]:
    parts, whole = indexed(word)
    return [*parts, *([whole] if whole else [])]


@given(st.text(alphabet="abß.,-&’'é人กา\u0301 \n4😀_") | st.text())
def test_chunks_hold_the_words_of_a_text(text: str) -> None:
    """A text cut at its spaces gives the words of the text."""
    assert [word for chunk in chunks(text) for word in in_chunk(chunk)] == words(text)


def _written(ask: Ask) -> str:
    parts = f"|{' '.join(ask.instead)}" if ask.instead else ""
    return f"{ask.form}{parts}{'+' if ask.open else ''}"


def _row(phrase: Phrase) -> str:
    return f"{' '.join(phrase.forms)}{'+' if phrase.open else ''}"
