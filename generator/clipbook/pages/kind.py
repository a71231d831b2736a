"""A page kind: what it is called, which pages it has, and how one of them is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from clipbook.edition import Edition
from clipbook.pages.page import Page


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the registry of page kinds."""

    name: str
    """Names the template and its partial."""
    section: str
    """The address, without a suffix, of the section that its pages belong to."""
    paths: Callable[[Edition], Iterable[str]]
    """Gives the path of every page of the kind, in a fixed order, without making one."""
    page: Callable[[Edition, str], Page]
    """Makes the page of one of these paths."""
    listed: bool = True
    """Whether the sitemap names its pages."""
