"""Run as a process: a PDF on standard input, its text as JSON on standard output.

Whatever a PDF does to its reader ends here: the system holds the process to its time and memory,
and a process that fails has no answer.
"""

from __future__ import annotations

import io
import json
import re
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

from clipbook.importers.pdf import breaks, columns

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PAGES = 1000
MOST_TEXT = 2_000_000
"""Characters of all pages together."""
MEMORY = 1 << 30
"""Bytes that the process may take."""

_GAP = re.compile(r"\S {3,}\S")
_FEWEST = 5
_MOST_LAID = 100
"""Pages that are looked at for columns: books take too long."""
# pypdf does not say what its layout mode raises on odd fonts and places.
_ITS_ERRORS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


def _limit(seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none; there the parent's clock is all
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes) -> dict[str, object]:
    from pypdf import PdfReader  # noqa: PLC0415 - an extra
    from pypdf.errors import DependencyError, FileNotDecryptedError  # noqa: PLC0415

    reader = PdfReader(io.BytesIO(data))
    try:
        # What may be opened by everyone is locked with an empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            return {"fault": "encrypted"}
        count = len(reader.pages)
    except (DependencyError, FileNotDecryptedError, NotImplementedError):
        return {"fault": "encrypted"}
    if count > MOST_PAGES:
        return {"fault": "pages"}
    pages: list[str] = []
    mixed: list[int] = []
    for number, page in enumerate(reader.pages, 1):
        text, is_mixed = _page(page, may_be_columns=number <= _MOST_LAID)
        pages.append(text)
        mixed += [number] if is_mixed else []
        if sum(map(len, pages)) > MOST_TEXT:
            return {"fault": "text"}
    title = reader.metadata.title if reader.metadata else None
    lang = reader.root_object.get("/Lang")
    return {"pages": pages, "title": str(title or ""), "lang": str(lang or ""), "mixed": mixed}


def _page(page: PageObject, *, may_be_columns: bool) -> tuple[str, bool]:
    """Give a page's text, and whether it runs from column to column."""
    pieces: list[tuple[str, float, float]] = []

    def take(text: str, around: list[float], own: list[float], _: object, size: float) -> None:
        # Of both matrices, only upright text has heights that say anything.
        up = own[4] * around[1] + own[5] * around[3] + around[5]
        pieces.append((text, up, abs(size * own[3] * around[3])))

    plain = page.extract_text(visitor_text=take)
    lines = list(breaks.lines_of(pieces))
    is_looked_at = may_be_columns and _may_be_columns(pieces, lines)
    found = columns.parted(_rows(page), plain) if is_looked_at else None
    text = found or breaks.text_of(lines).replace(columns.BETWEEN, " ")
    return text, found == ""


def _may_be_columns(pieces: list[tuple[str, float, float]], lines: list[breaks.Line]) -> bool:
    """Say whether some lines have parts, or others beside them; to be sure takes long."""
    beside = sum(abs(a.y - b.y) < a.size / 2 for a, b in pairwise(lines))
    parts = sum(1 for text, *_ in pieces if text.strip()) - sum(1 for line in lines if line.text)
    return beside + parts + sum(1 for line in lines if _GAP.search(line.text)) >= _FEWEST


def _rows(page: PageObject) -> list[str]:
    """Give a page's lines with blanks for its empty places; none where that cannot be told."""
    try:
        laid = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    except _ITS_ERRORS:
        return []
    return laid.replace(columns.BETWEEN, " ").splitlines()


def main() -> None:
    """Read a PDF."""
    _limit(int(sys.argv[1]))
    from pypdf import errors  # noqa: PLC0415 - an extra

    # Newer versions have a limit of their own.
    too_much = getattr(errors, "LimitReachedError", MemoryError)
    try:
        said = _read(sys.stdin.buffer.read())
    except (MemoryError, too_much):
        said = {"fault": "memory"}
    sys.stdout.write(json.dumps(said))
