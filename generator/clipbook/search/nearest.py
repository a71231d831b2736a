"""The words nearest to one that occurs nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from clipbook.search.reader import Index
from clipbook.search.sorting import sorting
from clipbook.search.tokens import SHORTEST_MISSPELT

MOST = 3
"""Words that are searched instead, by their spelling."""
_MIDDLING, _LONG = 6, 8
"""Characters from which three in a row must be the same, and two slips are allowed."""

_MOST_ENDINGS, _LONGEST_ENDING = 2, 5
"""Words that are searched besides, which end otherwise, and the characters of such an ending."""


def nearest(index: Index, form: str) -> list[str]:
    """Give words that may be meant: at most three by their spelling, and two that end otherwise."""
    third = max(2 if len(form) < _MIDDLING else 3, len(form) // 3)
    begin, end = form[:third], form[-third:]
    alike = {
        other: held
        for other, held in index.spellings(begin, end)
        if other.startswith(begin) or other.endswith(end)
    }
    return [*dict.fromkeys([*_misspelt(form, alike), *_inflected(form, alike)])]


def _misspelt(form: str, alike: Mapping[str, int]) -> list[str]:
    """Give those at the smallest distance that most documents hold."""
    least = 1 if len(form) < _LONG else 2
    found: dict[str, int] = {}
    for other, held in alike.items():
        far = distance(form, other, least)
        if far < least:
            found.clear()
        if far <= least:
            found[other] = held
        least = min(least, far)
    return sorted(found, key=lambda other: (-found[other], sorting(other)))[:MOST]


def _inflected(form: str, alike: Mapping[str, int]) -> list[str]:
    """Give those that begin alike and whose endings are the shortest."""
    found: dict[str, int] = {}
    for other in alike:
        shared = shared_start(form, other)
        ending = len(other) - shared
        if shared >= max(SHORTEST_MISSPELT, len(form) / 2) and ending <= _LONGEST_ENDING:
            found[other] = ending
    by = sorted(
        found, key=lambda other: (2 * found[other] - len(other), -alike[other], sorting(other))
    )
    return by[:_MOST_ENDINGS]


def shared_start(one: str, other: str) -> int:
    """Count the characters with which two words begin alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def distance(one: str, other: str, most: int) -> int:
    """Count insertions, deletions, replacements, and exchanges of neighbours.

    What is above `most` is not told apart. Source: optimal string alignment, in Boytsov,
    Indexing Methods for Approximate Dictionary Searching, 2011.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row: list[int] = [*range(len(other) + 1)]
    for i, letter in enumerate(one):
        following = [i + 1]
        for j, its in enumerate(other):
            least = min(following[j] + 1, row[j + 1] + 1, row[j] + (letter != its))
            if i and j and letter == other[j - 1] and one[i - 1] == its:
                least = min(least, before[j - 1] + 1)
            following.append(least)
        before, row = row, following
    return row[-1]
