"""Articles as a table for spreadsheets: every field but the texts, a row for each article.

Source: RFC 4180, in UTF-8. A value that a spreadsheet would run as a formula has an apostrophe
set before it (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.model.article import Article

# A cell of Excel holds 32,767 characters; the JSON beside has the texts.
_TEXTS = {"text", "abstract", "snippet", "takeaways"}
COLUMNS = tuple(row.field for row in crosswalk.ROWS if row.field not in _TEXTS)

# The wide forms count too: Japanese and Chinese spreadsheets read them as the narrow ones.
_FORMULA = re.compile(r"[\s\ufeff\u200b\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_BETWEEN = " | "


def document(edition: Edition, articles: Sequence[Article]) -> bytes:
    """Give the articles as one table, field names in its first row, CRLF after each row."""
    buffer = io.BytesIO()
    text = io.TextIOWrapper(buffer, "utf-8", errors="replace", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for article in articles:
        said = crosswalk.record(edition, article)
        writer.writerow([_cell(said[field]) for field in COLUMNS])
    text.flush()
    return buffer.getvalue()


def harmless(value: str) -> str:
    """Set an apostrophe before a value that a spreadsheet would run."""
    return f"'{value}" if _FORMULA.match(value) else value


def _cell(value: str | list[str] | list[crosswalk.Record] | None) -> str:
    if isinstance(value, list):
        value = _BETWEEN.join(one if isinstance(one, str) else one["url"] for one in value)
    return harmless(value) if value else ""
