"""What a host lets robots read: its `robots.txt`, asked for once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from clipbook.fetching.limits import Patience
from clipbook.fetching.web import Web, origin, redirected
from clipbook.importers.record import RefusedError
from clipbook.model.fields import address_fault

if TYPE_CHECKING:
    from protego import Protego

NAME = "Clipbook"
"""What `robots.txt` calls us."""

_MOST_BYTES = 500 * 1024
_REDIRECTS = 5
"""Source of both: RFC 9309, sections 2.5 and 2.3.1.2."""
_SERVER_ERROR = 500


@dataclass(slots=True)
class Robots:
    """The rules of each host that was met."""

    web: Web
    _met: dict[str, Protego | RefusedError] = field(default_factory=dict)

    def check(self, url: str, patience: Patience) -> None:
        """Raise RefusedError where an address may not be read, or where nobody can say."""
        at = origin(url)
        if at not in self._met:
            self._met[at] = self._rules(at, patience)
        rules = self._met[at]
        if isinstance(rules, RefusedError):
            raise rules
        if not rules.can_fetch(url, NAME):
            said = f"{at}/robots.txt asks robots not to read this address"
            raise RefusedError(0, "robots-deny", said, "Save the page in a browser.")

    def _rules(self, at: str, patience: Patience) -> Protego | RefusedError:
        from protego import Protego  # noqa: PLC0415 - only fetching needs it

        try:
            rules = Protego.parse(self._text(f"{at}/robots.txt", patience))
        except RefusedError as error:
            return error
        self.web.pace.slow(urlsplit(at).hostname or "", rules.crawl_delay(NAME) or 0.0)
        return rules

    def _text(self, url: str, patience: Patience) -> str:
        for _ in range(_REDIRECTS + 1):
            with self.web.visit(url, {"Accept-Encoding": "identity"}, patience) as reply:
                if reply.status >= _SERVER_ERROR:
                    raise _unknown(url, reply.status)
                onward = redirected(reply, url)
                if onward is None:
                    return _words(reply.beginning(_MOST_BYTES)) if reply.status == 200 else ""  # noqa: PLR2004 - OK
            url = onward
            if address_fault(url):
                break
        # Whoever sends us in circles has no rules (RFC 9309, section 2.3.1.2).
        return ""


def _words(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")


def _unknown(url: str, status: int) -> RefusedError:
    said = f"{url} answers {status}, so nobody can say what robots may read"
    return RefusedError(0, "robots-unknown", said, "Try again later.")
