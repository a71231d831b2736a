"""A readable label for an address, read from its own words where no title is recorded."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from clipbook.model.source import host_of, path_of

_EXTENSION = re.compile(r"\.(html?|shtml|xhtml|php|aspx?|jsp|cfm|cms|amp|pdf|xml)$", re.IGNORECASE)
_LEADING_DATE = re.compile(r"^(19|20)\d\d[-_]?[01]\d[-_]?[0-3]\d[-_]")
_TRAILING_DATE = re.compile(r"[-_](19|20)\d\d[-_]?[01]\d([-_]?[0-3]\d)?$")
_UUID = re.compile(r"[-_]?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", re.IGNORECASE)
_BREAKS = re.compile(r"[-_+\s]+")
_ID_DIGITS = 5
_ID_MIXED_DIGITS = 3
_ENOUGH_WORDS = 2
_ENOUGH_LETTERS = 4
_LONGEST_PATH = 80


@lru_cache(maxsize=4096)
def words_of(url: str) -> str:
    """Read a label from the last part of an address's path; nothing where it holds no words.

    `…/chip-prices-rise-again-2026-04-30/` gives `Chip prices rise again`: hyphens become
    spaces, and a file extension, a date and an identifier at the end are dropped.
    """
    segments = [part for part in path_of(url).split("/") if part]
    if not segments:
        return ""
    last = _EXTENSION.sub("", unquote(segments[-1]))
    last = _LEADING_DATE.sub("", _TRAILING_DATE.sub("", _UUID.sub("", last)))
    words = [word for word in _BREAKS.split(last) if word.isprintable() and word]
    while words and _is_identifier(words[-1]):
        words.pop()
    return _sentence(words) if _enough(words) else ""


def place_of(url: str) -> str:
    """Give the host and path of an address, shortened, for one that holds no words."""
    path = unquote(path_of(url)).rstrip("/")
    path = path if path.isprintable() else ""
    short = path if len(path) <= _LONGEST_PATH else f"{path[:_LONGEST_PATH]}…"
    return f"{host_of(url)}{short}"


def _is_identifier(word: str) -> bool:
    digits = sum(letter.isdigit() for letter in word)
    if digits == len(word):
        return digits >= _ID_DIGITS
    return digits >= _ID_MIXED_DIGITS


def _enough(words: list[str]) -> bool:
    real = [word for word in words if any(letter.isalpha() for letter in word)]
    spaceless = any(not word.isascii() and len(word) >= _ENOUGH_LETTERS for word in real)
    return len(real) >= _ENOUGH_WORDS or spaceless


def _sentence(words: list[str]) -> str:
    text = " ".join(words)
    return text[0].upper() + text[1:]
