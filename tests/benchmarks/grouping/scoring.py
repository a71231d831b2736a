"""How good a grouping is, held against labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def bcubed(truth: Iterable[str], said: Iterable[object]) -> float:
    """Give BCubed F1 of two labellings in one order: from 0 to 100 (Bagga and Baldwin 1998)."""
    pairs = list(zip(said, truth, strict=True))
    cells = Counter(pairs)
    rows, columns = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    precision = sum(count**2 / rows[one] for (one, _), count in cells.items()) / len(pairs)
    recall = sum(count**2 / columns[other] for (_, other), count in cells.items()) / len(pairs)
    return 200 * precision * recall / (precision + recall)
