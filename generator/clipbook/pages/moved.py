"""What stands at the old address of a story, put into another one or renamed: the way on."""

from __future__ import annotations

from collections.abc import Iterable

from clipbook.edition import Edition
from clipbook.pages import decided, head
from clipbook.pages.head import Head, crumbs
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.pages.wording import short


def paths(edition: Edition) -> Iterable[str]:
    """Give the old address of every story that was put into one that is published."""
    return (path_of(slug) for slug in edition.archive.moved)


def path_of(slug: str) -> str:
    """Give the address at which a story was."""
    return f"stories/{slug}"


def page(edition: Edition, path: str) -> Page:
    """Make the page that leads on from an old address."""
    slug = path.rpartition("/")[2]
    move = decided.moves(edition)[slug]
    story = edition.archive.story_by_slug[move.story]
    place = path_of(story.slug)
    target, canonical = edition.site.addresses.of(place), edition.site.absolute(place)
    title = short(story.title)
    renamed = f"The story at this address has another one now: {title}."
    merged = f"The story at this address was merged into {title}."
    said = Head(
        title=f"{'Moved' if move.is_renamed else 'Merged into'}: {story.title}",
        description=renamed if move.is_renamed else merged,
        # To say both would contradict: whoever is told to leave a page out need not go on from it.
        robots="" if canonical else "noindex,follow",
    )
    shows = {
        "crumbs": crumbs(edition, ("Stories", KIND.section)),
        "canonical": canonical,
        "refresh": target,
        "was": slug,
        "renamed": move.is_renamed,
        "story": {"title": story.title, "path": target},
        "decided": move.said("Decided") if move.who or move.when or move.why else "",
        "reason": move.why,
    }
    return head.page(edition, KIND, path, said, shows)


KIND = Kind(name="moved", section="stories/index", paths=paths, page=page, listed=False)
