"""Cards: what a result shows, as far as its rights allow."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.model.holdings import Articles
from clipbook.model.story import Story
from clipbook.pages import cards as lists
from clipbook.pages import dating
from clipbook.pages.wording import plural

BLOCK = 64
"""Cards in one file."""


class Card(NamedTuple):
    """What a result shows: plain texts, in the order in which they are written."""

    address: str
    """Relative to the root of the site."""
    title: str
    outlet: str
    """`Story` on a story's card."""
    date: str
    """For readers: `6 May 2026`, `Undated`."""
    text: str
    """The lead, or nothing where the rights forbid it."""
    mono: str
    hue: str
    inferred: str
    """Initials of what was concluded: `t`itle, `o`utlet, `d`ate."""
    lang: str
    """The language of title and text, where it is not the site's."""
    whole: int
    """1 where more of its words than the lead stand on its page."""


def article_card(edition: Edition, article: Article, lead: str, *, whole: bool) -> Card:
    """Make the card of an article; `lead` is what its rights allow."""
    outlet = lists.outlet_of(edition, article)
    concluded = {
        "t": "title" in article.inferred,
        "o": outlet["inferred"],
        "d": dating.of_article(article)["inferred"],
    }
    return Card(
        address=edition.site.addresses.of(article.path),
        title=article.title,
        outlet=outlet["name"],
        date=dating.in_words(article),
        text=lead,
        mono=outlet["mono"],
        hue=outlet["hue"],
        inferred="".join(letter for letter, is_so in concluded.items() if is_so),
        lang=article.lang if article.lang and article.lang != edition.site.language else "",
        whole=int(whole),
    )


def story_card(
    edition: Edition, story: Story, articles: Articles, lead: str, *, whole: bool
) -> Card:
    """Make the card of a story and its articles."""
    return Card(
        address=edition.site.addresses.of(f"stories/{story.slug}"),
        title=story.title,
        outlet="Story",
        date=f"{plural(len(articles), 'article')}, {lists.span(articles)}",
        text=lead,
        mono="S",
        hue="h7",
        inferred="t" if "title" in story.inferred else "",
        lang="",
        whole=int(whole),
    )


def written(card: Card) -> str:
    """Write a card as a JSON array."""
    return json.dumps(card, ensure_ascii=False, separators=(",", ":"))


def block(cards: Sequence[str]) -> bytes:
    """Put written cards together as one JSON array."""
    return f"[{','.join(cards)}]".encode()
