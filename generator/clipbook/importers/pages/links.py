"""The addresses that an article's text links to, in order: the sources that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from clipbook.importers.record import RawSource
from clipbook.model.fields import address_fault
from clipbook.model.normal_form import normal_form, unfolded
from clipbook.model.source import host_of
from clipbook.store.outlet_book import registrable

MAX_SOURCES = 500
_LINK = re.compile(r'<a href="([^"]*)"')
_SHARED = re.compile(
    r"/(?:share|sharer|sharer\.php|shareArticle|intent/(?:tweet|post)|submit|dialog/(?:share|feed)|"
    r"pin/create|share-offsite|sharing)(?:[/?]|$)|[?&]sub_confirmation=|[?&](?:text|url|u)=https?(?::|%3A)",
    re.IGNORECASE,
)
_SOCIAL = frozenset(
    {
        "facebook.com",
        "fb.com",
        "twitter.com",
        "x.com",
        "instagram.com",
        "linkedin.com",
        "pinterest.com",
        "tiktok.com",
        "threads.net",
        "threads.com",
        "bsky.app",
        "mastodon.social",
        "t.me",
        "telegram.me",
        "whatsapp.com",
        "wa.me",
        "snapchat.com",
        "vk.com",
        "xing.com",
        "getpocket.com",
        "flipboard.com",
        "addtoany.com",
        "disqus.com",
        "linktr.ee",
    }
)
_POST = re.compile(
    r"/(?:status(?:es)?|posts?|p|reel|videos?|photos?|story\.php|permalink|groups|notes|events|"
    r"pulse|watch)(?:/|$|\?)|/@[^/]+/\d+|/s/|^/[^/]+/\d+/?$",
    re.IGNORECASE,
)
_ADS = re.compile(
    r"(?:^|\.)(?:doubleclick\.net|googlesyndication\.com|googleadservices\.com|taboola\.com|"
    r"outbrain\.com|awin1\.com|amzn\.to|skimresources\.com|adform\.net|criteo\.com|"
    r"shareasale\.com|linksynergy\.com|eepurl\.com|list-manage\.com|anrdoezrs\.net|dpbolvw\.net|tkqlhce\.com|go\.redirectingat\.com)$"
)
_SOLD = re.compile(r"[?&](?:tag=[\w-]+-\d\d|aff(?:iliate)?_?id=|awc=)", re.IGNORECASE)


def sources_in(html: str, own: str | None) -> tuple[RawSource, ...]:
    """Give the pages of others that a text links to, each once."""
    home = registrable(host_of(own)) if own else ""
    found: dict[str, RawSource] = {}
    for url in _addresses(html, own):
        if registrable(host_of(url)) != home and _is_source(url) and len(found) < MAX_SOURCES:
            found.setdefault(normal_form(url), RawSource(url))
    return tuple(found.values())


def _addresses(html: str, own: str | None) -> Iterator[str]:
    for found in _LINK.finditer(html):
        url = found[1].replace("&amp;", "&").strip()
        try:
            url = unfolded(urljoin(own, url) if own else url).url
        except ValueError:
            continue
        if not address_fault(url) and registrable(host_of(url)):
            yield url


def _is_source(url: str) -> bool:
    host, parts = host_of(url), urlsplit(url)
    if _ADS.search(host) or _SOLD.search(url) or _SHARED.search(url):
        return False
    return registrable(host) not in _SOCIAL or bool(_POST.search(parts.path))
