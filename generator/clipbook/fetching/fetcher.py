"""An address followed to its page: robots asked, redirects checked one by one, limits kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urldefrag

from clipbook import __version__
from clipbook.fetching import refusals
from clipbook.fetching.limits import Limits, Pace, Patience
from clipbook.fetching.memory import Memory, Visit
from clipbook.fetching.robots import NAME, Robots
from clipbook.fetching.web import Reply, Web, redirected
from clipbook.importers.record import RefusedError
from clipbook.importers.source import Source
from clipbook.model.fields import address_fault

_OK, _UNCHANGED = 200, 304
_NO_TEXT = ("application/pdf", "audio/", "font/", "image/", "video/")
"""Types that no importer reads."""


class UnchangedError(RefusedError):
    """An address has nothing that was not fetched, and brought in, before."""

    def __init__(self, address: str) -> None:
        """Say so."""
        said = f"{address} has not changed since it was last brought in"
        super().__init__(0, "not-changed", said, "There is nothing to do.")


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses, one after the other."""

    folder: Path
    """Where it is kept what was fetched: `.clipbook`."""
    allow_private: bool = field(kw_only=True)
    home: str = field(default="", kw_only=True)
    """Where those can read who we are whose pages we fetch: the site's own address."""
    limits: Limits = field(default_factory=Limits, kw_only=True)
    memory: Memory = field(init=False)
    _web: Web = field(init=False)
    _robots: Robots = field(init=False)
    _visits: dict[str, Visit] = field(default_factory=dict, init=False)
    """What to remember of the addresses of this import."""

    def __post_init__(self) -> None:
        """Get ready; nothing is read or asked yet."""
        home = f" (+{self.home})" if self.home and self.home.isascii() else ""
        self._web = Web(
            self.limits, Pace(self.limits), self.allow_private, f"{NAME}/{__version__}{home}"
        )
        self._robots = Robots(self._web)
        self.memory = Memory(self.folder)

    def get(self, address: str, *, anew: bool = False) -> Source:
        """Fetch an address; `anew` even where it has not changed since the last time.

        Raises UnchangedError where it has not, and RefusedError where it cannot be had.
        """
        patience = Patience(self.limits.total)
        visit = None if anew else self.memory.of(address)
        url, met = _checked(address), set[str]()
        while len(met) <= self.limits.redirects and url not in met:
            met.add(url)
            self._robots.check(url, patience)
            conditions = visit.conditions if visit and visit.url == url else {}
            with self._web.visit(url, conditions, patience) as reply:
                onward = redirected(reply, url)
                if onward is None:
                    return self._source(address, url, reply, conditions)
            url = _checked(onward, url)
        said = f"{address} leads from one address to the next without end"
        raise RefusedError(0, "too-many-redirects", said, "Name the page's own address.")

    def keep(self, address: str, captures: tuple[str, ...]) -> None:
        """Remember that all of an address was brought in, as these captures."""
        visit = self._visits.pop(address, None)
        if visit and visit.conditions and captures:
            self.memory.keep(address, replace(visit, captures=captures))

    def _source(self, address: str, url: str, reply: Reply, conditions: dict[str, str]) -> Source:
        if reply.status == _UNCHANGED and conditions:
            raise UnchangedError(address)
        if reply.status != _OK:
            raise refusals.of_status(reply.status, reply.headers)
        said = reply.headers.get("Content-Type")
        _check_type(said or "")
        content = reply.body(self.limits.size)
        self._visits[address] = Visit.of(url, reply.headers)
        return Source(address, content=content, address=url, content_type=said)


def _checked(address: str, before: str = "") -> str:
    """Give an address as it goes over the wire; raises RefusedError where none may be fetched."""
    from w3lib.url import safe_url_string  # noqa: PLC0415 - only fetching needs it

    try:
        url = urldefrag(safe_url_string(address)).url
    except ValueError:
        url = ""
    fault = address_fault(url) if url else "it cannot be read as an address"
    if fault is None and url.isascii():
        return url
    led = f"{before} leads to" if before else "this is"
    said = f"{led} no address to fetch: {fault or 'its host has no name that can be asked for'}"
    raise RefusedError(0, "invalid-address", said, "Name an http or https address.")


def _check_type(said: str) -> None:
    if said.strip().casefold().startswith(_NO_TEXT):
        name = refusals.short(said)
        fix = "Name the page that tells of it."
        raise RefusedError(0, "wrong-type", f"there is no page but a file ({name})", fix)
