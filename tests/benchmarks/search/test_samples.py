"""What is asked in the browser holds what its name says."""

from __future__ import annotations

from itertools import groupby

import pytest

from benchmarks import archive
from benchmarks.search import samples
from benchmarks.search.samples import Sample
from benchmarks.world import World

_EACH = 3


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Give texts of two hundred articles."""
    files = archive.files(World(200, archive.SEED))
    return [text.split("---\n", 2)[2] for path, text in files if path.startswith("articles/")]


@pytest.fixture(scope="module")
def drawn(texts: list[str]) -> dict[str, list[Sample]]:
    """Draw three of each sort."""
    every = samples.drawn(texts, 1, _EACH)
    return {kind: list(some) for kind, some in groupby(every, lambda one: one.kind)}


def _holding(texts: list[str], *words: str) -> int:
    return sum(all(word in samples.words(text) for word in words) for text in texts)


def test_the_same_seed_draws_the_same(texts: list[str]) -> None:
    """Numbers of different days are about the same queries."""
    assert samples.drawn(texts, 1, _EACH) == samples.drawn(texts, 1, _EACH)


def test_words_stand_in_as_many_articles_as_they_are_to(
    texts: list[str], drawn: dict[str, list[Sample]]
) -> None:
    """Common in a third and more, rare in about three, middling in about thirty."""
    assert set(drawn) == set(samples.KINDS)
    assert all(_holding(texts, one.text) >= 60 for one in drawn[samples.COMMON])
    assert all(2 <= _holding(texts, one.text) <= 4 for one in drawn[samples.RARE])
    assert all(25 <= _holding(texts, one.text) <= 35 for one in drawn[samples.MIDDLING])
    assert all(2 >= _holding(texts, *one.text.split()) > 0 for one in drawn[samples.BOTH])


def test_phrases_stand_in_a_text(texts: list[str], drawn: dict[str, list[Sample]]) -> None:
    """Three words, in quotation marks, as they stand in an article."""
    for one in drawn[samples.PHRASE]:
        words = one.text.strip('"')
        assert one.text == f'"{words}"'
        assert len(words.split()) == 3
        assert any(words in text for text in texts)


def test_misspelt_words_are_nowhere(texts: list[str], drawn: dict[str, list[Sample]]) -> None:
    """What is looked for in their stead is the search's own matter."""
    assert drawn[samples.MISSPELT]
    assert all(_holding(texts, one.text) == 0 for one in drawn[samples.MISSPELT])


def test_newest_first_asks_for_the_common_words(drawn: dict[str, list[Sample]]) -> None:
    """The same words, so that only the order is another."""
    assert [one.text for one in drawn[samples.NEWEST]] == [
        one.text for one in drawn[samples.COMMON]
    ]
    assert {one.sort for one in drawn[samples.NEWEST]} == {"date"}
