"""The order of strings: by UTF-16 code units, as JavaScript compares them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


def sorting(text: str) -> bytes:
    """Give what sorts as the index does."""
    return text.encode("utf-16-be")


def is_plain(text: str) -> bool:
    """Say whether a text sorts as Python sorts it: no character takes two code units."""
    return text.isascii() or not _TWO_UNITS.search(text)


def in_order(texts: Iterable[str]) -> list[str]:
    """Sort texts."""
    found = [*texts]
    return sorted(found, key=None if is_plain("".join(found)) else sorting)


def shortest_above(last: str, first: str) -> str:
    """Give the shortest beginning of `first` that sorts above `last`."""
    return next(first[:n] for n in range(1, len(first) + 1) if sorting(first[:n]) > sorting(last))
