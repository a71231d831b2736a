"""File and address names: ASCII, lower case, short, and never a name with another meaning."""

from __future__ import annotations

import re
import unicodedata

MAX_BYTES = 80
PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

RESERVED = frozenset(
    {"index", "404", "assets", "search", "sitemap", "con", "prn", "aux", "nul"}
    | {f"{device}{n}" for device in ("com", "lpt") for n in range(10)}
)
"""Names with a meaning of their own to web servers, to the theme, or to Windows."""

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


def is_slug(text: str) -> bool:
    """Say whether a text may stand as a slug as it is."""
    return len(text) <= MAX_BYTES and bool(re.match(PATTERN, text)) and text not in RESERVED
