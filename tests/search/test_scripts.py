"""Words are found as readers type them: without accents, in any width, in texts without spaces."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from clipbook.search.query import query
from clipbook.search.reader import Index
from conftest import article
from support.indexes import indexed

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "texts" / "scripts.yml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Index a text in each language."""
    texts = CASES["texts"].items()
    articles = [article(tag.lower(), title="-", lang=tag, body=text) for tag, text in texts]
    return indexed(tmp_path_factory.mktemp("scripts"), articles)


def _found(index: Index, typed: str) -> list[str]:
    """Give the languages of the texts that hold all that is asked for, no word being guessed."""
    results = query(index, typed)
    if results.others or results.held < results.asked:
        return []
    return sorted(Path(card.address).stem for card in index.cards(results.documents))


@pytest.mark.parametrize("case", CASES["words"], ids=lambda case: case["typed"])
def test_words_are_found_as_they_are_typed(index: Index, case: dict[str, str]) -> None:
    """Accents, capitals and widths need not be those of the text; other spellings are others."""
    assert _found(index, case["typed"]) == case["langs"].split()


@pytest.mark.parametrize("case", CASES["phrases"], ids=lambda case: case["typed"])
def test_phrases_hold_in_every_script(index: Index, case: dict[str, str]) -> None:
    """Words, or characters, in a row; punctuation between them does not matter."""
    assert _found(index, f'"{case["typed"]}"') == case["langs"].split()


@pytest.mark.parametrize("marks", ['""', "“”", "„“", "”“", "«»", "「」", "『』", "\uff02\uff02"])
def test_phrases_are_quoted_as_in_any_language(index: Index, marks: str) -> None:
    """The marks of a keyboard in French, German, Chinese or Japanese mean the same."""
    assert _found(index, f"{marks[0]}nach München{marks[1]}") == ["de"]
    assert _found(index, f"{marks[0]}München nach{marks[1]}") == []
