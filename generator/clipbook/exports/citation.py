"""The line to cite a page with, as plain text."""

from __future__ import annotations

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.model.holdings import Articles
from clipbook.model.outlet import NO_OUTLET

NO_DATE = "n.d."
_ENDS = (".", "?", "!", "…", "\u3002", "\uff1f", "\uff01")
"""What a sentence can end with, in wide letters too."""


def of_article(edition: Edition, article: Article) -> str:
    """Give the line to cite an article with; what was concluded stands in square brackets.

    Bylines and outlet, headline, date, this archive and the address of its page, and the
    original's address where it is recorded. Brackets for what the source itself does not say are
    a rule of the Chicago Manual of Style.
    """
    said = crosswalk.record(edition, article)
    date = article.date.long if article.date else NO_DATE
    names = [_marked(said, "authors", name) for name in said["authors"]]
    names.append(_marked(said, "outlet", said["outlet_name"] or NO_OUTLET))
    parts = (
        _sentence(", ".join(names)),
        f"“{_sentence(_marked(said, 'title', article.title))}”",
        _sentence(_marked(said, "date", date)),
        f"{edition.site.name}, {said['page']}",
    )
    original = f"; original: {said['url']}" if said["url"] else ""
    return " ".join(parts) + original


def of_page(edition: Edition, title: str, path: str, articles: Articles) -> str:
    """Give the line to cite a hub, an outlet or a topic with.

    Such a page grows, so the line says as of when: the day of the newest capture of its articles.
    """
    day = articles.as_of
    as_of = f", as of {day.long}" if day else ""
    return f"“{_sentence(title)}” {edition.site.name}{as_of}, {crosswalk.address(edition, path)}"


def _marked(said: crosswalk.Record, field: str, text: str) -> str:
    return f"[{text}]" if field in said["inferred"] else text


def _sentence(text: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}."
