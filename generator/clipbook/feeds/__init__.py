"""The feeds that readers follow: of the site, and of every story, outlet and topic."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.edition import Edition
from clipbook.feeds import atom
from clipbook.feeds.channel import channels


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Give every feed as its path from the root of the site and its bytes."""
    newest = atom.newest_moment(edition)
    for channel in channels(edition):
        yield channel.path, atom.document(edition, channel, newest)
