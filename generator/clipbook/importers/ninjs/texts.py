"""The text of a news item as Markdown, from the best of its forms."""

from __future__ import annotations

from clipbook.importers import literal
from clipbook.importers.ninjs.item import NewsItem, Words
from clipbook.importers.rich_text import line_of, markdown_of
from clipbook.importers.said import sound

_HTML = {"text/html", "application/xhtml+xml", "html", "xhtml", "html5"}
_TEXT = {"text/plain", "text", "plain"}


def body_of(item: NewsItem) -> tuple[str, str]:
    """Give the text, and where it was read; both empty where there is none that can be read."""
    for forms, turned in ((_HTML, markdown_of), (_TEXT, _plain)):
        for body in item.bodies:
            text = turned(body.value) if body.value and _is(body, forms) else ""
            if text:
                return text, f"bodies {body.role or body.contenttype}"
    return "", ""


def summary_of(item: NewsItem) -> str:
    """Give the first description as plain text."""
    for one in item.descriptions:
        if one.value and _is(one, _HTML | _TEXT):
            return line_of(one.value) if _is(one, _HTML) else one.value
    return ""


def _is(words: Words, forms: set[str]) -> bool:
    kind = (words.contenttype or "").partition(";")[0].strip().casefold()
    role = (words.role or "").casefold()
    if kind:
        return kind in forms
    # What says nothing of its form is plain text.
    return role in forms or (forms >= _TEXT and role not in _HTML | {"nitf", "xml"})


def _plain(text: str) -> str:
    whole = sound(text).replace("\r\n", "\n").strip()
    # Agencies part paragraphs by blank lines, or by nothing but a line's end.
    return literal.paragraphs(whole if "\n\n" in whole else whole.replace("\n", "\n\n"))
