"""Plain text as Markdown that reads as that very text."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"[\\`*\[\]<~|]|&(?=[#a-z0-9]+;)|(?<![^\W_])_|_(?![^\W_])", re.IGNORECASE)
_AT_START = re.compile(r"(?:[#>=+-]|[0-9]{1,9}(?=[.)]))")


def paragraphs(text: str) -> str:
    """Write a text as Markdown: blank lines part paragraphs, other line ends are spaces."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(filter(None, (escaped(" ".join(block.split())) for block in blocks)))


def escaped(line: str) -> str:
    r"""Write one line so that nothing in it means anything to Markdown: `1.` becomes `1\.`."""
    written = _ANYWHERE.sub(r"\\\g<0>", line.strip())
    start = _AT_START.match(written)
    if not start:
        return written
    if start[0].isdecimal():
        return f"{start[0]}\\{written[start.end() :]}"
    return f"\\{written}"
