"""The words of a text that are its own, folded so that spelling and typography do not part copies.

Words that are quoted are left out: two reports of their own may quote the same speech at length.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from clipbook.model.unicode_form import nfkd

FEWEST = 16
"""Words below which a text proves nothing."""

_OWN = 3
"""Where less than one part in so many is its own, a text is compared whole: it *is* the quote."""

_QUOTED_FROM = 30
"""Characters from which quoted words are a quotation; below, they are a name or a way to say so."""
_QUOTED_FROM_UNSPACED = 12

_CHARACTERS_A_WORD = 6
"""In scripts without spaces a word is this many characters, counted from each: five such words in
a row are ten characters."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003134f"
)
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese and Korean: spaces part no words, or not well."""

_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_SIGN_OR_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_ACCENTS = re.compile(
    "[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u200b-\u200f\u2060\ufeff]"
)
_TYPOGRAPHY = {
    "\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": " ", "\u2014": " ",
    "\u2026": " ", "\u00a0": " ", "\u00ad": "",
}  # fmt: skip
_SPACES = bytes(n if n > 127 or chr(n).isalnum() else 32 for n in range(256))  # noqa: PLR2004
_FEW = 8
"""Texts with one character in so many that is not ASCII are looked at word by word."""
_LONG_IN_UTF8 = b"\xe0"
"""First byte from which a character takes three bytes or more, as all of `_UNSPACED` do."""

_NO_FIGURE = bytes(n for n in range(256) if chr(n) not in "0123456789.,: \n\t")
_QUOTATIONS = {
    sign: re.compile(pattern)
    for sign, pattern in (
        ('"', '"[^"\n]*"?'),
        ("\u201c", "\u201c[^\u201d\u201c\n]*[\u201d\u201c]?"),
        ("\u201e", "\u201e[^\u201d\u201c\n]*[\u201d\u201c]?"),
        ("\u00ab", "\u00ab[^\u00bb\n]*\u00bb?"),
        ("\u300c", "\u300c[^\u300d\n]*\u300d?"),
        ("\u300e", "\u300e[^\u300f\n]*\u300f?"),
        ("\u2018", "\u2018(?:[^\u2019\n]|\u2019(?=\\w))*\u2019?"),
        ("'", r"'(?<!\S')(?=\w)(?:[^'\n]|(?<=\w)'(?=\w))*'(?!\w)"),
    )
}
"""By the sign that opens it; one that is not closed ends with its paragraph."""
_MARK = " q "
"""Stands for a quotation, so that the words on both sides of it are no neighbours."""


def words(text: str) -> list[bytes]:
    """Give the words of a text that are no quotation: folded, in order, in UTF-8."""
    own = text
    for sign, quotation in _QUOTATIONS.items():
        if sign in own:
            own = quotation.sub(_unquoted, own)
    found = folded(own)
    is_quote = len(found) < FEWEST or len(own) * _OWN < len(text)
    return folded(text) if is_quote and own is not text else found


def figures(text: str) -> set[bytes]:
    """Give the figures of a text as they are written: `21`, `1,200`, `3.5`, `10:30`."""
    signs = text.encode("utf-8", "replace").translate(None, _NO_FIGURE).split()
    return {figure for sign in signs if (figure := sign.strip(b".,:"))}


def folded(text: str) -> list[bytes]:
    """Give the words of a text, in lower case, without accents; signs are left out."""
    low = text.lower()
    if not low.isascii():
        for sign, plain in _TYPOGRAPHY.items():
            low = low.replace(sign, plain)
    chunks = low.encode("utf-8", "replace").translate(_SPACES, b"'").split()
    if low.isascii():
        return chunks
    odd = b" ".join(chunk for chunk in chunks if not chunk.isascii()).decode()
    found = _bare(low) if len(odd) * _FEW > len(low) else _with_bare(chunks)
    return _runs(found) if _HAS_UNSPACED.search(odd) else found


def _with_bare(chunks: list[bytes]) -> list[bytes]:
    found = []
    for chunk in chunks:
        if chunk.isascii():
            found.append(chunk)
        else:
            found += _bare_word(chunk)
    return found


@lru_cache(maxsize=1 << 12)
def _bare_word(chunk: bytes) -> list[bytes]:
    return _bare(chunk.decode())


def _bare(text: str) -> list[bytes]:
    """Give the words of any text without accents; each sign of a script without spaces is one."""
    bare = unicodedata.normalize("NFC", _ACCENTS.sub("", nfkd(text))).replace("'", "")
    return [word.encode("utf-8", "replace") for word in _SIGN_OR_WORD.findall(bare)]


def _runs(signs: list[bytes]) -> list[bytes]:
    """Make a word of each sign of a script without spaces: with those that follow it."""
    found = signs.copy()
    for at, sign in enumerate(signs):
        if sign >= _LONG_IN_UTF8 and _HAS_UNSPACED.match(sign.decode()):
            found[at] = b"".join(signs[at : at + _CHARACTERS_A_WORD])
    return found


def _unquoted(found: re.Match[str]) -> str:
    said = found[0]
    few = _QUOTED_FROM_UNSPACED if _HAS_UNSPACED.search(said) else _QUOTED_FROM
    return said if len(said) < few else _MARK
