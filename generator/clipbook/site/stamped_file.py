"""Stamped pages among MkDocs' files: links lead to them, but MkDocs does not render them."""

from __future__ import annotations

from mkdocs.structure.files import File


class StampedFile(File):
    """A page that is stamped, unless the navigation names it: then MkDocs renders it whole."""

    whole = False

    def is_documentation_page(self) -> bool:
        """Say whether MkDocs renders it."""
        return self.whole

    def copy_file(self, dirty: bool = False) -> None:
        """Copy nothing: there is no file to copy."""
