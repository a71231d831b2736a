"""Who mentions what: a table of names against articles, or against outlets where many wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.model.story import Story
from clipbook.pages import cards, names
from clipbook.pages.cards import Card
from clipbook.pages.wording import noun, number, plural

ROWS = 12
COLUMNS = 10


def table(edition: Edition, story: Story, articles: Sequence[Article]) -> Card | None:
    """Compare articles by the names in them; None where no text may be read or none names any.

    A curator's names are taken as they are; without them they are read from the texts.
    """
    readable = [article for article in articles if edition.showing(article).text]
    readings = [
        names.read(article.title, edition.showing(article).text, article.lang)
        for article in readable
    ]
    rows = list(story.names) or names.names(readings, ROWS)
    if not rows or not readable:
        return None
    columns = _columns(edition, readable)
    found = {name: names.mentions(name, readings) for name in rows}
    return {
        "columns": [column for column, _ in columns],
        "rows": [
            {
                "name": name,
                "hits": [not found[name].isdisjoint(places) for _, places in columns],
                "count": number(len(found[name])),
            }
            for name in rows
        ],
        "total": number(len(readable)),
        "by_outlet": len(readable) > COLUMNS,
        "note": _note(edition, articles, readable),
    }


def _columns(edition: Edition, articles: Sequence[Article]) -> list[tuple[Card, frozenset[int]]]:
    """Give each column with the places of its articles in the list."""
    if len(articles) <= COLUMNS:
        return [
            (_article(edition, article), frozenset({place}))
            for place, article in enumerate(articles)
        ]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, article in enumerate(articles):
        places[article.outlet or ""].append(place)
    ranked = sorted(places.items(), key=lambda pair: (pair[0] == "", -len(pair[1]), pair[0]))
    return [
        (_outlet(edition, articles[found[0]], len(found)), frozenset(found))
        for _, found in ranked[:COLUMNS]
    ]


def _article(edition: Edition, article: Article) -> Card:
    card: dict[str, Any] = cards.reference(edition, article)
    label = f"{card['outlet']['name']}: {article.title}"
    return {"path": card["path"], "label": label, "outlet": card["outlet"]}


def _outlet(edition: Edition, article: Article, count: int) -> Card:
    card = cards.outlet_of(edition, article)
    return {
        "path": card["path"],
        "label": f"{card['name']}, {plural(count, 'article')}",
        "outlet": card,
    }


def _note(edition: Edition, articles: Sequence[Article], readable: Sequence[Article]) -> str:
    sentences = ["A blank means that the name does not appear in the stored text."]
    abstracts = sum(article.text == "abstract" for article in readable)
    excerpts = sum(edition.showing(article).rights.shows_text for article in readable)
    excerpts -= sum(edition.showing(article).rights == "full" for article in readable)
    hidden = len(articles) - len(readable)
    if abstracts:
        what = noun(abstracts, "is this archive’s own abstract", "are this archive’s own abstracts")
        sentences.append(f"{plural(abstracts, 'text')} {what}.")
    if excerpts:
        what = noun(excerpts, "is an excerpt", "are excerpts")
        sentences.append(f"{plural(excerpts, 'text')} {what}.")
    if hidden:
        are = noun(hidden, "is", "are")
        sentences.append(f"{plural(hidden, 'article')} {are} left out: no text is shown here.")
    return " ".join(sentences)
