"""Names as bibliographies turn them round, as bylines write them: `Gray, Ann` is `Ann Gray`."""

from __future__ import annotations

import re

_PARTS_AND_SUFFIX = 3
_LETTERS = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def turned(name: str, *, suffix_second: bool = False) -> str:
    """Give `Given Family` of `Family, Given` and of `Family, Given, Jr.`; others stay.

    BibTeX has the suffix in the second place: `Family, Jr., Given`.
    """
    parts = [part.strip() for part in name.split(",")]
    if not all(parts) or not 1 < len(parts) <= _PARTS_AND_SUFFIX:
        return name
    family, *others = parts
    given, *suffix = reversed(others) if suffix_second else others
    return joined(given, family, *suffix)


def joined(given: str, family: str, *suffix: str) -> str:
    """Join the parts of a name; Chinese, Japanese and Korean ones as they are written there."""
    if _LETTERS.fullmatch(given) and _LETTERS.fullmatch(family):
        return family + given
    return " ".join(filter(None, (given, family, *suffix)))
