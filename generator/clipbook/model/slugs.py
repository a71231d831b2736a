"""File and address names: ASCII, lower case, short, and never a name with another meaning."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_BYTES = 80
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
    """Make a slug of at most 80 bytes, cut between words; `fallback` where no letter is Latin."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    ascii_only = re.sub("['\u2019]", "", plain).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", ascii_only))
    if len(slug) > MAX_BYTES:
        cut = slug[: MAX_BYTES + 1].rpartition("-")[0]
        slug = cut or slug[:MAX_BYTES]
    if not slug:
        slug = fallback
    return f"{slug}-1" if slug in RESERVED else slug


def name_slug(name: str) -> str:
    """Make the slug of a name (an outlet, a topic), so that different names differ.

    Signs that tell names apart are spelled out (`C++`, `CNN+`, `R&D`); where letters of another
    script fall away, or a name is reserved, a hash of the whole name stands behind what is left.
    """
    spoken = _SPOKEN.sub(lambda sign: f" {_SIGNS[sign[0]]} ", name)
    slug = slugify(spoken, "")
    letters = unicodedata.normalize("NFKD", spoken.casefold().translate(_SPECIAL))
    whole = all(sign.isascii() for sign in letters if sign.isalnum())
    if whole and slug and slugify(slug, "") == "-".join(re.findall(r"[a-z0-9]+", slug)):
        return slug
    digest = hashlib.sha256(unicodedata.normalize("NFKC", name).casefold().encode()).hexdigest()
    return f"{slug[: MAX_BYTES - 9].rstrip('-') or 'name'}-{digest[:8]}"


def is_slug(text: str) -> bool:
    """Say whether a text may stand as a slug as it is."""
    return len(text) <= MAX_BYTES and bool(re.fullmatch(PATTERN, text)) and text not in RESERVED
