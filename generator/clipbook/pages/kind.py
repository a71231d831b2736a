"""A page kind: what it is called, and where its pages come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from clipbook.edition import Edition
from clipbook.pages.page import Page


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the registry of page kinds."""

    name: str
    """Names the template and its partial."""
    stamped: bool
    """Whether its pages are stamped from a frame; else MkDocs renders each of them."""
    section: str
    """The address, without a suffix, of the section that its pages belong to."""
    pages: Callable[[Edition], Iterator[Page]]
    """Gives all pages of the kind, in a fixed order."""
