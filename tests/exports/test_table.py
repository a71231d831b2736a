"""CSV: reads back as written, and runs nothing."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.exports import table
from conftest import MakeArticle, MakeEdition

_RUNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@given(st.text())
@example("=cmd|' /C calc'!A0")
@example(" \u00a0=1+1")
@example("\ufeff@SUM(A1)")
def test_nothing_runs(text: str) -> None:
    """What a spreadsheet would run gets an apostrophe, all else stays as it is."""
    cell = table.harmless(text)
    assert not cell.strip("\ufeff\u200b\0 \t\r\n\u00a0").startswith(_RUNS)
    assert cell in {text, f"'{text}"}


@pytest.mark.parametrize("text", ["2026-05-06", "A = B", "“=”", "Half-time", "'t was"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    """An apostrophe is set only where it is needed."""
    assert table.harmless(text) == text


@given(
    st.lists(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Zl", "Zp"])))
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_tables_read_back(
    make_article: MakeArticle, make_edition: MakeEdition, texts: list[str]
) -> None:
    """Every row has every column, with what was written, whatever quotes and commas it holds."""
    titles = [text.strip() for text in texts if text.strip() and "\x7f" not in text]
    articles = [make_article(f"n{n}", title=title) for n, title in enumerate(titles)]
    made = table.LAYOUT.document(make_edition(articles), articles).decode()
    head, *rows = csv.reader(io.StringIO(made, newline=""))
    assert tuple(head) == table.COLUMNS
    place = head.index("title")
    assert [row[place] for row in rows] == [table.harmless(title) for title in titles]
    assert {len(row) for row in rows} <= {len(head)}


def test_every_field_but_the_texts_has_a_column() -> None:
    """A spreadsheet's cell is too short for a text; everything else is there."""
    fields = {row.field for row in crosswalk.ROWS}
    assert fields - set(table.COLUMNS) == {"text", "abstract", "snippet", "takeaways"}


def test_rows_end_as_the_format_says(sample: Edition) -> None:
    """Each row ends with CRLF, the last one too, and no other line ends are about."""
    made = table.LAYOUT.document(sample, sample.archive.articles)
    assert made.count(b"\n") == made.count(b"\r\n") == 5
    assert made.endswith(b"\r\n")
