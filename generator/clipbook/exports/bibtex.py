r"""Articles as BibTeX, for LaTeX and for reference managers.

Source: Oren Patashnik, BibTeXing (1988). Braces count towards the balance of an entry even behind
a backslash, so they are written as `\textbraceleft` and `\textbraceright`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.exports.layout import Layout
from clipbook.model.article import Article

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SPECIAL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\\{}~^<>|&%$#_]")
_BETWEEN = re.compile("[,;]")
# LaTeX sets two hyphens as a dash, and two quotes as one.
_LIGATURE = re.compile(r"(?<=-)-|(?<=[`!?])`|(?<=')'")


def entry(edition: Edition, article: Article) -> str:
    """Give one article as an entry without a line end; its key is the article's id.

    Names stand in braces of their own: the archive does not know which words are a family name,
    nor which bylines are organisations. `date` and `entrysubtype` are for BibLaTeX, `year` and
    `month` for BibTeX.
    """
    return edition.once(_entry, article)


def _entry(edition: Edition, article: Article) -> str:
    said = crosswalk.record(edition, article)
    kind = "article" if said["outlet_name"] else "misc"
    fields = [f"  {name} = {value}" for name, value in _fields(edition, said) if value]
    return ",\n".join([f"@{kind}{{{said['id']}", *fields]) + "\n}"


def _piece(edition: Edition, article: Article) -> bytes:
    return f"{entry(edition, article)}\n".encode("utf-8", "replace")


def escape(text: str) -> str:
    """Write a plain text so that LaTeX sets it and BibTeX reads it back whole."""
    written = _CONTROL.sub(" ", text).translate(_ESCAPES) if _SPECIAL.search(text) else text
    return _LIGATURE.sub(r"{}\g<0>", written)


def _fields(edition: Edition, said: crosswalk.Record) -> Iterator[tuple[str, str]]:
    yield "author", _braced(" and ".join(f"{{{escape(name)}}}" for name in said["authors"]))
    # The second pair of braces keeps the capitals as published.
    yield "title", f"{{{{{escape(said['title'])}}}}}"
    yield "journal", _braced(escape(said["outlet_name"] or ""))
    yield "entrysubtype", _braced("newspaper" if said["outlet_name"] else "")
    yield from _date(said["date"])
    # Addresses are read verbatim; the characters that no address may hold include the braces.
    yield "url", _braced(said["url"] or said["page"])
    yield "language", _braced(said["lang"] or "")
    yield "keywords", _braced(", ".join(_keyword(tag) for tag in said["tags"]))
    yield "note", _braced(escape(_note(edition, said)))


def _date(date: str | None) -> Iterator[tuple[str, str]]:
    if date:
        yield "year", _braced(date[:4])
        yield "month", _MONTHS[int(date[5:7]) - 1] if date[5:7] else ""
        yield "date", _braced(date)


def _keyword(tag: str) -> str:
    return _braced(escape(tag)) if _BETWEEN.search(tag) else escape(tag)


def _note(edition: Edition, said: crosswalk.Record) -> str:
    where = f"{edition.site.name}, {said['page']}" if said["url"] else edition.site.name
    return ". ".join(filter(None, (where, crosswalk.conclusions(said))))


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""


LAYOUT = Layout(_piece, between=b"\n")
"""A blank line between entries."""
