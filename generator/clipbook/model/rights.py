"""How much of a text the archive may show."""

from __future__ import annotations

from enum import StrEnum


class Rights(StrEnum):
    """What may be shown, from everything to nothing but the way to the original."""

    FULL = "full"
    EXCERPT = "excerpt"
    HEADLINE = "headline"
    LINK = "link"

    def shows_less_than(self, other: Rights) -> bool:
        """Whether less may be shown than another right allows."""
        order = list(Rights)
        return order.index(self) > order.index(other)

    @property
    def shows_text(self) -> bool:
        """Whether any of the text itself may be shown, indexed or exported."""
        return self in {Rights.FULL, Rights.EXCERPT}


EXCERPT_WORDS = 60
"""Words of a text that `excerpt` shows."""

STATEMENT = {
    Rights.FULL: "The text is shown in full.",
    Rights.EXCERPT: f"The first {EXCERPT_WORDS} words are shown.",
    Rights.HEADLINE: "The headline and the record are shown; the text is not.",
    Rights.LINK: "Only the record is kept here, as a pointer to the original.",
}
"""What a reader is told about each right."""


BEGINNING = "Only the beginning of the text was captured."
"""What a reader is told about a stub."""


def effective(article: Rights | None, outlet: Rights | None, site: Rights) -> Rights:
    """Decide for one article: its own word, else its outlet's, else the site's."""
    return article or outlet or site


def statement(shown: Rights, text: str) -> str:
    """Tell a reader how much is shown of a text that is `captured` or a `stub`."""
    if text != "stub" or not shown.shows_text:
        return STATEMENT[shown]
    return BEGINNING if shown is Rights.FULL else f"{BEGINNING} {STATEMENT[shown]}"
