"""Fields that hold one of a few values, and what is wrong with a word that is none of them."""

from __future__ import annotations

from typing import get_args

from clipbook.importers.languages import tag_of
from clipbook.model.article import ArticleEntry, Inferable, Kind
from clipbook.model.fields import address_fault
from clipbook.model.rights import Rights
from clipbook.store.validate import nearest

TEXTS: tuple[str, ...] = get_args(ArticleEntry.model_fields["text"].annotation)
"""What a text can be: all that was captured, an abstract, a stub."""
ADDRESSES = frozenset({"url", "archived_url", "syndicated_from", "via_url"})

_CHOICES: dict[str, tuple[str, ...]] = {
    "rights": tuple(Rights),
    "kind": tuple(Kind),
    "text_is": TEXTS,
    "inferred": get_args(Inferable),
}


def spelt(word: str) -> str:
    """Give a word as values are spelt: `Press release` is `press-release`."""
    return "-".join(word.casefold().replace("_", " ").split())


def fault(field: str, word: str) -> str | None:
    """Say what to write where a word cannot be a field's value; None where it can be."""
    if field in _CHOICES:
        known = _CHOICES[field]
        return None if spelt(word) in known else nearest(spelt(word), known)
    if field == "lang" and tag_of(word) is None:
        return "Write a tag such as `pt-BR`."
    is_wrong = field in ADDRESSES and address_fault(word)
    return "Give the full http or https address." if is_wrong else None
