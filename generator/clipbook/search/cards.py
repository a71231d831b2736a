"""Cards made of articles and stories, and blocks of them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.model.holdings import Articles
from clipbook.model.story import Story
from clipbook.pages import cards as lists
from clipbook.pages import dating
from clipbook.pages.wording import plural
from clipbook.search.card import Card


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
