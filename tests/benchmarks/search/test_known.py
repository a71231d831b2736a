"""Known-item queries: words that an article has, as people would choose them."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.search import known
from benchmarks.search.known import INFLECTED, MISSPELT, PLAIN, Item, Known

_COMMON = "common"


@pytest.fixture(scope="module")
def items() -> list[Item]:
    """Make two hundred texts of ten words that each has alone, and five that half of all have."""
    return [Item("\n".join([*_own(at), *_shared(at)]), "en") for at in range(200)]


def _own(number: int) -> list[str]:
    name = "".join(chr(97 + int(digit)) for digit in f"{number:05}")
    return [f"{chr(97 + n)}{name}" for n in range(10)]


def _shared(number: int) -> list[str]:
    return [f"{_COMMON}{chr(97 + n)}" for n in range(number % 2, 10, 2)]


@pytest.fixture(scope="module")
def drawn(items: list[Item]) -> list[Known]:
    """Draw three hundred queries."""
    return list(known.queries(items, 300, 1))


def test_the_same_seed_draws_the_same(items: list[Item], drawn: list[Known]) -> None:
    """Numbers of different days are about the same queries."""
    assert list(known.queries(items, 300, 1)) == drawn
    assert list(known.queries(items, 300, 2)) != drawn


def test_a_query_is_three_to_five_words_of_its_article(
    items: list[Item], drawn: list[Known]
) -> None:
    """All of its words are the article's own, but for the one that is changed."""
    assert {len(one.words) for one in drawn} == {3, 4, 5}
    for one in drawn:
        own = set(known.words(items[one.place].text))
        strange = [word for word in one.words if word not in own]
        assert len(strange) <= (one.how != PLAIN)
        assert len(set(one.words)) == len(one.words)


def test_a_third_is_changed(drawn: list[Known]) -> None:
    """One half of them is inflected, the other misspelt."""
    hows = Counter(one.how for one in drawn)
    assert 75 < hows[INFLECTED] + hows[MISSPELT] < 125
    assert 0.6 < hows[INFLECTED] / hows[MISSPELT] < 1.6


def test_rare_words_are_likelier_but_not_alone(drawn: list[Known]) -> None:
    """Of a text's words a third stand in half of all texts; of those asked for, much fewer do."""
    common = Counter(word.startswith(_COMMON) for one in drawn for word in one.words)
    assert 0.01 < common[True] / common.total() < 0.2


def test_stop_words_are_not_asked_for() -> None:
    """Nobody looks for an article by the words that every text has."""
    assert known.words("There are the chips, which would not be U.S. ones: 12 of them") == [
        "chips",
        "ones",
    ]


def test_other_languages_are_misspelt_alone() -> None:
    """The rules of English say nothing of French."""
    items = [Item(" ".join(_own(n)), "fr") for n in range(40)]
    assert {one.how for one in known.queries(items, 60, 1)} == {PLAIN, MISSPELT}


def test_chinese_is_asked_for_in_pieces() -> None:
    """A text without spaces gives pieces of two and three characters, as they stand."""
    item = Item("人工智能公司\n算力需求持续上升,芯片供应紧张。", "zh")
    for one in known.queries([item, Item("别的新闻很多很多\n完全不同的内容在此", "zh")], 20, 1):
        assert one.how == PLAIN
        assert all(2 <= len(word) <= 3 for word in one.words)
