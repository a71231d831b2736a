"""The bytes of a feed as text, piece by piece, in the encoding that it says or that fits."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from clipbook.importers.source import Source
from clipbook.importers.text_encodings import is_of_texts

_PIECE = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0<", "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252", "shift_jis": "cp932"}
"""What is called so is mostly written in the larger set of signs."""
_GUESS = "windows-1252"


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name of an encoding, and what is to be said of it."""

    name: str
    is_guess: bool = False
    """Whether nothing but its fit speaks for it."""
    is_damaged: bool = False
    """Whether some bytes do not fit; each stands as `�`."""


def encoding_of(source: Source) -> Encoding:
    """Give the first encoding said, else of the usual ones, in which the whole input is text.

    One with letters of UTF-8 among others is damaged UTF-8, and not of another encoding.
    """
    said = _said(source)
    for name in dict.fromkeys((*said, "utf-8")):
        if _fits(source, name):
            return Encoding(name)
    letters = any(piece and not piece.isascii() for piece in _pieces(source, "utf-8", "ignore"))
    if not letters and _fits(source, _GUESS):
        return Encoding(_GUESS, is_guess=True)
    return Encoding(said[0] if said and not letters else "utf-8", is_damaged=True)


def _fits(source: Source, name: str) -> bool:
    return all(piece is not None for piece in _pieces(source, name))


def pieces(source: Source, encoding: Encoding) -> Iterator[str]:
    """Give the text of an input in pieces of bounded length."""
    errors = "replace" if encoding.is_damaged else "strict"
    return (piece for piece in _pieces(source, encoding.name, errors) if piece)


def head_text(source: Source) -> str:
    """Give the first words of an input, as far as its first bytes tell how they are written."""
    said = _said(source)
    return source.head.decode(said[0] if said else "utf-8", "replace").lstrip("\ufeff")


def _pieces(source: Source, name: str, errors: str = "strict") -> Iterator[str | None]:
    """Decode piece by piece; None, and no more, where the bytes do not fit."""
    decoder = codecs.getincrementaldecoder(name)(errors)
    with source.open() as file:
        try:
            while data := file.read(_PIECE):
                yield decoder.decode(data)
            yield decoder.decode(b"", final=True)
        except UnicodeError:
            yield None


def _said(source: Source) -> list[str]:
    head = source.head
    marked = [name for mark, name in _MARKS if head.startswith(mark)][:1]
    if marked:
        return marked
    served = _CHARSET.search(source.content_type or "")
    declared = _DECLARED.match(head)
    names = [served[1]] if served else []
    names += [declared[1].decode("ascii", "replace")] if declared else []
    return [known for known in map(_known, names) if known]


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return _WIDER.get(found, found) if is_of_texts(found) else None
