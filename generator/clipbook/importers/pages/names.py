"""Bylines taken apart: names without roles, addresses and dates, each once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_BY = re.compile(
    r"^(?:(?:written|reported|posted|published|story|text|words|analysis|review|report|article|"
    r"geschrieben|verfasst|ein (?:beitrag|artikel|kommentar|gastbeitrag|interview)|artikel|"
    r"veröffentlicht|publié|écrit|propos recueillis)\s+)?"
    r"(?:by|von|par|por|di|door|af|av|przez|od|von:|autor(?:in|en|es)?|authors?|auteurs?|text)"
    r"\s*:?\s+",
    re.IGNORECASE,
)
_BY_SIGN = re.compile(r"^(?:by|von|autor(?:in)?|author|text|foto|photo)\s*[:.]\s*", re.IGNORECASE)
_AND = re.compile(
    r"\s*(?:[,;/|•·\n]|\s(?:and|und|et|y|e|en|og|och|i|with|mit|&|\+)\s)\s*", re.IGNORECASE
)
_NO_NAME = re.compile(r"https?:|www\.|@|^\W*$|[{}<>=]|\d{3,}", re.IGNORECASE)
_MAIL = re.compile(r"\(?\S+@\S+\.\S+\)?")
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_ROLE = re.compile(
    r"\b(?:reporter|correspondent|editor|writer|journalist|columnist|producer|author|staff|"
    r"redakteur(?:in)?|korrespondent(?:in)?|autor(?:in)?|chefredakteur(?:in)?|reporterin|"
    r"journaliste|rédact(?:eur|rice)|updated|published|veröffentlicht|aktualisiert|minutes?|"
    r"follow|contributor|freelance)\b",
    re.IGNORECASE,
)
_LONGEST = 60
_MOST_WORDS = 7


def names_in(byline: str) -> list[str]:
    """Give the names in a byline, in their order."""
    text = _IN_BRACKETS.sub(" ", _MAIL.sub(" ", byline)).strip()
    text = _BY_SIGN.sub("", _BY.sub("", text))
    return unique(_cleaned(part) for part in _parts(text))


def unique(names: Iterable[str | None]) -> list[str]:
    """Give each name once, as it was first written."""
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(key_of(name), name)
    return list(found.values())


def key_of(name: str) -> str:
    """Give the form by which names are compared: case, accents and points do not count."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w\s]", " ", letters).split())


def _parts(text: str) -> Iterator[str]:
    for part in _AND.split(text):
        yield _BY.sub("", part)


def _cleaned(part: str) -> str | None:
    name = part.strip(" .,;:–—-|*\"“”„'")
    is_name = name and len(name) <= _LONGEST and len(name.split()) <= _MOST_WORDS
    if not is_name or _NO_NAME.search(name) or _ROLE.search(name):
        return None
    return name
