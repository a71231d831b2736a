"""BibTeX: what is written reads back whole, whatever the text."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipbook.edition import Edition
from clipbook.exports import bibtex
from conftest import MakeArticle, MakeEdition

LINES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    min_size=1,
).map(str.strip).filter(bool)  # fmt: skip
"""What a one-line field can hold."""

ESCAPES = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", r"\textless{}": "<",
    r"\textgreater{}": ">", r"\textbar{}": "|", r"\&": "&", r"\%": "%", r"\$": "$", r"\#": "#",
    r"\_": "_", "{}-": "-", "{}`": "`", "{}'": "'",
}  # fmt: skip

_ESCAPE = re.compile("|".join(re.escape(written) for written in ESCAPES))


def _read(written: str) -> str:
    """Read an escaped text as LaTeX sets it; a sign left unescaped is a fault."""
    rest = _ESCAPE.sub("", written)
    assert not set(rest) & set("\\{}~^<>|&%$#_")
    return _ESCAPE.sub(lambda found: ESCAPES[found[0]], written)


def _values(entry: str) -> dict[str, str]:
    """Split an entry into its fields by counting braces, as BibTeX does."""
    values, depth, start = {}, 0, 0
    for place, letter in enumerate(entry):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
        if (letter == "," and depth == 1) or (letter == "}" and depth == 0):
            name, equals, value = entry[start:place].partition("=")
            if equals and start:
                values[name.strip()] = value.strip()
            start = place + 1
    assert depth == 0
    return values


@given(st.text())
def test_escaped_text_reads_back(text: str) -> None:
    """Every sign comes back, and nothing is left that LaTeX would take for a command."""
    assert _read(bibtex.escape(text)) == re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)


@given(st.tuples(LINES, LINES, LINES, LINES))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_entries_hold_together(
    make_article: MakeArticle, make_edition: MakeEdition, texts: tuple[str, str, str, str]
) -> None:
    """No text can close its field, add a field, or split a name in two."""
    title, name, tag, at = texts
    article = make_article(title=title, authors=[name, name], tags=[tag], outlet="o", lang="en")
    edition = make_edition([article], outlets={"o": {"name": at}})
    values = _values(bibtex.entry(edition, article))
    names = "author title journal entrysubtype url language keywords note"
    assert list(values) == names.split()
    assert values["title"] == f"{{{{{bibtex.escape(title)}}}}}"
    escaped = bibtex.escape(name)
    assert values["author"] == f"{{{{{escaped}}} and {{{escaped}}}}}"
    assert values["journal"] == f"{{{bibtex.escape(at)}}}"


def test_keys_are_the_ids(sample: Edition) -> None:
    """A key never changes with what is corrected in an article, and no two are alike."""
    text = bibtex.LAYOUT.document(sample, sample.archive.articles).decode()
    keys = re.findall(r"^@\w+\{(.*),$", text, re.MULTILINE)
    assert keys == [article.id for article in sample.archive.articles]


def test_no_articles_make_no_entries(sample: Edition) -> None:
    """An empty selection is an empty file."""
    assert bibtex.LAYOUT.document(sample, ()) == b""
