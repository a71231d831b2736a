"""Articles as a table for spreadsheets: every field but the texts, a row for each article.

Source: RFC 4180, in UTF-8. A value that a spreadsheet would run as a formula has an apostrophe
set before it (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.exports.layout import Layout
from clipbook.model.article import Article

# A cell of Excel holds 32,767 characters; the JSON beside has the texts.
_TEXTS = {"text", "abstract", "snippet", "takeaways"}
COLUMNS = tuple(row.field for row in crosswalk.ROWS if row.field not in _TEXTS)

# The wide forms count too: Japanese and Chinese spreadsheets read them as the narrow ones.
_FORMULA = re.compile(r"[\s\ufeff\u200b\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_BETWEEN = " | "


class _Echo:
    """Takes what the writer writes and gives it back."""

    def write(self, text: str) -> str:
        return text


_WRITER = csv.writer(_Echo(), lineterminator="\r\n")


def harmless(value: str) -> str:
    """Set an apostrophe before a value that a spreadsheet would run."""
    return f"'{value}" if _FORMULA.match(value) else value


def _head(_edition: Edition, _articles: Sequence[Article]) -> bytes:
    return _row(COLUMNS)


def _piece(edition: Edition, article: Article) -> bytes:
    return edition.once(_row_of, article)


def _row_of(edition: Edition, article: Article) -> bytes:
    said = crosswalk.record(edition, article)
    return _row([_cell(said[field]) for field in COLUMNS])


def _row(cells: Iterable[str]) -> bytes:
    text: str = _WRITER.writerow(cells)
    return text.encode("utf-8", "replace")


def _cell(value: str | list[str] | list[crosswalk.Record] | None) -> str:
    if not value:
        return ""
    if isinstance(value, list):
        value = _BETWEEN.join(one if isinstance(one, str) else one["url"] for one in value)
    # Most begin with a letter or a figure, and no formula does.
    return value if value[:1].isalnum() else harmless(value)


LAYOUT = Layout(_piece, _head)
"""Field names in the first row, CRLF after each."""
