"""The settings of an archive, validated once, for the plugin and the command line alike."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clipbook.model.addresses import FLAT, NESTED, Addresses
from clipbook.model.fields import Line
from clipbook.model.record import Record
from clipbook.model.rights import Rights


class Settings(Record):
    """What stands under `plugins: - clipbook:` in `mkdocs.yml`."""

    rights: Rights = Rights.FULL
    """How much of a text may be shown, where neither article nor outlet says."""
    slow: bool = False
    """Render every page through MkDocs itself, as the reference for the fast way."""
    search: bool = True
    """Whether the search index is made."""
    tagline: Line | None = None
    """The line under the name of the archive on its home page."""


@dataclass(frozen=True, slots=True)
class Site:
    """An archive's folder and what `mkdocs.yml` says of the site that is made from it."""

    root: Path
    """The folder that holds `mkdocs.yml`."""
    content: Path
    """MkDocs' `docs_dir`."""
    output: Path
    """MkDocs' `site_dir`."""
    name: str
    url: str
    """The site's own address with a slash at the end, or nothing."""
    description: str
    language: str
    flat: bool
    """Whether addresses end in `.html` (`use_directory_urls: false`)."""
    settings: Settings

    @property
    def addresses(self) -> Addresses:
        """How paths become addresses here."""
        return FLAT if self.flat else NESTED

    def absolute(self, path: str) -> str:
        """Give a page's full address, or nothing where the site's own is not set."""
        return self.url + self.addresses.of(path) if self.url else ""
