"""Articles that are there amended: a story joined, gaps filled; every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Mapping

from clipbook.model.article import Article, ArticleEntry, Capture, Kind
from clipbook.store import article_file

_UNSET_STORY = re.compile(rb"^story:[ \t]*(?:#.*)?\r?\n", re.MULTILINE)
_HEADER_END = re.compile(rb"\n---\r?(?:\n|$)")

BODY = "body"
"""What the text is called among the gaps."""
_FILLED = (
    *("outlet", "date", "url", "archived_url", "syndicated_from", "authors", "lang", "tags"),
    *("snippet", "takeaways", "sources", "rights", "usage", "embargoed", "via"),
)
"""Fields that an import may fill in where an article has nothing in them."""
_COMPARED = ("title", "date", "authors", "lang")
"""Fields of which is kept what an input says instead."""


def with_story(text: bytes, story: str) -> bytes:
    """Put `story:` into the front matter of an article that names none."""
    header, rest = _parted(_UNSET_STORY, text)
    return header + b"story: " + story.encode() + b"\n" + rest


def gaps(article: Article, entry: ArticleEntry, body: str) -> dict[str, object]:
    """Give what a draft has where an article has nothing, by the names of the fields."""
    nothing = (None, ())
    found = {name: getattr(entry, name) for name in _FILLED}
    missing = {
        name: value
        for name, value in found.items()
        if value not in nothing and getattr(article, name) in nothing
    }
    return {**missing, BODY: body} if body and not article.body.strip() else missing


def filled(text: bytes, article: Article, entry: ArticleEntry, body: str) -> bytes:
    """Write what a draft has for the gaps of an article, and the input that it is from."""
    missing = gaps(article, entry, body)
    takes_text = missing.pop(BODY, None) is not None
    now = {**missing, **(_of_text(article, entry) if takes_text else {})}
    now |= _captures(article, entry, takes_text=takes_text)
    replaced = takes_text and article.kind is not entry.kind and "kind" in now
    concluded = set(article.inferred) - ({"kind"} if replaced else set())
    now["inferred"] = tuple(sorted(concluded | (set(entry.inferred) & now.keys())))
    changed = {name: value for name, value in now.items() if value != getattr(article, name)}
    added = f"\n{body}\n" if takes_text else ""
    return with_fields(text, changed) + added.encode("utf-8", "replace")


def with_fields(text: bytes, fields: Mapping[str, object]) -> bytes:
    """Write fields into the front matter in place of what stands there; empty ones go."""
    for name in fields:
        text = b"".join(_parted(_lines_of(name), text))
    header, rest = _parted(None, text)
    lines = article_file.lines_of({name: value for name, value in fields.items() if value})
    return header + (lines.encode("utf-8", "replace") if any(fields.values()) else b"") + rest


def _of_text(article: Article, entry: ArticleEntry) -> dict[str, object]:
    """Say what text it is, once there is one: a snippet is no longer all there is."""
    kind = entry.kind if article.kind is Kind.SNIPPET else article.kind
    return {"kind": kind, "text": entry.text}


def _captures(article: Article, entry: ArticleEntry, *, takes_text: bool) -> dict[str, object]:
    """Note what was filled in from; `captured` is what the text is from."""
    new = entry.captured
    if new is None:
        return {}
    others = tuple(each for each in article.captures if each.sha256 != new.sha256)
    met = next((each for each in article.captures if each.sha256 == new.sha256), None)
    here = met or new.model_copy(update={"alternates": _alternates(article, entry, new)})
    if takes_text:
        return {"captured": here, "further_captures": others}
    further = article.further_captures
    return {"further_captures": further if met else (*further, here)}


def _alternates(article: Article, entry: ArticleEntry, new: Capture) -> tuple[str, ...]:
    """Add to what an input says of itself where it differs from what stands."""
    here = {name: (_said(article, name), _said(entry, name)) for name in _COMPARED}
    differ = (
        " ".join(f"{name}: {new.by}: {now}".split())
        for name, (before, now) in here.items()
        if before and now and before != now
    )
    return (*new.alternates, *differ)


def _said(entry: ArticleEntry, name: str) -> str:
    value = getattr(entry, name)
    return ", ".join(value) if name == "authors" else str(value or "")


def _lines_of(name: str) -> re.Pattern[bytes]:
    """Find a field of the front matter with all lines that belong to it."""
    return re.compile(
        rb"^" + name.encode() + rb":[^\n]*\n(?:[ \t]+[^\n]*\n|- [^\n]*\n)*", re.MULTILINE
    )


def _parted(without: re.Pattern[bytes] | None, text: bytes) -> tuple[bytes, bytes]:
    """Cut a file before the end of its front matter, and lines out of that."""
    end = _HEADER_END.search(text, 3)
    at = end.start() + 1 if end else len(text)
    header = without.sub(b"", text[:at]) if without else text[:at]
    return header, text[at:]
