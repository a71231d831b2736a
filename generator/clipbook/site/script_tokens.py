"""What a script without comments consists of, as far as is needed to tell names from the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENING = {"(", "[", "{"}
_CLOSING = {")", "]", "}"}

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[0-9][\w.]*)
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<mark>=>|\.\.\.|\?\.|.)""",
    re.VERBOSE,
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_BEFORE_REGEX = re.compile(r"[(,=:\[!&|?{};+*<>~^-]|=>|return|typeof|case|of|in")
_CHUNK = re.compile(r"[`}](?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)
"""Of a template: up to its end, or to the next expression in it."""
_HOLE = "${"


@dataclass(slots=True)
class Token:
    """A word, a sign, a literal, or what is between."""

    text: str
    is_name: bool = False
    within: str = ""
    """The bracket around it."""
    partner: int = -1
    """Where the bracket ends that begins here, not counting spaces."""


def tokens_of(script: str) -> list[Token]:
    """Read a script; raises ValueError where it cannot be read."""
    tokens = list(_read(script))
    _match([token for token in tokens if not token.text.isspace()])
    return tokens


def _read(script: str) -> Iterator[Token]:
    at, before, open_ = 0, "(", list[str]()
    while at < len(script):
        pattern = _pattern(script[at], before, open_)
        found = pattern.match(script, at)
        if found is None:
            raise ValueError(f"cannot read the script from {script[at : at + 40]!r}")
        text, at = found[0], found.end()
        if text[0] in _CLOSING:
            open_.pop()
        if text in OPENING or text.endswith(_HOLE):
            open_.append(_HOLE if pattern is _CHUNK else text)
        if not text.isspace():
            before = text
        yield Token(text, is_name=pattern is _TOKEN and bool(found["name"]))


def _pattern(letter: str, before: str, open_: list[str]) -> re.Pattern[str]:
    if letter == "`" or (letter == "}" and open_[-1:] == [_HOLE]):
        return _CHUNK
    return _REGEX if letter == "/" and _BEFORE_REGEX.fullmatch(before) else _TOKEN


def _match(tokens: list[Token]) -> None:
    """Tell opening brackets of their partners, and everything of the bracket around it."""
    waiting: list[int] = []
    for at, token in enumerate(tokens):
        if token.text[0] in _CLOSING:
            tokens[waiting.pop()].partner = at
        token.within = tokens[waiting[-1]].text if waiting else ""
        if token.text in OPENING or (token.text[0] in "`}" and token.text.endswith(_HOLE)):
            waiting.append(at)
