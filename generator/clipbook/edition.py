"""An edition: the archive as this site may publish it. Rights are decided here, once."""

from __future__ import annotations

from dataclasses import dataclass, field

from clipbook import markup
from clipbook.config import Site
from clipbook.model.archive import Archive
from clipbook.model.article import Article
from clipbook.model.rights import EXCERPT_WORDS, Rights

LEAD_WORDS = 32


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
    _shown: dict[str, Showing] = field(default_factory=dict, repr=False, compare=False)

    def showing(self, article: Article) -> Showing:
        """Give what may be shown of an article's words, worked out once."""
        found = self._shown.get(article.id)
        if found is None:
            found = self._shown[article.id] = _show(article, self.archive.rights_of(article))
        return found


def _show(article: Article, rights: Rights) -> Showing:
    if not rights.shows_text:
        return Showing(rights)
    html = markup.render(article.body)
    text = markup.plain(html)
    lead = markup.first_words(text.partition("\n")[0] or article.snippet or "", LEAD_WORDS)
    words = markup.count_words(text)
    if rights is Rights.EXCERPT:
        text = markup.first_words(text, EXCERPT_WORDS)
        html = markup.render_plain(text)
        snippet = markup.first_words(article.snippet or "", EXCERPT_WORDS)
        return Showing(rights, html, text, lead, words, snippet)
    return Showing(rights, html, text, lead, words, article.snippet or "", article.takeaways)
