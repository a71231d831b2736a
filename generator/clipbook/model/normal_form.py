"""Addresses in a form by which they are compared, and copies in web archives taken apart.

The address as found is what is kept and shown; this form is never published.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKER = re.compile(
    "_ga|_gl|_hsenc|_hsmi|at_campaign|at_medium|campaign_id|ceid|cmp|cmpid|cndid|cvid|dclid|emc|"
    "fbclid|gbraid|gclid|gclsrc|guccounter|icid|igsh|igshid|inid|ito|li_fat_id|maca|mbid|mc_cid|"
    "mc_eid|mkt_tok|mod|msclkid|ncid|ns_campaign|ns_linkname|ns_mchannel|ns_source|ocid|partner|"
    "rcid|ref_src|ref_url|referringsource|regi_id|rss_id|s_cid|s_kwcid|sc_cid|segment_id|share_id|"
    "smid|smtyp|spm|srnd|srsltid|taid|tsrc|twclid|usqp|wbraid|wprov|wt[_.]mc(?:_id)?|wt_zmc|xtor|"
    "yclid|yptr|(?:utm|at_custom|hsa|mtm|pk|piwik|matomo|oly|vero|guce)_.*",
    re.IGNORECASE,
)
"""Parameters that say how a reader came; none of them names a page."""

_WAYBACK = re.compile(
    r"https?://(?:web\.|www\.|wayback\.)?archive\.org/(?:web/)?(\d{4,14})(?:[a-z]{2}_)?/(.+)",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


class Unfolded(NamedTuple):
    """An address, and the archived copy that it was found in."""

    url: str
    archived: str | None
    stamp: str
    """When the copy was made, in digits as the archive gives it; empty without a copy."""


def unfolded(url: str) -> Unfolded:
    """Take the address of a copy in the Internet Archive apart: the original, and the copy."""
    found = _WAYBACK.fullmatch(url)
    if not found:
        return Unfolded(url, None, "")
    inner = found[2]
    if not re.match(r"https?:/", inner, re.IGNORECASE):
        inner = f"http://{inner}"
    # Some servers make one slash of two.
    inner = re.sub(r"^(https?:)/+", r"\1//", inner, flags=re.IGNORECASE)
    return Unfolded(inner, url, found[1])


def names_a_page(url: str) -> bool:
    """Say whether an address leads to more than an outlet's front page."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


@lru_cache(maxsize=4096)
def normal_form(url: str) -> str:
    """Give the form by which addresses are compared: without what leads to the same page.

    Scheme, `www.`, a usual port, a fragment, trackers and a slash at the end go; what is left of
    the query is sorted.
    """
    from w3lib.url import safe_url_string  # noqa: PLC0415 - only imports compare addresses

    try:
        parts = urlsplit(safe_url_string(unfolded(url.strip()).url))
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    place = host if port in {None, _PORTS.get(parts.scheme)} else f"{host}:{port}"
    path = re.sub(r"/(?:index\.(?:html?|php))?$", "", parts.path)
    query = urlencode(sorted(_named(parts.query)))
    # Old one-page sites name their pages so.
    route = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return place + path + (f"?{query}" if query else "") + route


def _named(query: str) -> list[tuple[str, str]]:
    pairs = parse_qsl(query, keep_blank_values=True)
    return [(name, value) for name, value in pairs if not _TRACKER.fullmatch(name)]
