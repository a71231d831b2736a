"""The addresses of one import: what the archive has is not fetched."""

from __future__ import annotations

from dataclasses import dataclass, field

from clipbook.fetching.fetcher import Fetcher, UnchangedError
from clipbook.importers.source import Source
from clipbook.importers.walking import Known
from clipbook.store.accession import Accession
from clipbook.store.lock import STATE
from clipbook.store.shelve import Shelf


@dataclass(slots=True)
class Errands:
    """Fetches for an archive."""

    shelf: Shelf
    allow_private: bool
    fetcher: Fetcher = field(init=False)

    def __post_init__(self) -> None:
        """Send a fetcher that says whose it is."""
        site = self.shelf.site
        folder, allow = site.root / STATE, self.allow_private
        self.fetcher = Fetcher(folder, allow_private=allow, home=site.url)

    def fetch(self, address: str) -> Source | Known:
        """Fetch an address, unless an article has it, or it has not changed since it came in.

        Raises RefusedError where it cannot be had.
        """
        register = self.shelf.register
        article = register.at(address)
        wants_text = register.fills and article is not None and not article.body
        if article and not wants_text:
            return Known((article,))
        visit = self.fetcher.memory.of(address)
        before = [register.by_capture.get(sha256) for sha256 in visit.captures] if visit else []
        still = tuple(article for article in before if article)
        try:
            return self.fetcher.get(address, anew=wants_text or len(still) < len(before))
        except UnchangedError:
            return Known(still)

    def came(self, address: str, placed: list[Accession | None]) -> None:
        """Take note of all that came of an address; None stands for what was refused."""
        captures = [_capture(each) for each in placed]
        if not self.shelf.dry_run and all(captures):
            self.fetcher.keep(address, tuple(sha256 for sha256 in captures if sha256))


def _capture(placed: Accession | None) -> str | None:
    captured = placed.article.captured if placed else None
    return captured.sha256 if captured else None
