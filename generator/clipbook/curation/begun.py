"""What a command had begun when it was broken off, so that the same command completes it.

The new file is written first, then the ledger, then the articles: a story that is there already is
in nobody's way where it is what the command itself would have made.
"""

from __future__ import annotations

from collections.abc import Sequence

from clipbook.model.article import Article
from clipbook.model.story import Story, StoryEntry
from clipbook.store.content import Content


def is_renamed(content: Content, old: str, new: str) -> bool:
    """Say whether a story has begun to take another address: both files are there, and the same.

    Until the ledger says so, no article may be in the new one.
    """
    one, other = _story(content, old), _story(content, new)
    if one is None or other is None:
        return False
    is_noted = content.ledger.moved.get(old) == new
    if not is_noted and new in content.articles.stories:
        return False
    return (content.root / one.file).read_bytes() == (content.root / other.file).read_bytes()


def left(content: Content, story: str, new: str) -> list[Article]:
    """Give the articles that have gone from a story into a new one, as a split in the ledger says.

    All else that is in the new one by now came there in another way.
    """
    named = {
        article
        for each in content.ledger.decisions
        if (each.split, each.into) == (story, new)
        for article in each.articles
    }
    articles = content.articles
    return [
        articles[place]
        for place, (ident, slug) in enumerate(zip(articles.ids, articles.stories, strict=True))
        if slug == new and ident in named
    ]


def is_split(content: Content, new: str, entry: StoryEntry, leaving: Sequence[Article]) -> bool:
    """Say whether the story that a split makes is there, and articles have yet to go there."""
    found = _story(content, new)
    if found is None or all(each.story == new for each in leaving):
        return False
    others = content.articles.stories.count(new) - sum(each.story == new for each in leaving)
    return not others and is_as_made(found, entry)


def is_as_made(story: Story, entry: StoryEntry) -> bool:
    """Say whether a story is as a command made it: nobody has written a word into it since."""
    made = {name: getattr(story, name) for name in StoryEntry.model_fields}
    return not story.body.strip() and StoryEntry.model_construct(**made) == entry


def _story(content: Content, slug: str) -> Story | None:
    return next((each for each in content.stories if each.slug == slug), None)
