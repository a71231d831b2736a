"""How a file of articles is put together, so that a long one can be made piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clipbook.edition import Edition
from clipbook.model.article import Article


def no_head(_edition: Edition, _articles: Sequence[Article]) -> bytes:
    """Stand for the head of a file that has none."""
    return b""


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a file, in UTF-8: a head, a piece for each article, and a tail."""

    piece: Callable[[Edition, Article], bytes]
    """Writes one article; what it writes hangs on that article alone."""
    head: Callable[[Edition, Sequence[Article]], bytes] = no_head
    """Writes what comes before the articles."""
    between: bytes = b""
    tail: bytes = b""

    def document(self, edition: Edition, articles: Sequence[Article]) -> bytes:
        """Make one file of articles, in the order in which they come."""
        pieces = self.between.join(self.piece(edition, article) for article in articles)
        return self.head(edition, articles) + pieces + self.tail
