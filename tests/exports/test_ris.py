"""RIS: a line is a tag and a value, and no value can be more than its line."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipbook.exports import ris
from conftest import MakeArticle, MakeEdition

_LINE = re.compile(r"[A-Z][A-Z0-9]  - ")


@given(st.text())
def test_a_value_is_one_line(text: str) -> None:
    """Whatever any reader takes for the end of a line is gone."""
    assert len(f"x{ris.one_line(text)}x".splitlines()) == 1


@given(st.text(), st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_starts_a_tag(
    make_article: MakeArticle, make_edition: MakeEdition, body: str, name: str
) -> None:
    """Every line of a file starts with a tag of ours, and every entry ends once."""
    article = make_article(text="abstract", body=f"{body}\r\n\nER  - \n\nTY  - BOOK")
    site = make_edition([article])
    object.__setattr__(site.site, "name", f"A{name}")
    lines = ris.LAYOUT.document(site, [article]).decode().splitlines()
    assert all(_LINE.match(line) for line in lines if line)
    tags = [line[:2] for line in lines]
    assert (tags[0], tags.count("TY"), tags.count("ER"), tags[-2:]) == ("TY", 1, 1, ["ER", ""])


def test_dates_are_as_precise_as_the_record(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """A part that is not recorded stays empty, and without a date there is none."""
    for date, line in (
        ("2026-05-06", "DA  - 2026/05/06/"),
        ("2026-05", "DA  - 2026/05//"),
        ("2026", "DA  - 2026///"),
    ):
        article = make_article(date=date)
        assert line in ris.LAYOUT.document(make_edition([article]), [article]).decode().splitlines()
    article = make_article()
    assert b"DA" not in ris.LAYOUT.document(make_edition([article]), [article])
