"""Who may come in: this machine alone, under a name of its own, and from this very page."""

from __future__ import annotations

import ipaddress
import os
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from clipbook.review.exchange import Answer, Asked, plain

_FORM = "application/x-www-form-urlencoded"


def why_off(root: Path, host: str) -> str:
    """Say why there is no review page on an address; nothing where there is one."""
    if not is_own(host):
        return f"others can reach {host}; serve on 127.0.0.1 to have it"
    return "" if os.access(root, os.W_OK) else "this archive cannot be written"


def is_own(host: str) -> bool:
    """Say whether a name or an address means this machine, whoever is asked for it."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refusal(asked: Asked) -> Answer | None:
    """Give what is answered to a request that may not come in; None where it may.

    A name of somebody else's that leads here (DNS rebinding) is none of ours. Whether a form is
    this page's own, its token tells.
    """
    if not is_own(_name(asked.headers.get("host", ""))):
        return plain(HTTPStatus.FORBIDDEN, "This page answers to localhost alone.")
    if asked.method in {"GET", "HEAD"}:
        return _strange_reader(asked)
    if asked.method != "POST":
        return plain(HTTPStatus.METHOD_NOT_ALLOWED, "Not that way.", ("Allow", "GET, HEAD, POST"))
    return _strange_form(asked)


def _name(host: str) -> str:
    try:
        parts = urlsplit(f"//{host}")
        is_bare = parts.netloc == host and "@" not in host and (parts.port or 0) >= 0
    except ValueError:
        return ""
    return parts.hostname or "" if is_bare else ""


def _strange_reader(asked: Asked) -> Answer | None:
    """Refuse other sites that would load the page into theirs; a link from there may lead here."""
    site, goal = (asked.headers.get(f"sec-fetch-{name}", "") for name in ("site", "dest"))
    if site in {"", "same-origin", "none"} or goal == "document":
        return None
    return plain(HTTPStatus.FORBIDDEN, "Other sites may link to this page, and no more.")


def _strange_form(asked: Asked) -> Answer | None:
    headers = asked.headers
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    is_ours = origin in {None, f"http://{headers.get('host', '')}"} and site in {
        None,
        "same-origin",
    }
    if not is_ours or (origin is None and site is None):
        return plain(HTTPStatus.FORBIDDEN, "This form did not come from this page.")
    if headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        return plain(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"A form is sent as {_FORM}.")
    return None
