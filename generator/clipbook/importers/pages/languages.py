"""The language of a page, as it says itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clipbook.importers.pages.said import Said, What, of
from clipbook.importers.record import Found

_TAG = re.compile(
    r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?(?:[-_.@].*)?$"
)
_NONE = frozenset({"xx", "und", "mul", "zxx"})


def decide(everything: Iterable[Said]) -> tuple[str | None, Found | None]:
    """Give the first tag that is one, and what other places say."""
    tags = [(each, tag_of(each.value)) for each in _in_order(everything)]
    said = [(each, tag) for each, tag in tags if tag]
    if not said:
        return None, None
    first, chosen = said[0]
    others = [(each.where, tag) for each, tag in said if _base(tag) != _base(chosen)]
    return chosen, Found(first.where, tuple(dict.fromkeys(others)))


def tag_of(text: str) -> str | None:
    """Give a BCP 47 tag for what pages write: `en_GB`, `de-de`; None where it is none."""
    found = _TAG.match(text.strip().partition(",")[0].strip())
    if not found or found[1].casefold() in _NONE:
        return None
    script, region = (found[2] or "").title(), (found[3] or "").upper()
    return "-".join(part for part in (found[1].casefold(), script, region) if part)


def _in_order(everything: Iterable[Said]) -> list[Said]:
    # Frameworks put `en` on every page; what an article's own description says is meant.
    order = ("json-ld inLanguage", "html lang", "og:locale")
    ranks = {where: number for number, where in enumerate(order)}
    return sorted(of(everything, What.LANGUAGE), key=lambda each: ranks.get(each.where, len(ranks)))


def _base(tag: str) -> str:
    return tag.partition("-")[0]
