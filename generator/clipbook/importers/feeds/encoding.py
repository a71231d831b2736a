"""The bytes of a feed as text, piece by piece, in the encoding that it says or that fits."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from clipbook.importers.record import RefusedError
from clipbook.importers.source import Source

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
# The others of Python's codecs are no encodings of text files, or take long.
_KNOWN = re.compile(
    r"(?:utf|iso8859|cp\d|koi8|gb|big5|euc|shift|iso2022|mac|ascii|tis|johab|ptcp|hz|kz)[\w-]*"
)
_WIDER = {"gb2312": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252", "shift_jis": "cp932"}
"""What is called so is mostly written in the larger set of signs."""
_GUESS = "windows-1252"


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name of an encoding, and whether nothing but its fit speaks for it."""

    name: str
    is_guess: bool = False


def encoding_of(source: Source) -> Encoding:
    """Give the first encoding said, else of the usual ones, in which the whole input is text.

    Raises RefusedError where it is text in none of them.
    """
    for name in dict.fromkeys((*_said(source), "utf-8", _GUESS)):
        if all(piece is not None for piece in _pieces(source, name)):
            return Encoding(name, is_guess=name == _GUESS)
    raise RefusedError(0, "binary-file", "the file is not text", "Fetch the feed again.")


def pieces(source: Source, encoding: Encoding) -> Iterator[str]:
    """Give the text of an input in pieces of bounded length."""
    return (piece for piece in _pieces(source, encoding.name) if piece)


def head_text(source: Source) -> str:
    """Give the first words of an input, as far as its first bytes tell how they are written."""
    said = _said(source)
    return source.head.decode(said[0] if said else "utf-8", "replace").lstrip("\ufeff")


def _pieces(source: Source, name: str) -> Iterator[str | None]:
    """Decode piece by piece; None, and no more, where the bytes do not fit."""
    decoder = codecs.getincrementaldecoder(name)()
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
    return _WIDER.get(found, found) if _KNOWN.fullmatch(found) else None
