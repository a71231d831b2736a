"""Stamped pages among MkDocs' files: links lead to them, but MkDocs does not render them."""

from __future__ import annotations

from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File


class StampedFile(File):
    """A page that is stamped, unless the navigation names it: then MkDocs renders it whole."""

    whole = False

    @classmethod
    def at(cls, config: MkDocsConfig, source: str, address: str) -> StampedFile:
        """Make the file of a page from its source path and its address in the site."""
        file = cast("StampedFile", cls.generated(config, source, content=""))
        # MkDocs would work these out as for a file that is merely copied.
        file.url = address
        file.dest_uri = f"{address}index.html" if address.endswith("/") else address
        return file

    def is_documentation_page(self) -> bool:
        """Say whether MkDocs renders it."""
        return self.whole

    def copy_file(self, dirty: bool = False) -> None:
        """Copy nothing: there is no file to copy."""
