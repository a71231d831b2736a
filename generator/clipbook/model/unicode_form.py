"""Text in its normal form, in a time that grows no faster than the text."""

from __future__ import annotations

import re
import unicodedata

_MARKS = 30
"""Combining marks on one letter that stay, as in Unicode's Stream-Safe Text Format (UAX 15)."""
_HIDDEN = frozenset("\u0f73\u0f75\u0f81")
"""Vowels of Tibetan that stand for two marks, and do not count as marks themselves."""
_HALF_WIDE = str.maketrans("\uff9e\uff9f", "\u3099\u309a")
"""Letters that are marks in compatibility form."""
_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{_MARKS + 1},}}")


def nfc(text: str) -> str:
    """Give a text in NFC; of a pile of marks on one letter, the first thirty stay.

    To sort the marks of a pile takes a time that grows with the square of its height.
    """
    return unicodedata.normalize("NFC", stream_safe(text))


def nfkc(text: str) -> str:
    """Give a text in NFKC."""
    return unicodedata.normalize("NFKC", _quickly_sorted(text))


def nfkd(text: str) -> str:
    """Give a text in NFKD."""
    return unicodedata.normalize("NFKD", _quickly_sorted(text))


def _quickly_sorted(text: str) -> str:
    """Cut piles that would have to be sorted; in text that is NFC, which most is, none would."""
    if text.isascii():
        return text
    wide = text.translate(_HALF_WIDE) if "\uff9e" in text or "\uff9f" in text else text
    return wide if unicodedata.is_normalized("NFC", wide) else stream_safe(wide)


def stream_safe(text: str) -> str:
    """Cut piles of combining marks down to what any writing needs."""
    return text if text.isascii() else _RUN.sub(_cut, text)


def _cut(run: re.Match[str]) -> str:
    kept, height = [], 0
    for sign in run[0]:
        height = height + 1 if unicodedata.combining(sign) or sign in _HIDDEN else 0
        if height <= _MARKS:
            kept.append(sign)
    return "".join(kept)
