"""Numbers with their nouns, as a reader expects them."""

from __future__ import annotations

from typing import Any

from clipbook.markup import count_words


def number(count: int) -> str:
    """Write a number with its thousands set apart: `12,345`."""
    return f"{count:,}"


def noun(count: int, one: str, many: str = "") -> str:
    """Choose between `article` and `articles`."""
    return one if count == 1 else many or f"{one}s"


def plural(count: int, one: str, many: str = "") -> str:
    """Write a number and its noun: `1 article`, `12 articles`."""
    return f"{number(count)} {noun(count, one, many)}"


def listed(words: list[str]) -> str:
    """Join words as in a sentence: `outlet, title and date`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def stat(count: int, one: str, many: str = "") -> dict[str, Any]:
    """Give a number and its noun apart, for a row of figures."""
    return {"n": number(count), "label": noun(count, one, many)}


def length(text: str) -> str:
    """Say how long a text is, in words; in characters where it sets no spaces between words."""
    words, characters = count_words(text), len("".join(text.split()))
    if characters > words * _CHARACTERS_A_WORD:
        return plural(characters, "character")
    return plural(words, "word")


_CHARACTERS_A_WORD = 16
