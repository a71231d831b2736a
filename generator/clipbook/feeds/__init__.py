"""The feeds that readers follow: of the site, and of every story, outlet and topic."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.edition import Edition
from clipbook.feeds import atom, channel
from clipbook.feeds.channel import SITE, SUFFIX

__all__ = ["SITE", "SUFFIX", "file", "files", "paths"]


def paths(edition: Edition) -> Iterator[str]:
    """Give the path of every feed, from the root of the site."""
    return channel.paths(edition)


def file(edition: Edition, path: str) -> bytes:
    """Give one feed."""
    return atom.document(edition, channel.channel(edition, path))


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Give every feed as its path and its bytes."""
    for path in paths(edition):
        yield path, file(edition, path)
