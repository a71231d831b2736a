"""Text in its normal form, in a time that grows no faster than the text."""

from __future__ import annotations

import re
import unicodedata

_MARKS = 30
"""Combining marks on one letter that stay, as in Unicode's Stream-Safe Text Format (UAX 15)."""
_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{_MARKS + 1},}}")


def nfc(text: str) -> str:
    """Give a text in NFC; of a pile of marks on one letter, the first thirty stay.

    To sort the marks of a pile takes a time that grows with the square of its height.
    """
    return unicodedata.normalize("NFC", stream_safe(text))


def stream_safe(text: str) -> str:
    """Cut piles of combining marks down to what any writing needs."""
    return text if text.isascii() else _RUN.sub(_cut, text)


def _cut(run: re.Match[str]) -> str:
    kept, height = [], 0
    for sign in run[0]:
        height = height + 1 if unicodedata.combining(sign) else 0
        if height <= _MARKS:
            kept.append(sign)
    return "".join(kept)
