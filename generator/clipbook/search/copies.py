"""Copies: articles whose text is another's to the letter."""

from __future__ import annotations

from collections.abc import Sequence

from clipbook.search.numbers import write


def origins(texts: Sequence[bytes], undated: int) -> dict[int, int]:
    """Give for each copy, in ascending order, the number of its origin.

    `texts` names the text of each document, empty where there is nothing to compare. The origin is
    the oldest with a date, else the first of all.
    """
    first: dict[bytes, int] = {}
    for number in (*range(undated, len(texts)), *range(undated)):
        if texts[number]:
            first.setdefault(texts[number], number)
    return {
        number: first[text] for number, text in enumerate(texts) if text and first[text] != number
    }


def encoded(copies: dict[int, int]) -> bytes:
    """Give the bytes that FORMAT.md describes."""
    written, before = [], -1
    for copy, origin in copies.items():
        written.append(write(copy - before - 1))
        written.append(write(abs(origin - copy) << 1 | (origin > copy)))
        before = copy
    return b"".join(written)
