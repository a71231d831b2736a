"""The ledger: it does not contradict itself, names what is there, and is followed."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.problems import Problem, Severity
from clipbook.store.cache import relative
from clipbook.store.content import DECISIONS, Content


def contradicting(content: Content) -> Iterator[Problem]:
    """`contradiction`: two decisions that cannot both hold; both are named, and neither counts."""
    lines = content.decisions.lines
    for one, other, why in content.ledger.clashes:
        for here, there in {(one, other), (other, one)}:
            yield Problem(
                _file(content),
                lines[here],
                "contradiction",
                f"{why}: this and line {lines[there]} contradict each other, so neither counts",
                "Take one of the two out.",
                Severity.WARNING,
            )


def naming(content: Content) -> Iterator[Problem]:
    """`unknown-article`, `unknown-story`: a decision names what is not there; it waits."""
    ids, stories = set(content.articles.ids), {story.slug for story in content.stories}
    stories |= content.unread | content.ledger.moved.keys()
    file = _file(content)
    for decision, line in zip(content.decisions.sound, content.decisions.lines, strict=True):
        for article in sorted({*decision.named} - ids):
            said = f"there is no article “{article}”"
            yield Problem(file, line, "unknown-article", said, _WAITING, Severity.WARNING)
        named = {decision.story, decision.into, decision.split} - {None}
        for story in sorted(str(slug) for slug in named - stories):
            said = f"there is no story “{story}”"
            yield Problem(file, line, "unknown-story", said, _WAITING, Severity.WARNING)


_WAITING = "It counts once there is one; correct the name, or take the entry out."


def reusing(content: Content) -> Iterator[Problem]:
    """`merged-story`: a story that the ledger calls merged has a file, which counts."""
    moved = content.ledger.moved
    for story in content.stories:
        if story.slug in moved:
            yield Problem(
                story.file,
                1,
                "merged-story",
                f"the ledger says that “{story.slug}” was merged into “{moved[story.slug]}”",
                "Remove this file, or the entry in content/decisions.yml.",
                Severity.WARNING,
            )


def _file(content: Content) -> str:
    return relative(content.folder / DECISIONS, content.root)
