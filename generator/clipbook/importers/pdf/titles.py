"""Which titles of a PDF are ones, and which are what some program put there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from clipbook.importers.pdf import layout, prints
from clipbook.importers.said import one_line

_LONGEST = 120
_JUNK = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel) ?-.*|untitled.*|unbenannt.*|sans titre.*|no title|"
    r"(?:document|layout|slide|page|print|scan|folie|seite|title|presentation|powerpoint "
    r"presentation|microsoft word)[ _-]?\d*|.*\.(?:pdf|docx?|odt|rtf|indd|qx[dp]|pages|tex|dvi|"
    r"pptx?|ai|cdr|html?|txt|xlsx?|ps|eps|pub)|https?://.*|about:blank|\W*|(?:[^\W\d_]|[.+-])*+[\d_][\w.+-]*)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def is_one(title: str, file: str) -> bool:
    """Say whether a title is one of an article: no name of a file, and no program's words."""
    line = one_line(layout.spelled_out(title))
    if prints.names_a_file(line):
        return False
    return not _JUNK.fullmatch(line) and line.casefold() != PurePath(file).stem.casefold()


def first_line(pages: Sequence[Sequence[str]]) -> str:
    """Give the first line with a word in it, cut between words where it is long."""
    line = next((line for page in pages for line in page if _WORD.search(line)), "")
    line = line or next(line for page in pages for line in page if line)
    if len(line) <= _LONGEST:
        return line
    return (line[:_LONGEST].rpartition(" ")[0] or line[:_LONGEST]).rstrip(" ,;:—") + " …"
