"""The names in a BibTeX field, parted at `and`, as bylines write them.

Source: Oren Patashnik, BibTeXing (1988): a name in braces of its own is one word, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clipbook.importers.bibliography import latex
from clipbook.importers.bibliography.names import turned

_AND = r"(?<!\s)\s++and\s++"


def names_in(text: str) -> Iterator[str]:
    """Give each name; `others` is nobody's."""
    for name in parted(text, _AND):
        whole = name.strip()
        if whole and whole.casefold() != "others":
            is_one = whole.startswith("{") and _closing(whole) == len(whole) - 1
            plain = latex.text_of(whole)
            yield plain if is_one else turned(plain, suffix_second=True)


def parted(text: str, between: str) -> list[str]:
    """Part a field at what stands in no braces."""
    parts, start, level = [], 0, 0
    for found in re.finditer(rf"[{{}}]|{between}", text, re.IGNORECASE):
        if found[0] in "{}":
            level += 1 if found[0] == "{" else -1
        elif level == 0:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _closing(text: str) -> int:
    """Give the place of the brace that closes the first one."""
    level = 0
    for found in re.finditer(r"[{}]", text):
        level += 1 if found[0] == "{" else -1
        if level == 0:
            return found.start()
    return -1
