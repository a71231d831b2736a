"""Who passed an item on, as its link tells, and the publisher's address where the link holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from clipbook.importers.feeds import google_news
from clipbook.model.fields import address_fault

_GOOGLE = re.compile(r"(?:www\.)?google\.(?:[a-z]{2,3}|com?\.[a-z]{2})")
_BING = re.compile(r"(?:www\.|cn\.)?bing\.com")
_YAHOO_SEARCH = re.compile(r"/RU=(https?[^/]+)/R[KS]=", re.IGNORECASE)
_YAHOO_STAR = re.compile(r"/\*(https?(?::|%3A)(?://|%2F%2F).+)", re.IGNORECASE)
_MOST_PARAMETERS = 64


@dataclass(frozen=True, slots=True)
class Passed:
    """An item that somebody else than its publisher lists."""

    via: str | None
    """The aggregator's name; None where the link goes by way of one that is not certain."""
    urls: tuple[str, ...] = ()
    """The publisher's address, and others of the same page; empty where the link hides it."""


def passed(link: str, ident: str) -> Passed | None:
    """Tell by an item's link and its id who passed it on; None where nobody did."""
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").casefold()
    except ValueError:
        return None
    if host == "news.google.com":
        return _google_news(link, parts)
    if _GOOGLE.fullmatch(host) and parts.path == "/url":
        is_alert = "ct=ga" in parts.query.split("&") or "googlealerts" in ident
        return _if_told("Google Alerts" if is_alert else None, _parameter(parts, "url", "q"))
    if _BING.fullmatch(host) and parts.path.casefold() == "/news/apiclick.aspx":
        return _if_told("Bing News", _parameter(parts, "url"))
    return _yahoo(host, link)


def _google_news(link: str, parts: SplitResult) -> Passed | None:
    if parts.path == "/news/url":
        return _if_told("Google News", _parameter(parts, "url"))
    is_item = google_news.is_link(link)
    return Passed("Google News", google_news.unfolded(link)) if is_item else None


def _yahoo(host: str, link: str) -> Passed | None:
    if host.endswith("search.yahoo.com"):
        found = _YAHOO_SEARCH.search(link)
    elif host.endswith("rd.yahoo.com"):
        found = _YAHOO_STAR.search(link)
    else:
        return None
    return _if_told("Yahoo", unquote(found[1]) if found else "")


def _parameter(parts: SplitResult, *names: str) -> str:
    try:
        given = parse_qs(parts.query, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return ""
    return next((given[name][0].strip() for name in names if name in given), "")


def _if_told(via: str | None, url: str) -> Passed | None:
    return None if not url or address_fault(url) else Passed(via, (url,))
