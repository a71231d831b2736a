"""Copies and their origin made one result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def folded(
    order: Sequence[int], origins: Mapping[int, int]
) -> tuple[list[int], dict[int, list[int]]]:
    """Give one document for each result, and for those that stand for several the others.

    A result stands where the first of its documents would, and shows the origin where that is
    among them.
    """
    groups: dict[int, list[int]] = {}
    for number in order:
        groups.setdefault(origins.get(number, number), []).append(number)
    documents, others = [], {}
    for origin, group in groups.items():
        lead = origin if origin in group else group[0]
        documents.append(lead)
        if len(group) > 1:
            others[lead] = [number for number in group if number != lead]
    return documents, others
