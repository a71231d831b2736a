"""Sketches are the same on every machine, and small."""

from __future__ import annotations

from zlib import crc32

import pytest

from clipbook.copies import own_words, shingles
from support.wire import Wire


def test_a_sketch_is_what_the_words_say_on_any_machine() -> None:
    """The product of two long numbers gives what a loop over the words gives."""
    words = [f"word{number}".encode() for number in range(40)]
    factors = (0x1C4E6D2B, 0x13A8F5C7, 0x1E9B2A4D, 0x17D3C961, 0x1956A8EF)
    wanted = {
        (sum(f * crc32(words[at + 4 - n]) for n, f in enumerate(factors)) >> 20) % 2**31
        for at in range(36)
    }
    sketch = shingles.opened(shingles.sketch(b" ".join(words).decode()))
    assert set(sketch.shingles) == wanted
    assert sketch.words == 40


def test_a_long_text_keeps_its_opening_and_one_shingle_in_eight() -> None:
    """Some hundred numbers stand for 800 words."""
    wire = Wire.of(1)
    text = " ".join(wire.sentence(20, 20) for _ in range(40))
    sketch = shingles.opened(shingles.sketch(text))
    assert sketch.words > 790
    assert 80 < len(sketch.shingles) < 180
    assert sorted(sketch.shingles) == sketch.shingles


@pytest.mark.parametrize("text", ["", "word", "…", "“", "\ud800", "日", "a " * 15])
def test_texts_of_few_words_have_no_sketch(text: str) -> None:
    """What proves nothing is not kept."""
    assert shingles.sketch(text) == b""
    assert shingles.opened(b"") == shingles.NOTHING


def test_odd_texts_have_a_sketch_that_can_be_taken_apart() -> None:
    """Single surrogates, signs alone and endless words do not stop it."""
    for text in ("\ud800 word " * 30, "… " * 100 + "word " * 20, "x" * 100_000, "'" * 50_000):
        sketch = shingles.opened(shingles.sketch(text))
        assert len(sketch.shingles) <= max(sketch.words, 0)


def test_figures_are_kept_apart_from_words() -> None:
    """Figures are known as they are written."""
    text = f"{'Some words that go on. ' * 8} 21 died, 1,200 fled; 3.5 million, at 10:30."
    assert own_words.figures(text) == {b"21", b"1,200", b"3.5", b"10:30"}
    assert len(shingles.opened(shingles.sketch(text)).figures) == 4
