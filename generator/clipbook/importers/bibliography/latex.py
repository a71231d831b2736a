r"""LaTeX as the text that it sets: `M{\"u}ller \& S{\o}n` is Müller & Søn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from clipbook.model.unicode_form import nfc

_TOKEN = re.compile(
    r"\\([A-Za-z]+)\s*|\\(.)|([{}])|(---?|``|'')|([~$])|([^\\{}~$`'-]+|.)", re.DOTALL
)
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_SYMBOLS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
    "textasciicircum": "^", "textless": "<", "textgreater": ">", "textbar": "|",
    "lbrace": "{", "rbrace": "}", "backslash": "\\",
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "guillemotleft": "«", "guillemotright": "»",
    "euro": "€", "texteuro": "€", "EUR": "€", "pounds": "£", "textsterling": "£", "textyen": "¥",
    "textcent": "¢", "textdegree": "°", "textregistered": "®", "texttrademark": "™",
    "copyright": "©", "textcopyright": "©", "S": "§", "P": "¶", "textbullet": "•",
    "textunderscore": "_", "textdollar": "$", "textquotesingle": "'", "textexclamdown": "¡",
    "textquestiondown": "¿", "newline": " ", "par": " ", "quad": " ", "qquad": " ", "space": " ",
}  # fmt: skip
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”"}
_SPACES = {" ", "\n", "\t", ",", ";", ":"}
_NOT_SHOWN = {"!", "/", "-", "(", ")", "[", "]", "@"}

Token = tuple[str, str]
"""What a token is, and its text."""


def text_of(latex: str) -> str:
    """Give the text; braces and commands that only change how it looks go."""
    if not re.search(r"[\\{}~$`'-]", latex):
        return latex
    pieces: list[str] = []
    accents: list[str] = []
    for kind, said in _tokens(latex):
        if kind == "accent":
            accents.append(said)
        elif kind == "text" and said:
            pieces.append(_accented(said, accents))
            accents.clear()
    return nfc("".join(pieces))


def depth(latex: str) -> int:
    """Count how deep its braces go; less than nothing where they do not come out even."""
    deepest = level = 0
    for sign in re.findall(r"[{}]", latex):
        level += 1 if sign == "{" else -1
        deepest = max(deepest, level)
        if level < 0:
            return -1
    return deepest if level == 0 else -1


def _accented(text: str, accents: list[str]) -> str:
    if not accents:
        return text
    base = {"ı": "i", "ȷ": "j"}.get(text[0], text[0])
    return base + "".join(reversed(accents)) + text[1:]


def _tokens(latex: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(latex):
        command, sign, brace, ligature, special, text = found.groups()
        if command:
            yield from _command(command)
        elif sign:
            yield _sign(sign)
        elif ligature:
            yield "text", _LIGATURES[ligature]
        elif special:
            yield "text", " " if special == "~" else ""
        elif brace:
            yield "brace", brace
        else:
            yield "text", text


def _command(name: str) -> Iterator[Token]:
    if name in _ACCENTS:
        yield "accent", _ACCENTS[name]
    elif name in _SYMBOLS or len(name) > 1:
        yield "text", _SYMBOLS.get(name) or _symbols().get(name, "")


def _sign(sign: str) -> Token:
    if sign in _ACCENTS:
        return "accent", _ACCENTS[sign]
    if sign in _NOT_SHOWN:
        return "text", ""
    return "text", " " if sign in _SPACES or sign == "\\" else sign


@cache
def _symbols() -> dict[str, str]:
    """Give the rarer signs by their commands, from the table that `bibtexparser` has."""
    from bibtexparser import latexenc  # noqa: PLC0415 - only unusual signs need it

    found: dict[str, str] = {}
    for sign, latex in latexenc.unicode_to_latex:
        command = re.fullmatch(r"\\([A-Za-z]{2,})\s*", latex)
        if command and not unicodedata.combining(sign[0]):
            found.setdefault(command[1], sign)
    return found
