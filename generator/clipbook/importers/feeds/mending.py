"""XML of strangers with its references set right before it is parsed, piece by piece.

Lines keep their numbers. Sections of CDATA, comments and instructions stay as they are, but for
references to what is no letter, which HTML in them could not mean either.
"""

from __future__ import annotations

import html
import html.entities
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

_SECTION = re.compile(r"<!\[CDATA\[|<!--|<\?")
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
_KNOWN = (
    r"#(?:3[2-9]|[4-9][0-9]|[1-9][0-9]{2,3}|[1-4][0-9]{4}"
    r"|(?-i:x)(?:[2-9a-f][0-9a-f]|[1-9a-f][0-9a-f]{2}|[1-9a-c][0-9a-f]{3}));"
)
"""Nearly all references by number; none of them is half of a letter."""
_ODD = r"(?:([a-z][a-z0-9]{0,31}+);|#([0-9]{1,12}+);|#x([0-9a-f]{1,10}+);)?"
_EVERY = re.compile(f"&(?!{_KNOWN}){_ODD}", re.IGNORECASE)
_OF_NO_XML = re.compile(f"&(?!(?-i:amp|lt|gt|quot|apos);|{_KNOWN}){_ODD}", re.IGNORECASE)
_NUMBER = re.compile(
    f"&(?!{_KNOWN})#(?:(?:([0-9]{{1,12}}+)|x([0-9a-f]{{1,10}}+))(?![0-9a-f]);?|(?=x?[0-9a-f]{{11}}))",
    re.IGNORECASE,
)
"""The others, by the digits; without these where there are too many."""
_LONGEST = 40
"""Characters before which every reference, and what opens a section, has ended."""
_BEFORE_ROOT = re.compile(r"[^<]*(?:<\?xml\b[^<>]*\?>)?", re.IGNORECASE)
_LONGEST_DECLARATION = 1000
_MOST = 0x10FFFF
_UNREADABLE = "\ufffd"


@dataclass(slots=True)
class Mending:
    """A text to be read, from its first tag on, as often as is wanted.

    Entities that HTML knows become their letters, by number; what else begins with `&` and is no
    reference is that sign. So nothing is left that a document could define.
    """

    pieces: Callable[[], Iterable[str]]
    every: bool = False
    """Whether XML's own five are numbers, too: past a fault, libxml2 leaves out `&lt;`."""
    is_damaged: bool = field(default=False, init=False)
    """Whether a reference stood for what is no letter, as half of one; it stands as `�`."""
    _end: str = field(default="", init=False)
    """What closes the section that is open."""

    def text(self) -> Iterator[str]:
        """Give the text in pieces of bounded length."""
        held = self._end = ""
        for piece in _rooted(self.pieces()):
            turned, held = self._turned(held + piece, _LONGEST)
            yield turned
        yield self._turned(held, 0)[0]

    def _turned(self, text: str, held: int) -> tuple[str, str]:
        """Give a text turned, and what of its end the next piece may complete."""
        turned: list[str] = []
        at, before = 0, -1
        while before < at < len(text):
            before = at
            part, at = (self._inside if self._end else self._outside)(text, at, held)
            turned.append(part)
        return "".join(turned), text[at:]

    def _inside(self, text: str, at: int, held: int) -> tuple[str, int]:
        """Take what is in a section, to its end."""
        closing = text.find(self._end, at)
        if closing < 0:
            stop = max(at, len(text) - held)
        else:
            stop, self._end = closing + len(self._end), ""
        # Where it stands in a broken tag, libxml2 sees no section in it, and reads what it holds.
        return _NUMBER.sub(self._fit, text[at:stop]), stop

    def _outside(self, text: str, at: int, held: int) -> tuple[str, int]:
        """Take what is outside of sections, with the opening of the next one."""
        opening = _SECTION.search(text, at)
        stop = opening.end() if opening else _sound_end(text, max(at, len(text) - held))
        self._end = _ENDS[opening[0]] if opening else ""
        reference = _EVERY if self.every else _OF_NO_XML
        return reference.sub(self._numbered, text[at:stop]), stop

    def _fit(self, found: re.Match[str]) -> str:
        number = int(found[1] or 0) or int(found[2] or "0", 16)
        return found[0] if _is_of_xml(number) else self._unfit(number)

    def _numbered(self, found: re.Match[str]) -> str:
        name, decimal, hexadecimal = found.groups()
        if decimal or hexadecimal:
            number = int(decimal) if decimal else int(hexadecimal, 16)
            return f"&#{number};" if _is_of_xml(number) else self._unfit(number)
        letters = html.entities.html5.get(f"{name};", "")
        # An unknown name stays a name, after an ampersand that is no more than one.
        return "".join(f"&#{ord(letter)};" for letter in letters) or f"&#38;{found[0][1:]}"

    def _unfit(self, number: int) -> str:
        """Give what HTML makes of it: a sign for control is nothing, half of a letter is `�`."""
        is_letter = html.unescape(f"&#{number};") == _UNREADABLE
        self.is_damaged = self.is_damaged or is_letter
        return _UNREADABLE if is_letter else ""


def _is_of_xml(number: int) -> bool:
    """Say whether XML 1.0 knows a sign of this number (section 2.2)."""
    if number < 0x20:  # noqa: PLR2004 - before it stand the signs for control
        return number in {0x9, 0xA, 0xD}
    return number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or 0x10000 <= number <= _MOST  # noqa: PLR2004


def _sound_end(text: str, least: int) -> int:
    """Say where behind `least` something begins that the next piece may complete."""
    found = [at for sign in "&<" if (at := text.find(sign, least)) >= 0]
    return min(found, default=len(text))


def _rooted(pieces: Iterable[str]) -> Iterator[str]:
    """Give the text from its first tag on, without the XML declaration; of the rest, the lines."""
    start: str | None = ""
    for piece in pieces:
        if start is None:
            yield piece
        elif not start and "<" not in piece:
            yield _lines(piece)
        elif len(start := start + piece) - start.index("<") > _LONGEST_DECLARATION:
            yield _undeclared(start)
            start = None
    yield _undeclared(start or "")


def _undeclared(text: str) -> str:
    return _BEFORE_ROOT.sub(lambda found: _lines(found[0]), text, count=1)


def _lines(text: str) -> str:
    return "\n" * text.count("\n")
