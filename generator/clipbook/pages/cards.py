"""What lists show of an article, an outlet and a story: the building blocks of most pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from zlib import crc32

from clipbook.edition import Edition
from clipbook.model import dates
from clipbook.model.archive import topic_slug
from clipbook.model.article import Article, Kind
from clipbook.model.columns import Glance
from clipbook.model.holdings import Articles, Holdings
from clipbook.model.outlet import NO_OUTLET, Outlet
from clipbook.model.story import Story
from clipbook.pages import codes, dating
from clipbook.pages.wording import short, stat

Card = dict[str, Any]
"""Plain values that a template prints."""

HUES = 12
"""Colours of monograms."""

MOST_OF_A_LEAD = 800
"""Bytes of opening words, or of the words under a story's title, in a list."""

_ARTICLES = {"the", "a", "an", "le", "la", "les", "der", "die", "das", "el", "il", "de", "het"}
_WORDS = re.compile(r"[^\W_]+")


def chip(name: str, key: str) -> Card:
    """Give the two letters and the hue (`h0` to `h11`) that stand for a name, by its key."""
    mono, hue = _chip(name, key)
    return {"mono": mono, "hue": hue}


@lru_cache(maxsize=4096)
def _chip(name: str, key: str) -> tuple[str, str]:
    words = _WORDS.findall(name.replace("'", "").replace("’", ""))
    if len(words) > 1 and words[0].casefold() in _ARTICLES:
        words = words[1:]
    # A domain's ending says nothing about who it is.
    if len(words) > 1 and " " not in name and "." in name:
        words = words[:1]
    initials = words[0][0] + words[1][0] if len(words) > 1 else "".join(words)[:2]
    return initials.upper() or "•", f"h{crc32(key.encode()) % HUES}"


def no_outlet() -> Card:
    """Stand for an outlet that is not recorded."""
    return {"name": NO_OUTLET, "path": "", "inferred": False, "mono": "?", "hue": "hx"}


def outlet(edition: Edition, outlet: Outlet | None, *, inferred: bool = False) -> Card:
    """Show an outlet by name and monogram, with the way to its page."""
    if outlet is None:
        return no_outlet()
    mono, hue = _chip(outlet.name, outlet.key)
    return {
        "name": short(outlet.name),
        "path": edition.site.addresses.of(f"outlets/{outlet.key}"),
        "inferred": inferred,
        "mono": mono,
        "hue": hue,
    }


def outlet_of(edition: Edition, article: Article | Glance) -> Card:
    """Show an article's outlet."""
    found = edition.archive.outlet_of(article)
    return outlet(edition, found, inferred="outlet" in article.inferred)


def article(edition: Edition, article: Article) -> Card:
    """Show an article in a list; its opening words only where its rights allow."""
    showing = edition.showing(article)
    return {
        **reference(edition, article),
        "via": short(article.via_name),
        "snippet": article.is_snippet,
        "lead": short(showing.lead, MOST_OF_A_LEAD),
        "withheld": not showing.rights.shows_text,
        "words_of": _words_of(article),
    }


def lines(edition: Edition, articles: Articles) -> list[Card]:
    """Show articles in a long list, without their words: none of their texts is read."""
    columns = articles.columns
    return [
        {**card, "via": short(columns.vias[row]), "snippet": columns.snippets[row], "lead": ""}
        for row, card in zip(articles.rows, references(edition, articles), strict=True)
    ]


def _words_of(article: Article) -> str:
    """Say whose the words are, where they are not the outlet's."""
    if article.text == "abstract":
        return "From this archive’s own abstract"
    if article.text == "stub":
        return "Only the beginning was captured"
    if article.body and article.kind in {Kind.ANALYSIS, Kind.SNIPPET}:
        return "From the analysis captured with it"
    return "The snippet" if article.snippet and not article.body else ""


def reference(edition: Edition, article: Article) -> Card:
    """Show an article in the fewest words: headline, outlet and date; made once for all lists."""
    place = edition.archive.articles.holdings, edition.archive.row_of[article.id]
    return edition.once(_reference, place, article.id)


def references(edition: Edition, articles: Articles) -> list[Card]:
    """Show articles in the fewest words; those that were shown before are not looked at again."""
    holdings, ids = articles.holdings, articles.columns.ids
    return [edition.once(_reference, (holdings, row), ids[row]) for row in articles.rows]


def _reference(edition: Edition, place: tuple[Holdings, int]) -> Card:
    holdings, row = place
    article = holdings.glance(row)
    return {
        "title": short(article.title),
        "path": edition.site.addresses.of(article.path),
        "lang": article.lang or "",
        "dir": codes.direction(article.lang),
        "no_headline": "title" in article.inferred,
        "outlet": outlet_of(edition, article),
        "date": dating.of_article(article),
    }


def story(edition: Edition, story: Story) -> Card:
    """Show a story as a card; made once for all lists."""
    return edition.once(_story, story, story.slug)


def _story(edition: Edition, story: Story) -> Card:
    articles = edition.archive.of_story(story.slug)
    cited = {source.url for own in articles.sources for source in own}
    return {
        "title": short(story.title),
        "path": edition.site.addresses.of(f"stories/{story.slug}"),
        "dek": short(story.dek or "", MOST_OF_A_LEAD),
        "inferred": "title" in story.inferred,
        "counts": [
            stat(len(articles), "article"),
            *([stat(len(cited), "cited source")] if cited else []),
        ],
        "span": span(articles),
        "why": "",
    }


def span(articles: Articles) -> str:
    """Say from when to when articles were published; of undated ones, that they are."""
    return dates.span([date for date in articles.dates if date]) or "no date recorded"


def topics(edition: Edition, tags: Iterable[str]) -> list[Card]:
    """Show topics by name; a tag that no article carries has no page."""
    known = edition.archive.topics
    named = {topic_slug(tag): tag for tag in sorted(tags, reverse=True)}
    cards = [
        {
            "name": short(known[slug].name if slug in known else tag),
            "path": edition.site.addresses.of(f"topics/{slug}") if slug in known else "",
        }
        for slug, tag in named.items()
    ]
    return sorted(cards, key=lambda card: str(card["name"]).casefold())
