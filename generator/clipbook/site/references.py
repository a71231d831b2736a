"""Which of the archive's pages curators' texts may refer to; rather too many than too few."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

_NAME = re.compile(r"[^\s/()<>\"'\[\]{}?#|,]+")
_ENDINGS = (".md", ".html")


def referred_to(texts: Iterable[str]) -> frozenset[str]:
    """Give every word that may be the last part of the path of a page; rather too many."""
    found: set[str] = set()
    for text in texts:
        for name in _NAME.findall(unquote(text)):
            found.add(name)
            for ending in _ENDINGS:
                found.add(name.removesuffix(ending))
    return frozenset(found)
