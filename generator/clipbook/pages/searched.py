"""The words of a text as names are looked up in them: in UTF-8, which is quicker to translate."""

from __future__ import annotations

import re

ERRORS = "surrogatepass"
"""How texts are encoded: whatever they hold."""

_ASCII = bytes(range(128))
_MARKED = bytes(
    ord(" " if sign.isspace() or sign == "-" else sign if sign.isalnum() or sign == "_" else "|")
    for sign in _ASCII.decode()
) + bytes(range(128, 256))
"""In ASCII, a blank for every blank and hyphen, and a bar for every other sign."""

_FEW = 64
"""Signs that are replaced one by one; of more, the text is gone through once."""
_SIGN = re.compile(r"[^\x00-\x7f]")
_PLURAL = re.compile(rb"([A-Z][A-Z])s(?=[ _])")
_SHAPE = bytes(
    ord("A" if "A" <= sign <= "Z" else "s" if sign == "s" else " " if sign in " _" else "-")
    for sign in map(chr, range(256))
)
"""Shows where a plural may be: `AAs `."""


def words(text: str) -> bytes:
    """Give all words between single blanks, and with a blank at both ends.

    What parts two names is a bar, hyphens are opened, and `GPUs` is `GPU`.
    """
    data = text.encode("utf-8", ERRORS).replace(b" - ", b" | ").replace(b"\n", b" | ")
    others = set(data.translate(None, _ASCII).decode("utf-8", ERRORS))
    signs = [sign for sign in others if not sign.isalnum()]
    if len(signs) > _FEW:
        data = _SIGN.sub(_parted, data.decode("utf-8", ERRORS)).encode("utf-8", ERRORS)
    else:
        for sign in signs:
            data = data.replace(sign.encode("utf-8", ERRORS), b" " if sign.isspace() else b"|")
    spaced = _spaced(data.translate(_MARKED))
    # To look for the shape is much quicker than the pattern.
    is_plural = b"AAs " in spaced.translate(_SHAPE)
    return _PLURAL.sub(rb"\1", spaced) if is_plural else spaced


def _parted(sign: re.Match[str]) -> str:
    return sign[0] if sign[0].isalnum() else " " if sign[0].isspace() else "|"


def _spaced(marked: bytes) -> bytes:
    """Set single blanks between words and bars; bars that touch are one."""
    while b"||" in marked:
        marked = marked.replace(b"||", b"|")
    parted = b" | ".join(part.strip() for part in marked.split(b"|"))
    while b"|  |" in parted:
        parted = parted.replace(b"|  |", b"| |")
    spaced = b" ".join(parted.split()) if b"  " in parted else parted.strip()
    return b" %b " % spaced
