"""Names of outlets compared, and hosts whose address names no outlet."""

from __future__ import annotations

import re

from clipbook.model.unicode_form import nfkd

HOSTS_OF_MANY = frozenset({
    "archive.org", "dailymotion.com", "facebook.com", "fb.com", "flipboard.com", "google.com",
    "instagram.com", "issuu.com", "linkedin.com", "medium.com", "msn.com", "pressreader.com",
    "reddit.com", "smartnews.com", "soundcloud.com", "spotify.com", "substack.com", "t.co",
    "t.me", "telegram.org", "threads.com", "threads.net", "tiktok.com", "twitter.com",
    "vimeo.com", "whatsapp.com", "x.com", "yahoo.com", "youtu.be", "youtube.com",
})  # fmt: skip
"""Here everybody publishes: the domain of a page says nothing of whose it is."""

SHORTENERS = frozenset({
    "bit.ly", "buff.ly", "dlvr.it", "fb.me", "goo.gl", "ift.tt", "is.gd", "j.mp", "lnkd.in",
    "ow.ly", "rb.gy", "reut.rs", "shorturl.at", "t.co", "t.ly", "tinyurl.com", "trib.al", "wp.me",
    "zdbb.net",
})  # fmt: skip
"""These hide where a link leads: no outlet can be concluded from them."""

_SHORTEST = 3
_ENDING = re.compile(r"\.(?:com|net|org|info|co\.uk|[a-z]{2})$")
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el|il)\s+", re.IGNORECASE)


def is_same(one: str, other: str) -> bool:
    """Say whether two names may be the same outlet's: one holds the other, `The` set aside."""
    first, second = sorted((_plain(one), _plain(other)), key=len)
    return first == second or (len(first) >= _SHORTEST and first in second)


def _plain(name: str) -> str:
    bare = _ENDING.sub("", _ARTICLE.sub("", name.strip()).casefold())
    letters = nfkd(bare)
    return "".join(sign for sign in letters if sign.isalnum())
