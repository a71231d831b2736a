"""The row under a table that adds it up, and is no article."""

from __future__ import annotations

import re

from clipbook.importers.record import RawRecord, Remark
from clipbook.importers.tables.row import Row
from clipbook.importers.tables.values import cells_of

_WORDS = frozenset(
    (
        *("total", "totals", "grand total", "sum", "subtotal", "summe", "gesamt", "gesamtsumme"),
        *("insgesamt", "somme", "total général", "totale", "somma", "suma", "total general"),
        *("soma", "total geral", "totaal", "totalt", "summa", "yhteensä", "i alt", "razem"),
        *("celkem", "spolu", "ukupno", "összesen", "toplam", "σύνολο", "итого", "всего", "разом"),
        *("合计", "总计", "合計", "総計", "總計", "합계", "총계", "المجموع", "סך הכל", "कुल"),
    )
)
_NUMBER = re.compile(r"[-+]?[^\w\s]?\s?[0-9][0-9.,'\u2019\s]*\s?[%€$£¥]?")


def is_sum(row: Row, record: RawRecord | Remark) -> bool:
    """Say whether a row only adds up: a word for a sum, and numbers, but no address and no day."""
    if isinstance(record, RawRecord) and (record.url or record.date):
        return False
    texts = [cell.text for value in row.cells.values() for cell in cells_of(value) if cell.text]
    words = [text for text in texts if not _NUMBER.fullmatch(text)]
    is_word = len(words) == 1 and words[0].casefold().rstrip(" :.") in _WORDS
    return is_word and len(texts) > 1


def remark(row: Row) -> Remark:
    """Say that it is passed over."""
    said = f"{row.place} adds up the rows above; it is passed over"
    return Remark(row.line, "sum-passed-over", said, "Nothing is missing.")
