"""Stories: those that articles name exist, once, and hold something."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.problems import Problem, Severity
from clipbook.store.content import Content
from clipbook.store.validate import nearest


def unknown(content: Content) -> Iterator[Problem]:
    """`unknown-story`: an article names a story that has no file."""
    known = {story.slug for story in content.stories} | content.unread
    for row, story in enumerate(content.articles.columns.stories):
        if story and story not in known:
            file = content.files[row]
            yield Problem(
                file,
                content.line(file, "story"),
                "unknown-story",
                f"there is no story “{story}”",
                f"Make content/stories/{story}.md. {nearest(story, known)}",
            )


def colliding(content: Content) -> Iterator[Problem]:
    """`duplicate-story`: two files for one story, in two folders."""
    first: dict[str, str] = {}
    for story in content.stories:
        other = first.setdefault(story.slug.casefold(), story.file)
        if other != story.file:
            yield Problem(
                story.file,
                1,
                "duplicate-story",
                f"the story “{story.slug}” has another file, {other}",
                "Keep one of the two.",
            )


def relating(content: Content) -> Iterator[Problem]:
    """`unknown-story`: a story that another one sets beside it, and that has no file."""
    known = {story.slug for story in content.stories} | content.unread
    for story in content.stories:
        for number, slug in enumerate(story.related):
            if slug not in known:
                yield Problem(
                    story.file,
                    content.line(story.file, "related", number),
                    "unknown-story",
                    f"there is no story “{slug}”",
                    nearest(slug, known),
                )


def empty(content: Content) -> Iterator[Problem]:
    """`empty-story`: a story that no article is in; its hub would show nothing."""
    used = set(content.articles.columns.stories)
    # Articles that could not be read may be in it.
    stories = () if content.problems else content.stories
    for story in stories:
        if story.slug not in used and not story.draft:
            yield Problem(
                story.file,
                1,
                "empty-story",
                f"no article is in the story “{story.slug}”",
                f"Put `story: {story.slug}` into an article, or `draft: true` here.",
                Severity.WARNING,
            )
