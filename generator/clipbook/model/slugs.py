"""File and address names: ASCII, lower case, short, and never a name with another meaning."""

from __future__ import annotations

import hashlib
import re

from clipbook.model.unicode_form import nfkc, nfkd, stream_safe

MAX_BYTES = 80
_DIGEST = 8
PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

RESERVED = frozenset(
    {"index", "404", "assets", "search", "sitemap", "con", "prn", "aux", "nul"}
    | {f"{device}{n}" for device in ("com", "lpt") for n in range(10)}
)
"""Names with a meaning of their own to web servers, to the theme, or to Windows."""

_SIGNS = {"&": "and", "+": "plus", "#": "sharp"}
_SPOKEN = re.compile(r"&|(?<=[^\s])[+#]")

_SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th"})


def slugify(text: str, fallback: str) -> str:
    """Make a slug of at most 80 bytes, cut between words.

    Where most letters are not Latin, what is left of the words says nothing: `fallback` stands.
    """
    slug = _plain(text)
    signs = sum(sign.isalnum() for sign in text)
    slug = _cut(slug) if len(slug.replace("-", "")) * 2 >= signs else ""
    slug = slug or fallback
    return f"{slug}-1" if slug in RESERVED else slug


def name_slug(name: str) -> str:
    """Make the slug of a name (an outlet, a topic), so that different names differ.

    Signs that tell names apart are spelled out (`C++`, `CNN+`, `R&D`). Where letters of another
    script fall away, or the name is reserved or long, a hash of the whole name stands behind it.
    """
    spoken = _SPOKEN.sub(lambda sign: f" {_SIGNS[sign[0]]} ", name)
    slug = _plain(spoken)
    letters = nfkd(stream_safe(spoken).casefold().translate(_SPECIAL))
    is_whole = all(sign.isascii() for sign in letters if sign.isalnum())
    if is_whole and slug not in RESERVED and 0 < len(slug) <= MAX_BYTES:
        return slug
    return f"{_cut(slug, MAX_BYTES - _DIGEST - 1) or 'name'}-{digest(name)}"


def digest(text: str) -> str:
    """Give eight hexadecimal digits that stand for a text, however it is written in Unicode."""
    whole = nfkc(stream_safe(text)).casefold().encode("utf-8", "replace")
    return hashlib.sha256(whole).hexdigest()[:_DIGEST]


def _plain(text: str) -> str:
    ascii_only = nfkd(stream_safe(text).casefold().translate(_SPECIAL))
    bare = re.sub("['\u2019]", "", ascii_only).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", bare))


def _cut(slug: str, size: int = MAX_BYTES) -> str:
    if len(slug) <= size:
        return slug
    return slug[: size + 1].rpartition("-")[0] or slug[:size]


def is_slug(text: str) -> bool:
    """Say whether a text may stand as a slug as it is."""
    return len(text) <= MAX_BYTES and bool(re.fullmatch(PATTERN, text)) and text not in RESERVED
