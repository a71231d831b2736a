"""Run as a process: a PDF on standard input, its text as JSON on standard output.

Whatever a PDF does to its reader ends here: the system holds the process to its time and memory,
and a process that fails has no answer.
"""

from __future__ import annotations

import io
import json
import sys

MOST_PAGES = 1000
MOST_TEXT = 2_000_000
"""Characters of all pages together."""
MEMORY = 1 << 30
"""Bytes that the process may take."""


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
    for page in reader.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > MOST_TEXT:
            return {"fault": "text"}
    title = reader.metadata.title if reader.metadata else None
    lang = reader.root_object.get("/Lang")
    return {"pages": pages, "title": str(title or ""), "lang": str(lang or "")}


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
