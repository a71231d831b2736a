"""Short names in a script, whose meaning they leave as it is.

A name that the script declares at its top gets the same short one everywhere. Any other lives and
dies inside one statement of the top, so each of these has short names of its own. No scopes need
to be told apart for that. What may be known outside stays: properties, keys, methods, exports, what
an object takes its key from (`{ name }`), and what is declared nowhere. A script must not call a
variable as it calls a global one in the same statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise, product
from string import ascii_lowercase, ascii_uppercase

from clipbook.site.script_tokens import OPENING, Token, tokens_of

_DECLARING = {"const", "let", "var", "function", "class"}
_STARTING = _DECLARING | {"async", "export", "if", "for"}
_JOINED = {"const", "let"}
_JOINT = "\x00"
"""Stands for a word that is left out, and for the space after it."""
_ENDING = {")", "]", "}"}
_BRANCHING = {"if", "for", "while", "switch", "with"}
_BEFORE_BOUND = OPENING | {",", ":", "..."}
_WORDS = frozenset(
    "arguments as async await break case catch class const constructor continue debugger default "  # noqa: SIM905
    "delete do else enum eval export extends false finally for from function get if implements "
    "import in instanceof interface let new null of package private protected public return set "
    "static super switch this throw true try typeof undefined var void while with yield".split()
)


@dataclass(slots=True)
class _Statement:
    """One statement of the top."""

    names: list[Token] = field(default_factory=list)
    """Where a variable is meant, as far as can be told."""
    declared: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    """Names that are, or may be, those of properties too."""


def shorten(script: str) -> str:
    """Give a script without comments, one module at most, short names that mean the same."""
    tokens = tokens_of(script)
    solid = [token for token in tokens if not token.text.isspace()]
    statements = [_read(solid, start, end) for start, end in _ranges(solid)]
    _rename(statements, _declared_at_top(solid))
    _join(solid)
    return "".join(token.text for token in tokens).replace(_JOINT + " ", "").replace(_JOINT, "")


def _rename(statements: Sequence[_Statement], top: set[str]) -> None:
    times = Counter(token.text for statement in statements for token in statement.names)
    shared = set[str]().union(*(statement.shared for statement in statements))
    outside = {
        token.text
        for statement in statements
        for token in statement.names
        if token.text not in statement.declared | top
    }
    global_ = sorted(top - shared - outside, key=lambda name: (-times[name], name))
    short = _named(global_, ascii_uppercase, times.keys())
    for statement in statements:
        local = statement.declared - top - outside - statement.shared - _WORDS
        own = dict.fromkeys(token.text for token in statement.names if token.text in local)
        names = short | _named(own, ascii_lowercase, times.keys() - local)
        for token in statement.names:
            token.text = names.get(token.text, token.text)


def _join(tokens: Sequence[Token]) -> None:
    """Make one of declarations that follow each other: `const a=1,b=2`."""
    begun = [tokens[0].text]
    for before, token in pairwise(tokens):
        if token.text[0] in _ENDING:
            begun.pop()
        elif before.text == ";" and token.text == begun[-1] in _JOINED and token.within != "(":
            before.text, token.text = ",", _JOINT
        elif before.text in {";", "{", "}"}:
            begun[-1] = token.text
        if token.partner > 0:
            begun.append("")


def _named(names: Iterable[str], firsts: str, taken: Collection[str]) -> dict[str, str]:
    """Give each name a short one that begins with one of some letters."""
    fresh = (
        "".join(letters)
        for length in count(0)
        for letters in product(firsts, *[ascii_lowercase] * length)
    )
    free = (name for name in fresh if name not in taken and name not in _WORDS)
    return dict(zip(names, free, strict=False))


def _declared_at_top(tokens: Sequence[Token]) -> set[str]:
    return {
        after.text
        for token, after in pairwise(tokens)
        if token.text in _DECLARING and not token.within
    }


def _ranges(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give where each statement of the top starts and ends; in doubt, two are one."""
    starts = [
        at + 1
        for at, (before, token) in enumerate(pairwise(tokens))
        if not token.within and token.text in _STARTING and before.text in {";", "}"}
    ]
    yield from pairwise([0, *starts, len(tokens)])


def _read(tokens: Sequence[Token], start: int, end: int) -> _Statement:
    found = _Statement()
    for at in range(start, end):
        found.declared |= _declared(tokens, at)
        token, before = tokens[at], tokens[at - 1].text if at else ""
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if not token.is_name or before in {".", "?."}:
            continue
        is_field = token.within == "{" and before in {"{", ","}
        if is_field and after in {",", "}", "="}:
            found.shared.add(token.text)
        is_method = before != "function" and after == "(" and _has_body(tokens, at + 1)
        if not is_method and not (is_field and after == ":"):
            found.names.append(token)
    return found


def _declared(tokens: Sequence[Token], at: int) -> set[str]:
    """Give the names that are declared at a token, as far as that is plain."""
    token, after = tokens[at], tokens[min(at + 1, len(tokens) - 1)]
    # `class` may be a key as well.
    if token.text in _DECLARING and (after.is_name or after.text in OPENING):
        return {after.text} if after.is_name else _bound(tokens, at + 1)
    if token.is_name and after.text == "=>":
        return {token.text}
    if token.text == "(" and (_follows(tokens, at) == "=>" or _has_body(tokens, at)):
        return _bound(tokens, at)
    return set()


def _has_body(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a bracket holds the parameters of a function or method, or what is caught."""
    before = tokens[at - 1]
    return _follows(tokens, at) == "{" and before.is_name and before.text not in _BRANCHING


def _follows(tokens: Sequence[Token], at: int) -> str:
    """Give what follows where a bracket ends."""
    end = tokens[at].partner + 1
    return tokens[end].text if end < len(tokens) else ""


def _bound(tokens: Sequence[Token], start: int) -> set[str]:
    return {
        token.text
        for before, token in pairwise(tokens[start : tokens[start].partner])
        if token.is_name and before.text in _BEFORE_BOUND
    }
