"""Words changed as people change them."""

from __future__ import annotations

import random
from typing import Any

import pytest

from benchmarks.search import slips


class _Choosing(random.Random):
    """Chooses one of some ways always."""

    def __init__(self, place: int) -> None:
        super().__init__(1)
        self._place = place

    def choice(self, seq: Any) -> Any:  # noqa: ANN401 - of anything
        return seq[self._place]


@pytest.mark.parametrize(
    ("word", "number", "past", "going"),
    [
        ("chip", "chips", "chipped", "chipping"),
        ("merger", "mergers", "mergered", "mergering"),
        ("chips", "chip", "chipsed", "chipsing"),
        ("boss", "bosses", "bossed", "bossing"),
        ("church", "churches", "churched", "churching"),
        ("supply", "supplies", "supplied", "supplying"),
        ("delay", "delays", "delayed", "delaying"),
        ("release", "releases", "released", "releasing"),
        ("agree", "agrees", "agreed", "agreeing"),
    ],
)
def test_words_are_inflected_by_the_rules_of_english(
    word: str, number: str, past: str, going: str
) -> None:
    """Plural or singular, past, and `ing`, with the spelling that each ending asks for."""
    found = [slips.inflected(word, _Choosing(place)) for place in range(3)]
    assert found == [number, past, going]


def test_a_slip_is_one_and_makes_another_word() -> None:
    """Letters are swapped, or one is dropped, doubled or replaced; all four come about."""
    rng = random.Random(1)  # noqa: S311
    found = {slips.misspelt("letter", rng) for _ in range(2_000)}
    assert "letter" not in found
    assert {"eltter", "leter", "lettter", "lettes"} <= found
    assert {len(word) for word in found} == {5, 6, 7}


def test_even_a_word_of_one_letter_again_and_again_is_changed() -> None:
    """Where swapping changes nothing, something else is done."""
    assert slips.misspelt("aaaa", random.Random(1)) != "aaaa"  # noqa: S311
