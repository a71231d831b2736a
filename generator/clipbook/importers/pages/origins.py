"""What a saved page says of where and when it was saved, outside of its own words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from clipbook.model.fields import address_fault
from clipbook.model.normal_form import unfolded

_HEAD = 20_000
"""Signs at the start of a page among which browsers leave their notes."""
_MARK_OF_THE_WEB = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    r"Page saved with SingleFile.{0,200}?url:\s*(\S+)(?:\s+saved date:\s*([^\n]+?)\s*(?:-->|\n))?",
    re.IGNORECASE | re.DOTALL,
)
_WOMBAT = re.compile(r"__wm\.(?:wombat|init)\(\"(https?:[^\"]+)\"(?:,\"(\d{14})\")?")
_ZONE_NAME = re.compile(r"\s*\([^)]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page was saved from."""

    url: str | None = None
    where: str = ""
    """The place that says so."""
    archived: str | None = None
    """The copy in a web archive that was saved, rather than the page itself."""
    captured_at: dt.datetime | None = None
    """UTC."""


def origin_of(text: str, address: str | None) -> Origin:
    """Give what the notes of browsers and archives say; else the address it was fetched from."""
    head = text[:_HEAD]
    single = _SINGLE_FILE.search(head)
    if single:
        return _at(single[1], "SingleFile's note", _moment(single[2] or ""))
    saved = _MARK_OF_THE_WEB.search(head)
    if saved:
        return _at(saved[1], "the browser's note", None)
    archived = _WOMBAT.search(head)
    if archived:
        return _replayed(archived[1], archived[2], address)
    return _at(address, "address", None) if address else Origin()


def _at(url: str, where: str, captured_at: dt.datetime | None) -> Origin:
    plain, archived, stamp = unfolded(url)
    if address_fault(plain):
        return Origin(captured_at=captured_at)
    return Origin(plain, where, archived, captured_at or _stamped(stamp))


def _replayed(url: str, stamp: str | None, address: str | None) -> Origin:
    """Read the call by which the Wayback Machine sets up its toolbar."""
    if address and unfolded(address).archived:
        return _at(address, "address", None)
    if not stamp or address_fault(url):
        return _at(url, "the Wayback Machine's toolbar", None)
    copy = f"https://web.archive.org/web/{stamp}/{url}"
    return _at(copy, "the Wayback Machine's toolbar", None)


def _moment(text: str) -> dt.datetime | None:
    """Read `Sat May 02 2026 10:11:12 GMT+0200 (…)` or an ISO moment."""
    plain = _ZONE_NAME.sub("", text.strip())
    for form in ("%a %b %d %Y %H:%M:%S GMT%z",):
        try:
            return dt.datetime.strptime(plain, form).astimezone(dt.UTC)
        except (ValueError, OverflowError):
            continue
    try:
        return _in_utc(dt.datetime.fromisoformat(plain))
    except ValueError:
        return _mailed(plain)


def _mailed(text: str) -> dt.datetime | None:
    try:
        return _in_utc(parsedate_to_datetime(text))
    except (ValueError, OverflowError):
        return None


def _in_utc(moment: dt.datetime) -> dt.datetime | None:
    try:
        return moment.astimezone(dt.UTC) if moment.tzinfo else None
    except OverflowError:
        return None


def _stamped(stamp: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(stamp[:14], "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
    except ValueError:
        return None
