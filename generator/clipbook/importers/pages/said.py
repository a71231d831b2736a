"""What one place of a page says of one thing, and how such words are made one clean line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from clipbook.model.unicode_form import nfc

MAX_LINE = 1_000
"""Characters of a field of one line; what is longer is no name, headline or date."""

_NOTHING_SEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]"
)


class What(StrEnum):
    """The things that places of a page speak of."""

    TITLE = "title"
    AUTHOR = "author"
    PUBLISHED = "published"
    MODIFIED = "modified"
    OUTLET = "outlet"
    ADDRESS = "address"
    LANGUAGE = "language"
    TAG = "tag"
    """A keyword, or several on one line, parted by commas."""
    FREE = "free"
    """Whether the whole text may be read without paying: `true` or `false`."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said in one place."""

    what: What
    value: str
    """One line, cleaned."""
    where: str
    """The place, as a curator would look for it: `og:title`, `json-ld headline`."""


def said(what: What, value: str, where: str) -> Iterable[Said]:
    """Give what is said, or nothing where the line is empty or far too long."""
    # Blanks and signs that nobody sees are spared, but not megabytes of them.
    line = one_line(value) if len(value) <= MAX_LINE * 10 else ""
    if line and len(line) <= MAX_LINE:
        yield Said(what, line, where)


def one_line(text: str) -> str:
    """Give a text as one NFC line without signs that nobody sees."""
    if "&" in text:
        text = html.unescape(text)
    return " ".join(nfc(_NOTHING_SEEN.sub("", text)).split())


def of(everything: Iterable[Said], what: What) -> list[Said]:
    """Give what is said of one thing, in the order in which it was met."""
    return [each for each in everything if each.what is what]
