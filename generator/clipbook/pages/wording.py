"""Numbers with their nouns, as a reader expects them."""

from __future__ import annotations

import html
import re
from typing import Any

from clipbook.edition import Showing
from clipbook.markup import count_words
from clipbook.model.rights import Rights

MOST_IN_LISTS = 400
"""Bytes of a headline or a name in a list; its own page has all of it."""


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


def html_size(text: str) -> int:
    """Count the bytes of a text as it stands in a page."""
    if text.isascii() and not _ESCAPED.search(text):
        return len(text)
    return len(html.escape(text).encode())


_ESCAPED = re.compile("[&<>\"']")


def short(text: str, most: int = MOST_IN_LISTS) -> str:
    """Cut a text that would take more than `most` bytes of a page, with an ellipsis where cut."""
    if len(text) * BYTES_A_CHARACTER <= most or html_size(text) <= most:
        return text
    kept = text[:most]
    while html_size(kept) > most:
        kept = kept[: len(kept) * most // html_size(kept)]
    return kept.rstrip(" ,;:.–—-") + " …"


BYTES_A_CHARACTER = 6
"""At most: a quotation mark is `&quot;`."""


def length(showing: Showing) -> str:
    """Say how long a text is, in words; in characters where it sets no spaces between words."""
    text, counted = showing.text, showing.rights is Rights.FULL
    words = showing.words if counted else count_words(text)
    # To count the characters takes longer than to see that they cannot be too many.
    if len(text) > words * _CHARACTERS_A_WORD:
        characters = len("".join(text.split()))
        if characters > words * _CHARACTERS_A_WORD:
            return plural(characters, "character")
    return plural(words, "word")


_CHARACTERS_A_WORD = 16
