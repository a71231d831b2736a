"""Stamped pages among MkDocs' files: links and the navigation find them, but they are not built."""

from __future__ import annotations

from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File


class StampedFile(File):
    """A page that is stamped; until the navigation is made, it may be taken for one of MkDocs'."""

    in_sight = False

    @classmethod
    def at(cls, config: MkDocsConfig, source: str, address: str) -> StampedFile:
        """Make the file of a page from its source path and its address in the site."""
        file = cast("StampedFile", cls.generated(config, source, content=""))
        # MkDocs would work these out as for a file that is merely copied.
        file.url = address or "./"
        file.dest_uri = f"{address}index.html" if address.endswith("/") or not address else address
        return file

    def is_documentation_page(self) -> bool:
        """Say whether MkDocs takes it for a page of its own."""
        return self.in_sight

    def copy_file(self, dirty: bool = False) -> None:
        """Copy nothing: there is no file to copy."""
