"""The words nearest to one that occurs nowhere."""

from __future__ import annotations

from clipbook.search.reader import Index
from clipbook.search.sorting import sorting

MOST = 3
"""Words that are searched instead."""
_LONG = 8
"""Characters from which two slips are allowed."""


def nearest(index: Index, form: str) -> list[str]:
    """Give at most three forms at the smallest distance: those that most documents hold."""
    half = len(form) // 2
    least = 1 if len(form) < _LONG else 2
    found: dict[str, int] = {}
    letters = set(form)
    for other, held in index.spellings(form[:half], form[half:]):
        # A slip takes one letter and brings one at most: most forms are far off at a glance.
        if len(letters.symmetric_difference(other)) > 2 * least:
            continue
        far = distance(form, other, least)
        if far < least:
            found.clear()
        if far <= least:
            found[other] = held
        least = min(least, far)
    return sorted(found, key=lambda other: (-found[other], sorting(other)))[:MOST]


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
