"""What the page of an article says of others with the same text."""

from __future__ import annotations

from clipbook.copies.near_duplicates import Group
from clipbook.edition import Edition
from clipbook.pages import copied, hub_lists
from clipbook.pages.cards import Card
from clipbook.pages.wording import number


def of_article(edition: Edition, ident: str, slug: str) -> Card | None:
    """Say in one sentence whose text an article has; None where no other one of its story has it.

    The sentence stands in three parts: what is before the link to another article, and after it.
    """
    group = copied.of_story(edition, slug).group_of.get(ident)
    if group is None:
        return None
    hub = edition.site.addresses.of(f"stories/{slug}")
    place = f"#{copied.anchor(ident)}" if hub_lists.is_whole(edition, slug) else ""
    return {
        **_sentence(edition, group, ident),
        "all": {"label": f"All {number(len(group.members))} together", "path": f"{hub}{place}"},
    }


def _sentence(edition: Edition, group: Group, ident: str) -> Card:
    is_settled = len(group.earliest) == 1
    if is_settled and group.first == ident:
        others = number(len(group.members) - 1)
        said = f"Ran this text before {others} others that are held here"
        return _said(f"{said}{copied.recorded(edition, group)}.")
    other = copied.link(edition, next(each for each in group.members if each != ident))
    if is_settled:
        when = f", {other['date']}{copied.recorded(edition, group)}."
        return _said("A copy of what ", other, f" ran first{when}")
    why = copied.MANY_DATES if group.earliest else copied.NO_DATES
    return _said("Mostly the same text as that of ", other, f"; {why}.")


def _said(before: str, link: Card | None = None, after: str = "") -> Card:
    return {"before": before, "link": link, "after": after}
