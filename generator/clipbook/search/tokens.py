"""How text becomes words: one specification, which `tokens.js` follows token for token."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from clipbook.model.unicode_form import nfkc

SHORTEST_MISSPELT = 4
"""Characters of a word that another can be a misspelling of."""

LONGEST = 40
"""Characters of a word that count."""

BREAK = "\x01"
"""Stands among chunks where a line ends."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f"
)
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese and Korean: no spaces that part words."""

_INVISIBLE = "\u00ad\u200c\u200d\u2060\ufeff"
"""Soft hyphens and joiners: inside words, and never looked for."""

_MARKS = _INVISIBLE + (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff"
)
"""Marks that stand inside words, and the Indic scripts, whose vowel signs are marks."""

_LETTER = f"[^\\W_\u0640{_UNSPACED}]"
_RUN = f"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
_JOINT = "[-\u2010\u2011&]"
_INSIDE = rf"(?<=[0-9])\.(?=[0-9])|(?<=[0-9]),(?=[0-9]{{3}}(?![0-9]))|{_JOINT}(?={_LETTER})"

_WORD = re.compile(
    rf"([a-z](?:\.[a-z])+(?!{_LETTER})|{_RUN}(?:(?:{_INSIDE}){_RUN})*|[{_UNSPACED}]+)"
    rf"(?:['\u2019]s(?!{_LETTER}))?"
)
_PARTS = re.compile(_JOINT)
_DIGIT = re.compile("[0-9]")
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_ACCENTS = re.compile(
    f"[{_INVISIBLE}\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0640\u064b-\u065f\u0670]"
)
_TRADEMARKS = "\u2120\u2122"
_SPECIAL = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"}
)
_SHORT_PART = 4


def words(text: str) -> list[str]:
    """Give the words of a text in order, in lower case, a compound as one.

    A text without spaces between words gives every pair of neighbouring characters, and the last
    one of a run alone, so that whatever begins with a character is all that holds it.
    """
    return in_chunk(plain(text))


def plain(text: str) -> str:
    """Give a text in compatibility form and lower case; a trade mark is not its letters."""
    if text.isascii():
        return text.lower()
    for sign in _TRADEMARKS:
        text = text.replace(sign, " ")
    for sign in _INVISIBLE:
        text = text.replace(sign, "")
    return nfkc(text).lower()


def chunks(text: str) -> list[str]:
    """Cut a text at its spaces, in lower case: the words of the chunks are its words.

    Most chunks come again and again, so that their words need to be found but once. The end of a
    line is the chunk `BREAK`, which holds no word.
    """
    return plain(text).replace("\n", f" {BREAK} ").split()


def in_chunk(text: str) -> list[str]:
    """Give the words of what `plain` or `chunks` gave."""
    found: list[str] = _WORD.findall(text)
    if text.isascii() or not _HAS_UNSPACED.search(text):
        return found
    return [pair for word in found for pair in _pairs(word)]


def is_unspaced(word: str) -> bool:
    """Say whether a word of `words` is one or two characters of a text without spaces."""
    return bool(_HAS_UNSPACED.match(word))


def is_single(word: str) -> bool:
    """Say whether a word is one character of a text without spaces: it may go on."""
    return len(word) == 1 and is_unspaced(word)


def indexed(word: str) -> tuple[list[str], str]:
    """Give what a word of `words` can be found by: its parts, and the whole of some compounds."""
    parts = _split(word)
    is_found_whole = len(parts) > 1 and (_is_code(parts) or _is_close(parts))
    return parts, "".join(parts)[:LONGEST] if is_found_whole else ""


def sought(text: str) -> list[str]:
    """Give the words of a query: those of `words`, but for the last characters of runs."""
    found = words(text)
    return [word for before, word in pairwise(["", *found]) if not _is_last(before, word)]


def phrase(text: str) -> list[str]:
    """Give the forms that stand in a row where a text stands: the parts of its words."""
    found = words(text)
    if _is_last(*found[-2:]):
        found.pop()
    return [fold(part) for word in found for part in _split(word)]


def key_of(label: str) -> str:
    """Give the key that a label most often has: its words, joined by hyphens."""
    return "-".join(phrase(label))


def _is_last(before: str = "", word: str = "") -> bool:
    """Say whether a word is the last character of a run, after the pair in which it stands."""
    return len(before) == 2 and before[1:] == word and is_unspaced(word)  # noqa: PLR2004


def asked(word: str) -> list[tuple[str, list[str]]]:
    """Give what a word of a query asks for, each with the parts to look for in its stead.

    `S-1` and `GPT-4` ask for themselves; `data-center` asks for its parts.
    """
    parts = _split(word)
    if len(parts) > 1 and _is_code(parts):
        return [(fold("".join(parts)[:LONGEST]), [fold(part) for part in parts])]
    return [(fold(part), []) for part in parts]


def fold(word: str) -> str:
    """Take the accents off a word in lower case."""
    if word.isascii():
        return word
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", bare).translate(_SPECIAL)


def has_digit(word: str) -> bool:
    """Say whether a word holds a digit: such words are never stemmed, nor guessed at."""
    return bool(_DIGIT.search(word))


def _split(word: str) -> list[str]:
    if len(word) > 1 and word[1] == "." and not has_digit(word):
        return [word.replace(".", "")[:LONGEST]]
    return [part.replace(",", "")[:LONGEST] for part in _PARTS.split(word)]


def _is_code(parts: list[str]) -> bool:
    return any(len(part) == 1 or has_digit(part) for part in parts)


def _is_close(parts: list[str]) -> bool:
    return len(parts) == 2 and min(map(len, parts)) <= _SHORT_PART  # noqa: PLR2004


def _pairs(word: str) -> list[str]:
    if not is_unspaced(word) or len(word) == 1:
        return [word]
    return [word[at : at + 2] for at in range(len(word))]
