"""A source: an address that an article cites."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

from clipbook.model.dates import PartialDate
from clipbook.model.fields import Address, Line, Slug
from clipbook.model.record import Record


class Source(Record):
    """One cited address, with what is known of the page behind it."""

    url: Address
    """The address as it stood in the text."""
    outlet: Slug | None = None
    """A key of `outlets.yml`."""
    title: Line | None = None
    """The cited page's own headline."""
    date: PartialDate | None = None
    """When the cited page was published."""
    inferred: tuple[Literal["outlet", "title", "date"], ...] = ()
    """Fields that were concluded from the address, not read on the page."""

    @property
    def host(self) -> str:
        """The host without `www.`: `reuters.com`."""
        return host_of(self.url)


# The common form of an address, for which the standard library takes longer than this.
_COMMON = re.compile(r"https?://([a-z0-9.-]+)(?::[0-9]*)?(?![^/?#])([!$-;=@-Z_a-z~]*)(?![^?#])")


@lru_cache(maxsize=2048)
def host_of(url: str) -> str:
    """Give the host of an address without `www.`; empty where there is none."""
    common = _COMMON.match(url)
    try:
        host = common[1] if common else urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def path_of(url: str) -> str:
    """Give the path of an address as it is written there."""
    common = _COMMON.match(url)
    return common[2] if common else urlsplit(url).path
