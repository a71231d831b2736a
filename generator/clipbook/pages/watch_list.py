"""The watch list: outlets of which readers are to see that they published nothing on a story."""

from __future__ import annotations

from collections.abc import Mapping

from clipbook.edition import Edition
from clipbook.model.holdings import Articles
from clipbook.model.story import Story
from clipbook.pages.cards import Card
from clipbook.pages.wording import number, short

SHOWN = 12
"""Outlets that are named before the rest folds."""
MOST = 60
_NAME = 80


def watched(edition: Edition) -> Mapping[str, tuple[str, str]]:
    """Give name and address of each outlet on the list, by key; some have no page."""
    return edition.shared(_watched)


def _watched(edition: Edition) -> dict[str, tuple[str, str]]:
    archive = edition.archive
    wanted = [outlet for outlet in archive.outlets.values() if outlet.watch]
    # Who is cited is only worked out where somebody is watched.
    has_page = {*archive.by_outlet, *archive.cited.urls_by_outlet} if wanted else set()
    ordered = sorted(wanted, key=lambda outlet: (outlet.name.casefold(), outlet.key))
    return {
        outlet.key: (
            outlet.name,
            edition.site.addresses.of(f"outlets/{outlet.key}") if outlet.key in has_page else "",
        )
        for outlet in ordered
    }


def silent(edition: Edition, story: Story, articles: Articles) -> Card | None:
    """Name the outlets that have published nothing on a story, where somebody has looked."""
    if story.checked is None:
        return None
    published = set(articles.outlets)
    missing = [said for key, said in watched(edition).items() if key not in published]
    if not missing:
        return None
    named = [{"name": short(name, _NAME), "path": path} for name, path in missing[:MOST]]
    return {
        "when": story.checked.long,
        "iso": str(story.checked),
        "outlets": named[:SHOWN],
        "more": named[SHOWN:],
        "more_label": f"{number(len(missing) - SHOWN)} more",
        "left": number(len(missing) - MOST) if len(missing) > MOST else "",
    }
