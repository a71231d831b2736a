"""Short names in a script, whose meaning they leave as it is.

A name that the script declares at its top gets the same short one everywhere. Any other lives and dies
inside one statement of the top, so each of these has short names of its own. No scopes need to be told
apart for that. What may be known outside stays: properties, keys, methods, exports, what an object takes
its key from (`{ name }`), and what is declared nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, product
from string import ascii_lowercase, ascii_uppercase

from clipbook.site.script_tokens import OPENING, Token, tokens_of

_DECLARING = {"const", "let", "var", "function", "class"}
_STARTING = _DECLARING | {"async", "export", "if", "for"}
_BRANCHING = {"if", "for", "while", "switch", "with"}
_WORDS = frozenset(
    "arguments as async await break case catch class const constructor continue debugger default "
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
    """Give a script without comments and at most one module the shortest names that mean the same."""
    tokens = tokens_of(script)
    solid = [token for token in tokens if not token.text.isspace()]
    top = {
        after.text
        for token, after in zip(solid, solid[1:], strict=False)
        if token.text in _DECLARING and not token.within
    }
    statements = [_read(solid, start, end) for start, end in _ranges(solid)]
    everyone = {token.text for statement in statements for token in statement.names}
    outside = {
        token.text
        for statement in statements
        for token in statement.names
        if token.text not in statement.declared
    } - top
    shared = set[str]().union(*(statement.shared for statement in statements))
    stay = outside | shared | _WORDS
    wanted = [token.text for statement in statements for token in statement.names]
    short = _named(sorted(top - stay, key=lambda name: (-wanted.count(name), name)), ascii_uppercase, everyone)
    for statement in statements:
        local = statement.declared - top - outside - statement.shared - _WORDS
        own = dict.fromkeys(token.text for token in statement.names if token.text in local)
        names = short | _named(own, ascii_lowercase, everyone - local)
        for token in statement.names:
            token.text = names.get(token.text, token.text)
    return "".join(token.text for token in tokens)


def _named(names: Iterable[str], firsts: str, taken: Collection[str]) -> dict[str, str]:
    fresh = (
        "".join(letters)
        for length in count(0)
        for letters in product(firsts, *[ascii_lowercase] * length)
        if "".join(letters) not in taken and "".join(letters) not in _WORDS
    )
    return dict(zip(names, fresh, strict=False))


def _ranges(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    starts = [
        at
        for at, token in enumerate(tokens)
        if not at or (not token.within and token.text in _STARTING and tokens[at - 1].text in {";", "}"})
    ]
    yield from zip(starts, [*starts[1:], len(tokens)], strict=True)


def _read(tokens: list[Token], start: int, end: int) -> _Statement:
    found = _Statement()
    for at in range(start, end):
        token, before = tokens[at], tokens[at - 1].text if at else ""
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        found.declared |= _declared(tokens, at)
        if not token.is_name or before in {".", "?."}:
            continue
        in_braces = token.within == "{" and before in {"{", ","}
        if in_braces and after in {",", "}", "="}:
            found.shared.add(token.text)
        is_method = before != "function" and after == "(" and _has_body(tokens, at + 1)
        if not is_method and not (in_braces and after == ":"):
            found.names.append(token)
    return found


def _declared(tokens: list[Token], at: int) -> set[str]:
    """Give the names that are declared at a token, as far as that is plain."""
    token, after = tokens[at], tokens[min(at + 1, len(tokens) - 1)]
    if token.text in _DECLARING:
        return {after.text} if after.is_name else _bound(tokens, at + 1)
    if token.is_name and after.text == "=>":
        return {token.text}
    if token.text == "(":
        follows = tokens[token.partner + 1 : token.partner + 2]
        if (follows and follows[0].text == "=>") or _has_body(tokens, at):
            return _bound(tokens, at)
    return set()


def _has_body(tokens: list[Token], at: int) -> bool:
    """Say whether a bracket holds the parameters of a function or method, or what is caught."""
    before, follows = tokens[at - 1], tokens[tokens[at].partner + 1 : tokens[at].partner + 2]
    is_body = bool(follows) and follows[0].text == "{"
    return is_body and before.is_name and before.text not in _BRANCHING


def _bound(tokens: list[Token], start: int) -> set[str]:
    before = OPENING | {",", ":", "..."}
    return {
        tokens[at].text
        for at in range(start + 1, tokens[start].partner)
        if tokens[at].is_name and tokens[at - 1].text in before
    }
