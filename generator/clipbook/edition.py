"""An edition: the archive as this site may publish it. Rights are decided here, once."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from clipbook import markup
from clipbook.config import Site
from clipbook.model.archive import Archive
from clipbook.model.article import Article
from clipbook.model.rights import EXCERPT_WORDS, Rights

KEPT = 1024
"""Results that are kept: those of some hundreds of articles, enough for a story and its kin."""

A = TypeVar("A")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Showing:
    """What may be shown of one article's words; all empty where its rights forbid it."""

    rights: Rights
    html: str = ""
    """The body, cleaned, ready to stand in a page."""
    text: str = ""
    """The same words as plain text, a line for each paragraph."""
    lead: str = ""
    """The opening words, for lists and cards."""
    words: int = 0
    """Words of the whole body, where any of it may be shown."""
    snippet: str = ""
    takeaways: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edition:
    """What everything downstream reads: pages, search, feeds and exports alike."""

    archive: Archive
    site: Site
    _once: dict[Hashable, object] = field(default_factory=dict, repr=False, compare=False)
    _shared: dict[Hashable, object] = field(default_factory=dict, repr=False, compare=False)

    def showing(self, article: Article) -> Showing:
        """Give what may be shown of an article's words."""
        return self.once(_showing, article)

    def sayable(self, article: Article, words: Iterable[str]) -> tuple[str, ...]:
        """Give those of some words from an article that readers may see in it anyway.

        Where not all of its text is shown, a word counts that stands in the headline or in what is.
        """
        if self.archive.rights_of(article) is Rights.FULL:
            return tuple(words)
        showing = self.showing(article)
        shown = _folded(f"{article.title}\n{showing.text}\n{showing.snippet}")
        return tuple(
            word for word in words if re.search(rf"(?<!\w){re.escape(_folded(word))}(?!\w)", shown)
        )

    def once(self, work: Callable[[Edition, A], T], thing: A, key: str = "") -> T:
        """Work something out for an article, or for what has the key; again soon, it is there.

        Only what was worked out last is kept, so that memory does not grow with the archive.
        """
        name = (work, key or thing.id)  # type: ignore[attr-defined]
        found = self._once.get(name)
        if found is None:
            if len(self._once) >= KEPT:
                self._once.clear()
            found = self._once[name] = work(self, thing)
        return found  # type: ignore[return-value]

    def shared(self, work: Callable[[Edition], T]) -> T:
        """Work something out for the whole archive, once."""
        found = self._shared.get(work)
        if found is None:
            found = self._shared[work] = work(self)
        return found  # type: ignore[return-value]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _showing(edition: Edition, article: Article) -> Showing:
    rights = edition.archive.rights_of(article)
    if not rights.shows_text:
        return Showing(rights)
    words = edition.archive.words_of(article)
    if rights is Rights.EXCERPT:
        text = markup.first_words(words.text, EXCERPT_WORDS)
        html = markup.render_plain(text)
        snippet = markup.first_words(article.snippet or "", EXCERPT_WORDS)
        return Showing(rights, html, text, words.lead, words.length, snippet)
    said = (words.html, words.text, words.lead, words.length)
    return Showing(rights, *said, article.snippet or "", article.takeaways)
