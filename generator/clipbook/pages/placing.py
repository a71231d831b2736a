"""Why an article is in its story: who put it there, what it is most like, and how sure that was."""

from __future__ import annotations

from typing import cast

from clipbook.edition import Edition
from clipbook.model.article import Article, Placement
from clipbook.model.columns import Glance
from clipbook.model.dates import PartialDate
from clipbook.pages import cards, decided
from clipbook.pages.cards import Card
from clipbook.pages.decided import Decided
from clipbook.pages.wording import plural, short

MACHINE = "clipbook"
"""What stands in `by` where no curator put an article into its story."""

MOST_SHARED = 8
_SHARED, _NAME, _WHY, _TITLE = 160, 60, 180, 120
"""Bytes of what is shared, of somebody's name, of a reason and of a headline, at most."""

SIZE, SIZE_UNRECORDED = 950, 150
"""Bytes of a page that the reasons for one article take, and that there are none."""

_CLEAR, _NEAR = 0.2, 0.05
"""From where on a margin is called clear, and below which narrow."""


def why(edition: Edition, row: int) -> Card:
    """Say in a list why an article is in its story; nothing that readers could not see anyway."""
    card = in_full(edition, row)
    return {**card, "reason": short(card["reason"], _WHY)}


def in_full(edition: Edition, row: int) -> Card:
    """Say the same with all of a curator's words, for the article's own page."""
    articles = edition.archive.articles
    glance = articles.holdings.glance(row)
    if not articles.columns.placed[row]:
        return _without_record(edition, glance)
    article = articles.holdings.article(row)
    placed = cast("Placement", article.placed)
    pin = _pin(edition, glance)
    said, reason = _by_curator(pin) if pin else _who(article, placed)
    card = {
        **_NOTHING,
        "said": said,
        "inferred": "story" in article.inferred and not pin,
        "reason": reason,
        "after": _after(placed.margin),
    }
    nearest = _nearest(edition, article, placed)
    if placed.nearest and nearest is None:
        # What they have in common would tell of something that may not be public.
        return {**card, "after": f"{_GONE} {card['after']}".rstrip()}
    return {
        **card,
        "nearest": nearest and _shown(edition, nearest),
        "gap": _gap(placed.days) if nearest else "",
        "shared": _shared(edition, article, placed, nearest),
    }


_NOTHING: Card = {
    "inferred": False,
    "reason": "",
    "nearest": None,
    "gap": "",
    "shared": "",
    "after": "",
}
_GONE = "The article that it was most like is not in this story now."


def _without_record(edition: Edition, article: Glance) -> Card:
    """Say what there is to say of an article whose file gives no reason."""
    pin = _pin(edition, article)
    if pin:
        said, reason = _by_curator(pin)
        return {**_NOTHING, "said": said, "reason": reason}
    is_inferred = "story" in article.inferred
    how = "Concluded from what it says" if is_inferred else "Put here in its file"
    return {**_NOTHING, "said": f"{how}; no reason is recorded", "inferred": is_inferred}


def _who(article: Article, placed: Placement) -> tuple[str, str]:
    """Say who put an article into its story, and when; and give a curator's words."""
    day = PartialDate(placed.at.year, placed.at.month, placed.at.day).long
    if placed.by != MACHINE:
        return f"Put here by {short(placed.by, _NAME)}, {day}", placed.why or ""
    confirmed = "" if "story" in article.inferred else "; a curator has confirmed it"
    return f"Put here by Clipbook, {day}{confirmed}", placed.why or ""


def _pin(edition: Edition, article: Glance) -> Decided | None:
    """Find the decision that keeps an article in its story."""
    pin = decided.pins(edition).get(article.id)
    return pin if pin and pin.story == article.story else None


def _by_curator(pin: Decided) -> tuple[str, str]:
    return pin._replace(who=short(pin.who, _NAME)).said("Kept here"), pin.why


def _nearest(edition: Edition, article: Article, placed: Placement) -> Article | None:
    """Find the article that it was most like, if that is published and still in the story."""
    archive = edition.archive
    row = archive.row_of.get(placed.nearest or "")
    if row is None or archive.articles.columns.stories[row] != article.story:
        return None
    return archive.articles.holdings.article(row)


def _shown(edition: Edition, nearest: Article) -> Card:
    card = cards.reference(edition, nearest)
    return {
        "title": short(card["title"], _TITLE),
        "path": card["path"],
        "lang": card["lang"],
        "dir": card["dir"],
        "outlet": short(card["outlet"]["name"], _NAME),
    }


def _shared(
    edition: Edition, article: Article, placed: Placement, nearest: Article | None
) -> str:  # fmt: skip
    words = edition.sayable(article, placed.shared)
    if nearest:
        words = edition.sayable(nearest, words)
    return short(", ".join(words[:MOST_SHARED]), _SHARED)


def _gap(days: int | None) -> str:
    if days is None:
        return ""
    return f"{plural(abs(days), 'day')} apart" if days else "of the same day"


def _after(margin: float | None) -> str:
    """Say in plain words how far ahead of the next best story this one was."""
    if margin is None:
        return ""
    # Minus nothing is nothing.
    number = f"(margin {round(margin, 2) + 0.0:.2f})"
    if margin < 0:
        return f"Another story was nearer {number}."
    if margin < _NEAR:
        return f"Another story was almost as near {number}."
    if margin < _CLEAR:
        return f"The next best story was some way behind {number}."
    return f"No other story came near {number}."
