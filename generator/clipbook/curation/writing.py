"""Edits written, in an order that leaves a sound archive wherever it is broken off.

New stories come first, then the ledger, then the articles, one by one; the files of stories that
are no more go last. What was broken off is completed by the same command.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clipbook.curation.edits import Edits, Placing
from clipbook.errors import ClipbookError
from clipbook.model.decision import Decision
from clipbook.store import amending, article_file, ledger_file, write
from clipbook.store.cache import relative
from clipbook.store.content import DECISIONS, STORIES, Content


def apply(content: Content, edits: Edits) -> None:
    """Write edits; nothing of the content's other words changes.

    Raises ClipbookError where a file has changed meanwhile, or cannot be written.
    """
    folder = content.folder / STORIES
    for slug, entry in edits.made.items():
        write.create(folder / f"{slug}.md", article_file.text_of(entry, "").encode())
    for old, new in edits.renamed.items():
        data = _file_of(content, old).read_bytes()
        write.create(_file_of(content, old).with_name(f"{new}.md"), data)
    _note(content, edits)
    for placing in edits.placings:
        _place(content, placing)
    for old, new in _leads(edits):
        _relate(content, old, new)
    for slug in (*edits.gone, *edits.renamed):
        _file_of(content, slug).unlink(missing_ok=True)


def _note(content: Content, edits: Edits) -> None:
    path = content.folder / DECISIONS
    before = path.read_bytes() if path.exists() else b""
    text = before.decode("utf-8-sig")
    ledger = content.ledger
    live = (each for place, each in enumerate(ledger.decisions) if place not in ledger.past)
    noted = set(map(_bare, live))
    new = [decision for decision in edits.decisions if _bare(decision) not in noted]
    if new:
        text = ledger_file.with_added(text, relative(path, content.root), *new)
        write.replace(path, text.encode(), expected=before)


def _bare(decision: Decision) -> Decision:
    """Give what is decided alone: a command that is repeated decides nothing anew."""
    return decision.model_copy(update={"who": None, "when": None, "why": None, "instead": False})


def _place(content: Content, placing: Placing) -> None:
    path = content.root / placing.article.file
    before = path.read_bytes()
    inferred = set(placing.article.inferred) - {"story"}
    inferred |= {"story"} if placing.is_inferred else set()
    fields = {
        "story": placing.story or None,
        "placed": placing.placed,
        "inferred": tuple(sorted(inferred)),
    }
    write.replace(path, amending.with_fields(before, fields), expected=before)


def _leads(edits: Edits) -> Iterator[tuple[str, str]]:
    """Give each story that is no more under its name, and where it is now."""
    yield from edits.renamed.items()
    yield from ((each.merged, each.into) for each in edits.decisions if each.merged and each.into)


def _relate(content: Content, old: str, new: str) -> None:
    """Let the stories that stand beside one that is no more name the one that it is now."""
    for story in content.stories:
        if old in story.related:
            path = content.root / story.file
            before = path.read_bytes()
            related = tuple(dict.fromkeys(new if slug == old else slug for slug in story.related))
            kept = tuple(slug for slug in related if slug != story.slug)
            after = amending.with_fields(before, {"related": kept})
            write.replace(path, after, expected=before)


def _file_of(content: Content, slug: str) -> Path:
    found = next((story.file for story in content.stories if story.slug == slug), None)
    if found is None:
        raise ClipbookError(f"there is no story “{slug}”")
    return content.root / found
